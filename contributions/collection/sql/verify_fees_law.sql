-- Names late fees of a region that are not what the law makes of bills and payments, as they stood at the last night's charge.
-- law    SIL 86; IMPL 20–22, 29
-- in     region, months with their rates and day counts, day and time of the last charge
-- speed  what changed since then is charged next night and left out
SELECT format('late fee of employer %%s, %%s %%s: %%s fen are charged, the law makes it %%s', law.employer_id, law.month, law.fund,
              coalesce(charged.amount_fen, 0), law.fee_fen)
  FROM collection_late_fees(%(region)s, 0, %(last)s, %(months)s::date[], %(rates)s::int[], %(counts)s::boolean[]) AS law
  LEFT JOIN (SELECT employer_id, month, fund::text, sum(amount_fen) AS amount_fen
               FROM collection_latefee WHERE region_id = %(region)s
              GROUP BY employer_id, month, fund) AS charged USING (employer_id, month, fund)
 WHERE law.fee_fen <> coalesce(charged.amount_fen, 0)
   AND NOT EXISTS (SELECT 1 FROM assessment_bill AS bill
                    WHERE bill.employer_id = law.employer_id AND bill.month = law.month AND bill.fund = law.fund
                      AND (bill.issued_at >= %(at)s
                           OR EXISTS (SELECT 1 FROM collection_allocation AS allocation
                                       WHERE allocation.bill_id = bill.id AND allocation.allocated_on >= %(on)s)))
   AND NOT EXISTS (SELECT 1 FROM collection_deferral AS deferral
                    WHERE deferral.employer_id = law.employer_id AND deferral.fund = law.fund
                      AND (deferral.decided_at >= %(at)s OR deferral.stopped_on >= %(on)s))
 ORDER BY law.employer_id, law.month, law.fund
