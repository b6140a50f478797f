-- Of these holds, those that rest on what is on record no more.
-- in     holds
-- out    holds
SELECT id FROM payments_hold WHERE id = ANY(%(holds)s::bigint[]) AND payments_put_right(month, person_id, because, told)
