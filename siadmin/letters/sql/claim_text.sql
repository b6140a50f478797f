-- Take the next text that may be tried now, under a lease: nobody else takes it before the lease is over.
-- law    none; a text is sent once by whoever claims it
-- in     now, the end of the lease, how many attempts there may be
-- out    the text's id, or nothing
-- again  takes the next one: the first is leased
UPDATE letters_shorttext SET attempts = attempts + 1, try_at = %(until)s
 WHERE id = (SELECT free.id FROM letters_shorttext AS free
              WHERE free.state = 'waiting' AND free.try_at <= %(at)s AND free.attempts < %(most)s
              ORDER BY free.try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
