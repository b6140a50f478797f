-- Names bills that are not the sum of their lines, and lines that are on no bill.
WITH lines AS (
    SELECT employer_id, month, CASE insurance WHEN 'maternity' THEN 'medical_employee' ELSE insurance END AS fund, version,
           count(*) AS lines, sum(employer_fen + supplement_fen) AS employer_fen, sum(employee_fen) AS employee_fen,
           sum(account_fen) AS account_fen
      FROM assessment_line GROUP BY 1, 2, 3, 4
)
SELECT format('payer %s, %s %s v%s: bill and lines differ', coalesce(bill.payer, lines.employer_id),
              coalesce(bill.month, lines.month), coalesce(bill.fund, lines.fund), coalesce(bill.version, lines.version))
  FROM (SELECT * FROM assessment_bill WHERE kind IN ('assessed', 'adjustment')) AS bill
  FULL JOIN lines ON lines.employer_id = bill.payer AND lines.month = bill.month AND lines.fund = bill.fund
                 AND lines.version = bill.version
 WHERE (bill.lines, bill.employer_fen, bill.employee_fen, bill.account_fen)
       IS DISTINCT FROM (lines.lines, lines.employer_fen, lines.employee_fen, lines.account_fen)
