-- Open the personal accounts of a range of people of an approved history file with the balances it tells.
-- law    SIL 12, 14; T66 4 (the whole balance moves)
-- in     file, range of subjects, day
-- out    openings; one row: how many, their sum
-- again  refused: a balance of a person, account and place opens once
WITH written AS (
    INSERT INTO accounts_opening (person_id, account, place_id, region_id, amount_fen, as_of, told_by, opened_on)
    SELECT row.person_id, row.insurance, file.place_id, file.region_id, row.amount_fen, row.as_of, row.id, %(on)s
      FROM history_historyrow AS row JOIN history_historyfile AS file ON file.id = row.file_id
     WHERE row.file_id = %(file)s AND row.subject BETWEEN %(first)s AND %(last)s AND row.record = 'balance'
    RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM written
