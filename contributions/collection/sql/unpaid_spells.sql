-- People of a range whose employers have not paid months of the pension insurance they are insured in.
-- in     region, month, today, first, last person
-- out    person, employer, first unpaid month, how many; of several employers the one that owes most months
WITH owing AS (
    SELECT bill.employer_id, bill.month
      FROM assessment_bill AS bill
      LEFT JOIN (SELECT bill_id, sum(amount_fen) AS fen FROM collection_allocation GROUP BY bill_id) AS put
        ON put.bill_id = bill.id
     WHERE bill.region_id = %(region)s AND bill.fund = 'pension_employee' AND bill.settled_on IS NULL
       AND bill.month <= %(month)s
     GROUP BY bill.employer_id, bill.month
    HAVING sum(bill.total_fen - coalesce(put.fen, 0)) > 0
       AND min(bill.due_on) FILTER (WHERE bill.total_fen > 0) < %(today)s
)
SELECT DISTINCT ON (period.person_id) period.person_id, owing.employer_id, min(owing.month), count(*)::int AS months
  FROM owing
  JOIN participation_insuredperiod AS period
    ON period.employer_id = owing.employer_id AND period.person_id BETWEEN %(first)s AND %(last)s
   AND period.insurance = 'pension_employee' AND period.from_month <= owing.month
   AND (period.before_month IS NULL OR period.before_month > owing.month)
 GROUP BY period.person_id, owing.employer_id
 ORDER BY period.person_id, months DESC, owing.employer_id
