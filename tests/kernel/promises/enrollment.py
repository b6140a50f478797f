"""Breaches of what registry, participation and coverage promise."""

BREACHES: list[tuple[str, str]] = [
    ("insured_once",
     "INSERT INTO participation_insuredperiod (person_id, employer_id, insurance, region_id, category, from_month,"
     " before_month, ended_because) SELECT person_id, employer_id, insurance, region_id, category, from_month,"
     " before_month, ended_because FROM participation_insuredperiod LIMIT 1 RETURNING format('person %s', person_id)"),
    ("insured_employed",
     "DELETE FROM participation_employment RETURNING format('person %s has no employment', person_id)"),
    ("merges_decided_by_two",
     "UPDATE registry_merge SET case_id = (SELECT min(id) FROM matters_case WHERE state <> 'done')"
     " RETURNING format('merge %s was not decided by two people', id)"),
    ("phones_open_accounts_by_two",
     "UPDATE registry_person SET phone_case_id = (SELECT min(id) FROM matters_case) WHERE phone_case_id IS NOT NULL"
     " RETURNING format('phone of person %s was changed by no case', number)"),
    ("phones_open_accounts_by_two",
     "UPDATE registry_citizentie SET tied_at = '2000-01-01', person_id ="
     " (SELECT id FROM registry_person WHERE phone_case_id IS NOT NULL)"
     " RETURNING format('opened an account and was changed by one hand')"),
    ("phones_open_accounts_by_two",
     "UPDATE registry_activation SET granted_by_id = (SELECT step.by_id FROM matters_step AS step"
     " JOIN registry_person AS person ON person.phone_case_id = step.case_id WHERE step.act = 'handle')"
     " RETURNING format('was let open by who alone changed the phone')"),
    ("deaths_known_of_every_record",
     "UPDATE registry_person SET died_on = '2026-11-01' WHERE id IN (SELECT into_id FROM registry_merge)"
     " RETURNING format('records of person %s do not agree', number)"),
    ("deaths_known_of_every_record",
     "UPDATE registry_person SET died_on = '2026-11-01', death_told_of_id = (SELECT max(id) FROM registry_person) + 1"
     " WHERE id = (SELECT min(id) FROM registry_person) RETURNING format('death of person %s was told of', number)"),
    ("records_told_apart",
     "UPDATE registry_likeness SET verdict = 'different'"
     " RETURNING format('records %s and %s are merged and said to be of two people', one_id, other_id)"),
    ("closed_by_a_case",
     "UPDATE registry_employer SET cancelled_on = '2026-01-01'"
     " RETURNING format('employer %s is cancelled on', number)"),
    ("agents_by_a_mandate",
     "UPDATE matters_case SET mandate = 'M' RETURNING format('case %s is by an agent without a mandate', number)"),
    ("insured_on_terms",
     "UPDATE participation_ownterms SET from_month = (from_month + INTERVAL '1 month')::date WHERE kind = 'flexible'"
     " RETURNING format('of person %s, pension_employee: nobody chose terms', person_id)"),
    ("insured_on_terms",
     "INSERT INTO participation_ownterms (person_id, region_id, kind, base_fen, rhythm, category, is_hard_to_place,"
     " from_month, before_month, chosen_at) SELECT person_id, region_id, kind, base_fen, rhythm, category,"
     " is_hard_to_place, from_month, before_month, chosen_at FROM participation_ownterms"
     " RETURNING format('of person %s overlap', person_id)"),
    ("insured_on_terms",
     "DELETE FROM participation_insuredperiod WHERE employer_id IS NULL"
     " RETURNING format('of person %s insure nothing', person_id)"),
    ("numbers_of_one_person",
     "INSERT INTO registry_identifier (person_id, kind, value, value_hash, starts_on, ends_before, ended_because)"
     " SELECT person_id, kind, value, 'x', starts_on, starts_on + 1, 'x' FROM registry_identifier LIMIT 1"
     " RETURNING format('person %s', (SELECT number FROM registry_person WHERE id = person_id))"),
    ("found_by_hash",
     "UPDATE registry_identifier SET value_hash = decode(repeat('00', 32), 'hex') || id::text::bytea"
     " RETURNING format('Identifier %s', id)"),
    ("found_by_hash", "UPDATE registry_identifier SET value = value || '\\x00' RETURNING format('Identifier %s', id)"),
    ("found_by_hash", "UPDATE registry_identifier SET value = '\\x01' RETURNING format('Identifier %s', id)"),
    ("found_by_hash",
     "UPDATE registry_identifier SET value = (SELECT bank_account FROM registry_employer LIMIT 1)"
     " RETURNING format('Identifier %s', id)"),
    ("found_by_hash",
     "UPDATE registry_person SET phone_hash = '' WHERE phone IS NOT NULL RETURNING format('Person %s', id)"),
    ("found_by_hash",
     "UPDATE registry_employer SET bank_account_hash = '' RETURNING format('Employer %s', id)"),
    ("people_are_identified",
     "DELETE FROM registry_identifier"
     " RETURNING format('person %s', (SELECT number FROM registry_person WHERE id = person_id))"),
    ("people_are_identified",
     "UPDATE registry_citizentie SET person_id = (SELECT min(id) FROM registry_person)"
     " RETURNING format('account %s', (SELECT username FROM agency_user WHERE id = user_id))"),
    ("registered_once_at_a_time",
     "INSERT INTO registry_delegate (user_id, employer_id, starts_on, granted_at)"
     " SELECT user_id, employer_id, starts_on, granted_at FROM registry_delegate LIMIT 1"
     " RETURNING format('delegate %s', user_id)"),
    ("registered_once_at_a_time",
     "INSERT INTO registry_injuryrate (employer_id, risk_class, factor, starts_on, decision)"
     " SELECT employer_id, risk_class, factor, starts_on, '' FROM registry_injuryrate LIMIT 1"
     " RETURNING format('employer %s', employer_id)"),
    ("registers_whole",
     "UPDATE coverage_batch SET rows_count = rows_count + 1 RETURNING format('batch %s has', number)"),
    ("registers_whole",
     "UPDATE coverage_row SET known_id = NULL WHERE state = 'taken' RETURNING format('row %s of batch', line)"),
    ("registers_whole",
     "UPDATE coverage_sighting SET kind = 'household' RETURNING format('sighting %s is not of its batch', id)"),
    ("known_found_by_hash", "UPDATE coverage_known SET number_hash = id::text::bytea RETURNING format('Known %s', id)"),
    ("known_found_by_hash", "UPDATE coverage_mismatch SET theirs_hash = '' RETURNING format('Mismatch %s', id)"),
    ("findings_once",
     "UPDATE coverage_finding SET closed_at = NULL, known_id = (SELECT max(id) FROM coverage_known"
     " WHERE person_id IS NULL) WHERE kind = 'missing' RETURNING format('known %s has 2 open', known_id)"),
    ("findings_once",
     "UPDATE coverage_finding SET weight = weight + 1 RETURNING format('finding %s: its weight', id)"),
    ("findings_once",
     "UPDATE coverage_finding SET pool_id = '310000' RETURNING format('finding %s lies outside', id)"),
    ("findings_once",
     "UPDATE coverage_finding SET person_id = -1, known_id = (SELECT id FROM coverage_known"
     " WHERE person_id IS NOT NULL LIMIT 1) RETURNING format('finding %s is not of who', id)"),
    ("contacts_are_results",
     "UPDATE coverage_contact SET result = 'student' RETURNING format('finding %s says', finding_id)"),
    ("contacts_are_results",
     "UPDATE coverage_contact SET result = 'refuses' RETURNING format('finding %s ended by a refusal', finding_id)"),
    ("rates_add_up",
     "UPDATE coverage_rate SET missing = 0 WHERE region_id = '110000'"
     " RETURNING format('%s in %s', region_id, month)"),
    ("disputes_are_cases",
     "UPDATE coverage_dispute SET person_id = (SELECT min(id) FROM registry_person) RETURNING"
     " format('dispute of case %s', (SELECT number FROM matters_case WHERE id = case_id))"),
    ("disputes_are_cases",
     "DELETE FROM coverage_dispute RETURNING"
     " format('case %s has no dispute', (SELECT number FROM matters_case WHERE id = case_id))"),
    ("disputes_are_cases",
     "UPDATE coverage_dispute SET ordered_on = NULL RETURNING"
     " format('case %s is ordered and not', (SELECT number FROM matters_case WHERE id = case_id))"),
]  # fmt: skip
