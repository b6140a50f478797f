-- Names months that count twice for somebody: told by history from elsewhere, and paid here. A second work injury insurance
-- of the same month is in order (IMPL 9).
SELECT format('month %s of person %s, %s: in history file %s, and %s fen were paid here', brought.month, brought.person_id,
              brought.insurance, brought.file_id, sum(line.employer_fen + line.employee_fen))
  FROM history_historymonth AS brought
  JOIN assessment_line AS line
    ON line.person_id = brought.person_id AND line.month = brought.month AND line.insurance = brought.insurance
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
   AND bill.fund = CASE line.insurance WHEN 'maternity' THEN 'medical_employee' ELSE line.insurance END
 WHERE brought.insurance <> 'injury' AND bill.settled_on IS NOT NULL
 GROUP BY brought.month, brought.person_id, brought.insurance, brought.file_id
HAVING sum(line.employer_fen + line.employee_fen) <> 0
