-- Two pensions, or a pension and a disability allowance, drawn under two groups of records, with months in common.
-- in     records of the one, records of the other
-- out    rows of (entitlement of the one, entitlement of the other)
-- again  reads only
SELECT one_id, other_id FROM pension_drawn_beside(%(ones)s, %(others)s) ORDER BY one_id, other_id
