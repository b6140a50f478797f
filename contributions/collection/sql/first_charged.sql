-- Whom the newest bills of an employer's month charge for the first time although work had begun before we were told of it, or
-- the month is made good.
-- law    SIL 58, 60 (an employer insures within the days the law gives, and pays in full)
-- in     employer, month, the day the month was due
-- out    bill, its due day, person, fen charged, first day of work, day we were told of it, back payment
-- again  reads only
WITH bill AS MATERIALIZED (
    SELECT id, fund, version, due_on
      FROM assessment_bill
     WHERE employer_id = %(employer)s AND month = %(month)s AND kind IN ('assessed', 'adjustment') AND due_on > %(month_due_on)s
       AND version = (SELECT max(version) FROM assessment_bill
                       WHERE employer_id = %(employer)s AND month = %(month)s AND kind NOT IN ('orders', 'project'))
), fresh AS MATERIALIZED (
    SELECT bill.id AS bill_id, bill.due_on, line.person_id,
           sum(line.employer_fen + line.supplement_fen + line.employee_fen)::bigint AS amount_fen
      FROM bill
      JOIN assessment_line AS line
        ON line.employer_id = %(employer)s AND line.month = %(month)s AND line.version = bill.version
       AND CASE line.insurance WHEN 'maternity' THEN 'medical_employee' ELSE line.insurance END = bill.fund
     WHERE NOT EXISTS (SELECT 1 FROM assessment_line AS before
                        WHERE before.employer_id = %(employer)s AND before.month = %(month)s AND before.person_id = line.person_id
                          AND before.insurance = line.insurance AND before.version < line.version
                       HAVING sum(before.employer_fen + before.supplement_fen + before.employee_fen) <> 0)
     GROUP BY bill.id, bill.due_on, line.person_id
)
SELECT fresh.bill_id, fresh.due_on, fresh.person_id, fresh.amount_fen, employment.starts_on, employment.reported_on, back.id
  FROM fresh
 CROSS JOIN LATERAL (SELECT starts_on, reported_on FROM participation_employment
                      WHERE employer_id = %(employer)s AND person_id = fresh.person_id
                        AND starts_on < %(month)s::date + interval '1 month' AND (ends_before IS NULL OR ends_before > %(month)s)
                      ORDER BY starts_on LIMIT 1) AS employment
  LEFT JOIN LATERAL (SELECT max(id) AS id FROM collection_backpayment
                      WHERE employer_id = %(employer)s AND person_id = fresh.person_id
                        AND %(month)s BETWEEN first_month AND last_month) AS back ON true
 WHERE fresh.amount_fen > 0 AND (back.id IS NOT NULL OR employment.reported_on > employment.starts_on)
