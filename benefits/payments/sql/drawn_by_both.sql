-- Benefits of one scheme drawn under two groups of records, with months in common.
-- in     records of the one, records of the other
-- out    rows of (entitlement of the one, entitlement of the other)
SELECT one_id, other_id FROM payments_drawn_by_both(%(ones)s, %(others)s) ORDER BY one_id, other_id
