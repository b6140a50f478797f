-- Count one attempt of a caller at a door; the count begins anew when its window is over.
-- law    none; what keeps guessing slow
-- in     door, hash of the caller, now, the moment before which a window is over
-- out    how many there were in this window, and since when
-- again  counts again: each call is an attempt
INSERT INTO letters_attempts AS held (door, caller_hash, since, count)
VALUES (%(door)s, %(caller)s, %(at)s, 1)
    ON CONFLICT (door, caller_hash) DO UPDATE
   SET count = CASE WHEN held.since <= %(over)s THEN 1 ELSE held.count + 1 END,
       since = CASE WHEN held.since <= %(over)s THEN %(at)s ELSE held.since END
RETURNING held.count, held.since
