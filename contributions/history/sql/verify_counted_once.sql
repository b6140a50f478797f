-- Names months that count twice for somebody: told by history from elsewhere, and paid here, under whichever record. What both
-- records had before they were merged three people saw, and is listed. A second work injury insurance of the same month is in
-- order (IMPL 9).
WITH one AS (
    SELECT person_id, person_id AS other_id FROM history_historymonth GROUP BY person_id
     UNION
    SELECT own.person_id, other.person_id
      FROM registry_onepeople AS own JOIN registry_onepeople AS other ON other.head_id = own.head_id
)
SELECT format('month %s of person %s, %s: in history file %s, and %s fen were paid here', brought.month, brought.person_id,
              brought.insurance, brought.file_id, sum(line.employer_fen + line.employee_fen))
  FROM history_historymonth AS brought
  JOIN history_historyfile AS file ON file.id = brought.file_id
  JOIN one ON one.person_id = brought.person_id
  JOIN assessment_line AS line
    ON line.person_id = one.other_id AND line.month = brought.month AND line.insurance = brought.insurance
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
   AND bill.fund = CASE line.insurance WHEN 'maternity' THEN 'medical_employee' ELSE line.insurance END
 WHERE brought.insurance <> 'injury' AND bill.settled_on IS NOT NULL
   AND (line.person_id = brought.person_id OR registry_was_one(line.person_id, brought.person_id, greatest(
        coalesce(file.booked_at, file.decided_at), bill.issued_at)))
 GROUP BY brought.month, brought.person_id, brought.insurance, brought.file_id
HAVING sum(line.employer_fen + line.employee_fen) <> 0
