-- A declaration in force for the month from every employer, and the wages of its people: log-normal around 9,000 yuan,
-- so that some are below the floor and some above the ceiling.
-- in     sizes of employers (bench_size), seats (bench_seat), month
INSERT INTO declarations_declaration
       (id, employer_id, month, version, number, door, state, created_at, filed_at, people, wages_fen, refused_rows, summary)
SELECT place, place, %(month)s, 0, 'D' || lpad(place::text, 10, '0'), 'file', 'filed', %(month)s, %(month)s, people, 0, 0,
       '{}'
  FROM bench_size ORDER BY place;

INSERT INTO declarations_contributionwage (id, person_id, employer_id, from_month, wage_fen, declaration_id, recorded_at)
SELECT person_id, person_id, employer_id, from_month, (exp(ln(900000.0::float8) + 0.6 * deviate))::bigint, employer_id,
       from_month
  FROM bench_seat ORDER BY person_id;
