-- Everybody chose a tier of the residents' pension for the year and paid it.
-- in     region, the year's first month and that of the next, time
INSERT INTO participation_ownterms (person_id, region_id, kind, base_fen, rhythm, category, is_hard_to_place, from_month,
                                    before_month, chosen_at)
SELECT id, %(region)s, 'pension_resident', (ARRAY[100000, 200000, 500000, 900000])[1 + id %% 4], 'yearly', 'resident', false,
       %(month)s, %(after)s, %(at)s
  FROM registry_person ORDER BY id;

INSERT INTO assessment_bill (person_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen,
                             account_fen, total_fen, is_provisional, issued_at, due_on, settled_on, entry_key)
SELECT person_id, region_id, from_month, kind, 0, 'assessed', 1, 1, 0, base_fen, base_fen, base_fen, false, %(at)s,
       %(after)s::date - 1, %(month)s::date + 20, 'x'
  FROM participation_ownterms ORDER BY person_id;
