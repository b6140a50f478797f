-- People of a range who were registered since a register told of them are tied to their record.
-- law    REG 9 (submitted and shared information are compared); SIL 58 (one number, one person)
-- in     first, last of the known
-- out    how many
-- again  changes nothing: who is tied stays tied
WITH found AS (
    SELECT known.id, held.person_id
      FROM coverage_known AS known
      JOIN registry_identifier AS held ON held.value_hash = known.number_hash AND held.ends_before IS NULL
     WHERE known.id BETWEEN %(first)s AND %(last)s AND known.person_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM coverage_known AS other WHERE other.person_id = held.person_id)
), tied AS (
    UPDATE coverage_known AS known SET person_id = found.person_id FROM found WHERE found.id = known.id
    RETURNING known.id
)
SELECT count(*) FROM tied
