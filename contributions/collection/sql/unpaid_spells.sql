-- People of a range whose months of pension insurance are not paid: by their employers, who owe them, or by themselves.
-- law    SIL 10, 20, 23: nobody owes what they did not pay for themself; it lapsed
-- in     region, month, today, first, last person
-- twin   contributions.assessment.selectors.record_of: who is paid for is not unpaid because a colleague is
-- out    person, employer (null where they pay for themself), first unpaid month, how many; an employer's before one's own,
--        of several employers the one that owes most months. One's own are those since the last paid one, while somebody
--        is insured by themself; a resident's year is twelve months
WITH owing AS (
    SELECT bill.employer_id, bill.month
      FROM assessment_bill AS bill
      LEFT JOIN (SELECT bill_id, sum(amount_fen) AS fen FROM collection_allocation GROUP BY bill_id) AS put
        ON put.bill_id = bill.id
     WHERE bill.region_id = %(region)s AND bill.fund = 'pension_employee' AND bill.settled_on IS NULL
       AND bill.month <= %(month)s AND bill.employer_id IS NOT NULL
     GROUP BY bill.employer_id, bill.month
    HAVING sum(bill.total_fen - coalesce(put.fen, 0)) > 0
       AND min(bill.due_on) FILTER (WHERE bill.total_fen > 0) < %(today)s
), owed AS (
    SELECT period.person_id, owing.employer_id, min(owing.month) AS since, count(*)::int AS months
      FROM owing
      JOIN participation_insuredperiod AS period
        ON period.employer_id = owing.employer_id AND period.person_id BETWEEN %(first)s AND %(last)s
       AND period.insurance = 'pension_employee' AND period.from_month <= owing.month
       AND (period.before_month IS NULL OR period.before_month > owing.month)
     WHERE NOT coalesce((
           SELECT coalesce(bool_and(bill.settled_on IS NOT NULL) FILTER (WHERE bill.total_fen >= 0), count(*) > 0)
             FROM assessment_line AS line
             JOIN assessment_bill AS bill
               ON bill.payer = line.employer_id AND bill.month = line.month AND bill.fund = line.insurance
              AND bill.version = line.version
            WHERE line.person_id = period.person_id AND line.month = owing.month
              AND line.insurance = 'pension_employee' AND line.employer_id = owing.employer_id), false)
     GROUP BY period.person_id, owing.employer_id
), own AS (
    SELECT person_id, month, fund, is_lapsed, max(month) FILTER (WHERE NOT is_lapsed) OVER (PARTITION BY person_id) AS paid_month
      FROM (SELECT bill.person_id, bill.month, bill.fund, bool_or(bill.lapsed_on IS NOT NULL) AS is_lapsed
              FROM assessment_bill AS bill
             WHERE bill.person_id BETWEEN %(first)s AND %(last)s AND bill.region_id = %(region)s AND bill.month <= %(month)s
               AND bill.fund IN ('pension_employee', 'pension_resident')
               AND (bill.lapsed_on IS NOT NULL OR bill.settled_on IS NOT NULL AND bill.total_fen >= 0)
             GROUP BY bill.person_id, bill.month, bill.fund) AS decided
), lapsed AS (
    SELECT own.person_id, min(own.month) AS since, sum(CASE own.fund WHEN 'pension_resident' THEN 12 ELSE 1 END)::int AS months
      FROM own
     WHERE own.is_lapsed AND (own.paid_month IS NULL OR own.month > own.paid_month)
       AND own.person_id IN (SELECT period.person_id FROM participation_insuredperiod AS period
                              WHERE period.person_id BETWEEN %(first)s AND %(last)s AND period.employer_id IS NULL
                                AND period.region_id = %(region)s AND period.insurance IN ('pension_employee', 'pension_resident')
                                AND period.from_month <= %(month)s
                                AND (period.before_month IS NULL OR period.before_month > %(month)s))
     GROUP BY own.person_id
)
SELECT DISTINCT ON (person_id) person_id, employer_id, since, months
  FROM (SELECT person_id, employer_id, since, months FROM owed
         UNION ALL
        SELECT person_id, NULL, since, months FROM lapsed) AS unpaid
 ORDER BY person_id, employer_id IS NULL, months DESC, employer_id
