-- A program asks once more on a day, unless it asked as often as it may.
-- law    REG 49; PIPL 28
-- in     client, day, most
-- out    one row: how often it asked; none where it may not
-- again  counts again: it was asked again
INSERT INTO settlement_asked AS own (client_id, day, times)
VALUES (%(client)s, %(day)s::date, 1)
    ON CONFLICT (client_id, day) DO UPDATE SET times = own.times + 1 WHERE own.times < %(most)s::integer
RETURNING times
