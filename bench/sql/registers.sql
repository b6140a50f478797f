-- Registers that know everybody insured and one in twenty more; one in fifty left half a year ago; one employer in forty
-- has not paid the month.
-- in     region, month, since (a month long gone), wages (the newest month of wages), number and digest of a batch
UPDATE participation_insuredperiod
   SET before_month = (%(month)s::date - interval '6 months')::date, ended_because = 'left'
 WHERE person_id %% 50 = 7 AND from_month < (%(month)s::date - interval '6 months')::date;

INSERT INTO assessment_bill
       (employer_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen, total_fen,
        is_provisional, issued_at, due_on, entry_key)
SELECT id, %(region)s, %(month)s, 'pension_employee', 0, 'provisional', 1, 0, 100000, 0, 0, 100000, false, now(),
       (%(month)s::date + 14), ''
  FROM registry_employer WHERE id %% 40 = 0;

INSERT INTO agency_document (id, digest, name, kind, size, content, kept_at) VALUES (1, '', 'bench', 'register', 0, '', now());
INSERT INTO coverage_batch (id, number, kind, source, as_of, region_id, document_id, digest, rows_count, received_at)
SELECT 1, 'R1', 'wage_tax', 'bench', %(month)s::date + 27, %(region)s, 1, '', 0, now()
UNION ALL SELECT 2, 'R2', 'household', 'bench', %(month)s::date + 27, %(region)s, 1, '', 0, now();

INSERT INTO coverage_known
       (id, number, number_hash, name, name_folded, sex, birth_on, person_id, region_id, pool_id)
SELECT id, %(number)s, sha256(id::text::bytea), name, name_folded, sex, birth_on, id, %(region)s, %(region)s
  FROM registry_person ORDER BY id;
INSERT INTO coverage_known (id, number, number_hash, name, name_folded, sex, birth_on, region_id, pool_id)
SELECT id + %(people)s, %(number)s, sha256((id + %(people)s)::text::bytea), name, name_folded, sex, birth_on, %(region)s,
       %(region)s
  FROM registry_person WHERE id %% 20 = 0 ORDER BY id;

INSERT INTO coverage_sighting (known_id, kind, credit_code, from_month, last_month, wage_fen, is_student, ended, batch_id)
SELECT id, 'household', '', %(since)s, %(month)s, null, false, false, 2 FROM coverage_known ORDER BY id;
INSERT INTO coverage_sighting (known_id, kind, credit_code, from_month, last_month, wage_fen, is_student, ended, batch_id)
SELECT known.id, 'wage_tax', employer.credit_code, (%(month)s::date - interval '2 months')::date, %(month)s, 800000, false,
       false, 1
  FROM coverage_known AS known
  JOIN participation_employment AS seat ON seat.person_id = coalesce(known.person_id, known.id - %(people)s)
  JOIN registry_employer AS employer ON employer.id = seat.employer_id
 WHERE coalesce(known.person_id, 0) %% 50 <> 7
 ORDER BY known.id;
