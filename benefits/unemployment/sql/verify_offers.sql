-- Work or training is on record as turned down by a case of that matter that is done and that two others signed.
-- law    SIL 51(5); REG 37
-- out    one text per offender
SELECT format('offer refused under entitlement %s: recorded by no case of two', offer.entitlement_id)
  FROM unemployment_refusedoffer AS offer
 WHERE NOT coalesce(unemployment_refused_by_two(offer), false)
