-- The names of a country, skewed as they are: a few family names are most people's. A phone and a number for everybody.
-- in     characters with their sounds (bench_character), hashes (bench_known)
UPDATE registry_person AS person
   SET name = named.name, name_folded = named.name, pinyin = named.pinyin, initials = named.initials,
       phone = %(phone)s, phone_hash = known.phone_hash
  FROM bench_known AS known,
       LATERAL (SELECT string_agg(part.written, '' ORDER BY part.place) AS name,
                       string_agg(part.sound, '' ORDER BY part.place) AS pinyin,
                       string_agg(substr(part.sound, 1, 1), '' ORDER BY part.place) AS initials
                  FROM bench_character AS part
                 WHERE (part.kind, part.place, part.number) IN (
                       ('family', 1, (60 * power(known.share, 3))::int), ('given', 2, known.first), ('given', 3, known.second)))
               AS named
 WHERE known.person_id = person.id;

INSERT INTO registry_identifier (person_id, kind, value, value_hash, starts_on, ended_because)
SELECT person_id, 'citizen_id', %(number)s, number_hash, '2016-01-01', '' FROM bench_known ORDER BY person_id;
