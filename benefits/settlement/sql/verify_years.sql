-- A person's year of a scheme is the sum of its settlements, those taken back with a minus.
-- law    SIL 28
-- out    one text per offender
SELECT format('year %s of person %s is not the sum of its settlements', coalesce(total.year, summed.year),
              coalesce(total.person_id, summed.person_id))
  FROM settlement_yeartotal AS total
  FULL JOIN (
       SELECT person_id, year, scheme, sum(adds_stays) AS stays, sum(adds_inpatient_scope_fen) AS inpatient,
              sum(adds_outpatient_scope_fen) AS outpatient, sum(adds_pool_fen) AS pool, sum(adds_outpatient_pool_fen) AS outpatient_pool,
              sum(adds_large_fen) AS large, sum(adds_residual_fen) AS residual, sum(adds_major_fen) AS major
         FROM settlement_settlement
        GROUP BY person_id, year, scheme) AS summed
    ON summed.person_id = total.person_id AND summed.year = total.year AND summed.scheme = total.scheme
 WHERE (coalesce(total.stays, 0), coalesce(total.inpatient_scope_fen, 0), coalesce(total.outpatient_scope_fen, 0),
        coalesce(total.pool_fen, 0), coalesce(total.outpatient_pool_fen, 0), coalesce(total.large_fen, 0),
        coalesce(total.residual_fen, 0), coalesce(total.major_fen, 0))
       <> (coalesce(summed.stays, 0), coalesce(summed.inpatient, 0), coalesce(summed.outpatient, 0), coalesce(summed.pool, 0),
           coalesce(summed.outpatient_pool, 0), coalesce(summed.large, 0), coalesce(summed.residual, 0), coalesce(summed.major, 0))
