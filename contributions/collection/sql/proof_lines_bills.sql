-- Sums of a region's lines and bills of a month by fund; provisional bills stand beside. A line belongs to its tariff's
-- region: the employer may have moved since.
WITH lines AS (
    SELECT CASE line.insurance WHEN 'maternity' THEN 'medical_employee' ELSE line.insurance END AS fund,
           sum(line.employer_fen + line.supplement_fen + line.employee_fen) AS amount_fen
      FROM assessment_line AS line
      JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id AND tariff.region_id = %(region)s
     WHERE line.month = %(month)s GROUP BY 1
), bills AS (
    SELECT fund, coalesce(sum(total_fen) FILTER (WHERE kind IN ('assessed', 'adjustment')), 0) AS amount_fen,
           coalesce(sum(total_fen) FILTER (WHERE kind IN ('provisional', 'reversal')), 0) AS provisional_fen
      FROM assessment_bill WHERE region_id = %(region)s AND month = %(month)s GROUP BY fund
)
SELECT fund, coalesce(lines.amount_fen, 0), coalesce(bills.amount_fen, 0), coalesce(bills.provisional_fen, 0)
  FROM lines FULL JOIN bills USING (fund) ORDER BY fund
