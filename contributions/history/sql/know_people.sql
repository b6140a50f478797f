-- Every row of a range of people of a history file knows whom it tells of.
-- law    SIL 58 (the number is the person's); REG 6
-- in     file, range of subjects
-- out    rows with their person, where somebody is registered under the number
-- again  changes nothing: a row that knows its person is left alone
UPDATE history_historyrow AS row SET person_id = identifier.person_id
  FROM registry_identifier AS identifier
 WHERE row.file_id = %(file)s AND row.subject BETWEEN %(first)s AND %(last)s AND row.person_id IS NULL
   AND identifier.value_hash = row.number_hash AND identifier.ends_before IS NULL
