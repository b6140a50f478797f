"""Breaches of what the kernel, the agency, the law, letters and matters promise."""

BREACHES: list[tuple[str, str]] = [
    ("posts_granted_from_above",
     "UPDATE agency_postgrant SET post = 'administrator' WHERE office_id IN"
     " (SELECT office.id FROM agency_office AS office JOIN agency_region AS region ON region.code = office.region_id"
     " WHERE region.level > 2)"
     " RETURNING format('post %s of user %s: an administrator', id, user_id)"),
    ("posts_not_combined",
     "INSERT INTO agency_postgrant (user_id, identity_hash, office_id, post, starts_on, granted_at, reason)"
     " SELECT held.user_id, held.identity_hash, held.office_id, pair.other, held.starts_on, held.granted_at, ''"
     " FROM agency_postgrant AS held JOIN agency_forbiddenpair AS pair ON pair.one = held.post LIMIT 1"
     " RETURNING format('user %s', user_id)"),
    ("posts_are_their_persons", "UPDATE agency_postgrant SET identity_hash = '' RETURNING format('post %s', id)"),
    ("accounts_are_of_one_person",
     "UPDATE agency_user SET person_hash = '' RETURNING format('account %s', username)"),
    ("accounts_are_of_one_person",
     "INSERT INTO agency_numberlink (identity_hash, person_hash, linked_at)"
     " SELECT identity_hash, 'x', now() FROM agency_user LIMIT 1"
     " RETURNING format('account %s', (SELECT min(username) FROM agency_user AS u WHERE u.identity_hash ="
     " agency_numberlink.identity_hash))"),
    ("regions_in_their_place",
     "UPDATE agency_region SET path = '000000/110105/' WHERE code = '110105' RETURNING format('region %s', code)"),
    ("documents_as_they_came", "UPDATE agency_document SET digest = 'x' RETURNING format('document %s', id)"),
    ("documents_as_they_came", "UPDATE agency_document SET size = size + 1 RETURNING format('document %s', id)"),
    ("documents_as_they_came",
     "UPDATE agency_document SET content = content || '\\x00' RETURNING format('document %s cannot be read', id)"),
    ("law_once",
     "INSERT INTO policy_value (series_id, starts_on, ends_before, value, source, status, note, approved_at)"
     " SELECT series_id, starts_on, ends_before, value + 1, source, status, note, approved_at FROM policy_value"
     " WHERE proposal_id IS NULL LIMIT 1 RETURNING format('series %s', series_id)"),
    ("law_comes_from_proposals",
     "UPDATE policy_value SET value = value + 1 WHERE proposal_id IS NOT NULL RETURNING format('value %s', id)"),
    ("law_comes_from_proposals",
     "UPDATE policy_value SET superseded_at = now() RETURNING format('series %s says nothing', series_id)"),
    ("reference_is_code", "DELETE FROM ledger_allowedflow RETURNING flow"),
    ("reference_is_code", "UPDATE agency_forbiddenpair SET other = 'nobody' RETURNING one || ', nobody is not in'"),
    ("law_by_four_eyes",
     "UPDATE policy_proposal SET decided_by_id = proposed_by_id RETURNING format('proposal %s', id)"),
    ("letters_can_be_printed_again",
     "UPDATE letters_issued SET edition = 99 RETURNING format('letters of kind %s', kind)"),
    ("letters_keep_their_payload",
     "UPDATE letters_issued SET payload = payload || '\\x00' RETURNING format('letter %s', number)"),
    ("letters_keep_their_payload",
     "UPDATE letters_issued SET code_hash = '' RETURNING format('letter %s', number)"),
    ("messages_can_be_read", "UPDATE letters_message SET code = 'gone' RETURNING format('messages %s', code)"),
    ("messages_can_be_read", "UPDATE letters_message SET params = '{}' RETURNING format('message %s', id)"),
    ("texts_are_settled",
     "UPDATE letters_shorttext SET state = 'waiting', try_at = '2020-01-01' RETURNING format('text %s', reference)"),
    ("cases_signed_by_enough",
     "UPDATE matters_case SET hands = 3 WHERE hands < 3 AND state = 'done' RETURNING format('case %s', number)"),
    ("cases_not_signed_by_applicants",
     "UPDATE matters_step SET act = 'apply' WHERE act = 'receive' RETURNING 'is by its applicant'"),
    ("case_facts_whole", "UPDATE matters_case SET facts_version = 9 RETURNING format('case %s', number)"),
    ("case_state_of_its_last_step", "UPDATE matters_case SET state = 'refused' RETURNING format('case %s', number)"),
    ("texts_keep_their_phone", "UPDATE letters_shorttext SET phone_hash = '' RETURNING format('ShortText %s', id)"),
]  # fmt: skip
