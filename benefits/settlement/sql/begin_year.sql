-- A person's year of a scheme begins with nothing.
-- law    SIL 28
-- in     person, year, scheme
-- out    none
-- again  nothing
INSERT INTO settlement_yeartotal (person_id, year, scheme, stays, inpatient_scope_fen, outpatient_scope_fen, pool_fen, outpatient_pool_fen,
       large_fen, residual_fen, major_fen)
VALUES (%(person)s, %(year)s, %(scheme)s, 0, 0, 0, 0, 0, 0, 0, 0)
    ON CONFLICT (person_id, year, scheme) DO NOTHING
