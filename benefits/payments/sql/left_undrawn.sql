-- What of a run left the expenditure account to a person and was not drawn for it.
-- in     run, person
-- out    fen
-- again  reads only
SELECT payments_left_undrawn(%(run)s, %(person)s)
