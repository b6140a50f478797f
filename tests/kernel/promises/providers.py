"""Breaches of what designation and direct settlement promise."""

BREACHES: list[tuple[str, str]] = [
    ("agreements_are_signed_by_another",
     "UPDATE providers_agreement SET signed_eyes = prepared_eyes RETURNING format('agreement %s: prepared', number)"),
    ("agreements_are_signed_by_another",
     "DELETE FROM providers_agreementscope RETURNING (SELECT format('agreement %s covers nothing', number)"
     " FROM providers_agreement WHERE id = agreement_id)"),
    ("agreements_are_signed_by_another",
     "UPDATE providers_agreement SET institution_id = (SELECT min(institution_id) FROM providers_agreement)"
     " WHERE institution_id <> (SELECT min(institution_id) FROM providers_agreement)"
     " RETURNING format('on days of agreement %s', number)"),
    ("agreements_are_signed_by_another",
     "UPDATE providers_institution SET region_id = '310000' RETURNING format('institution %s', number)"),
    ("agreements_are_signed_by_another",
     "UPDATE providers_department SET ends_before = starts_on RETURNING format('department %s', code)"),
    ("agreements_are_signed_by_another",
     "UPDATE oauth2_provider_application SET client_type = 'public' RETURNING 'serves another name'"),
    ("the_catalogue_is_as_approved",
     "UPDATE providers_cataloguefile SET starts_on = '2020-01-01' WHERE id = (SELECT max(id) FROM"
     " providers_cataloguefile) RETURNING format('file %s changed days', number)"),
    ("the_catalogue_is_as_approved",
     "UPDATE providers_cataloguefile SET approved_eyes = read_eyes RETURNING format('catalogue file %s', number)"),
    ("the_catalogue_is_as_approved",
     "UPDATE providers_cataloguefile SET rejected = rejected + 1 RETURNING format('catalogue file %s', number)"),
    ("the_catalogue_is_as_approved",
     "UPDATE providers_itemrule SET advance_ppm = 50000 WHERE item_class = 'B' RETURNING format('rule %s of', id)"),
    ("the_catalogue_is_as_approved",
     "UPDATE providers_itemrule SET ends_before = NULL WHERE ends_before IS NOT NULL"
     " RETURNING format('item %s: rules', item_id)"),
    ("the_catalogue_is_as_approved",
     "UPDATE providers_item SET code = 'X' || code WHERE code = 'XA0001' RETURNING format('of item %s is', code)"),
    ("payee_accounts_found",
     "UPDATE providers_institution SET account_hash = '' RETURNING format('Institution %s', id)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_settlement SET charged_fen = charged_fen + 1, pool_fen = pool_fen + 1"
     " WHERE reverses_id IS NULL RETURNING format('settlement %s: ', number)"),
    ("settlements_are_their_lines",
     "DELETE FROM settlement_line RETURNING (SELECT format('settlement %s: ', number) FROM settlement_settlement"
     " WHERE id = settlement_id)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_line SET settlement_id = -settlement_id RETURNING format('line %s of no settlement', row)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_settlement SET own_in_scope_fen = own_in_scope_fen - 1, pool_fen = pool_fen + 1"
     " WHERE reverses_id IS NOT NULL RETURNING format('settlement %s does not take', number)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_settlement SET reverses_id = (SELECT min(id) FROM settlement_settlement)"
     " WHERE reverses_id IS NOT NULL RETURNING format('%s was taken back before',"
     " (SELECT number FROM settlement_settlement WHERE id = (SELECT min(id) FROM settlement_settlement)))"),
    ("settlements_are_their_lines",
     "UPDATE settlement_settlement AS its SET person_id = CASE WHEN its.id = first.id OR its.reverses_id IS NOT NULL"
     " THEN merge.into_id ELSE merge.record_id END, settled_at = merge.merged_at,"
     " reverses_id = CASE WHEN its.reverses_id IS NOT NULL THEN first.id END"
     " FROM (SELECT id, number FROM settlement_settlement ORDER BY id LIMIT 1) AS first,"
     " (SELECT * FROM registry_merge WHERE undone_at IS NULL ORDER BY id LIMIT 1) AS merge"
     " RETURNING format('%s was taken back before', first.number)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_settlement SET scheme = 'injury' RETURNING format('settlement %s is not of stay', number)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_presettlement SET stay_id = (SELECT max(id) FROM settlement_stay)"
     " WHERE stay_id = (SELECT min(id) FROM settlement_stay) RETURNING 'is not of stay'"),
    ("settlements_are_their_lines",
     "UPDATE settlement_stay SET admitted_on = '2020-01-01' RETURNING format('stay %s is of no agreement', number)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_withdrawal SET stay_id = (SELECT min(id) FROM settlement_stay)"
     " RETURNING (SELECT format('stay %s was withdrawn', number) FROM settlement_stay WHERE id = stay_id)"),
    ("settlements_are_their_lines",
     "UPDATE settlement_settlement SET account_fen = account_fen + 1 WHERE account_fen > 0"
     " RETURNING format('settlement %s has', number)"),
    ("settlements_are_their_lines",
     "UPDATE accounts_payment SET key = 'settlement:none:1' WHERE key LIKE 'settlement:%'"
     " RETURNING 'settlement none has 0 fen'"),
    ("years_are_their_settlements",
     "UPDATE settlement_yeartotal SET pool_fen = pool_fen + 1 RETURNING format('of person %s is', person_id)"),
    ("years_are_their_settlements",
     "DELETE FROM settlement_yeartotal RETURNING format('of person %s is', person_id)"),
    ("years_are_their_settlements",
     "UPDATE settlement_settlement SET adds_residual_fen = adds_residual_fen + 1"
     " RETURNING format('of person %s is', person_id)"),
    ("institutions_are_heard_first", "DELETE FROM providers_hearing WHERE kind = 'stated' RETURNING"
     " (SELECT format('measure %s was decided unheard', number) FROM providers_measure WHERE id = measure_id)"),
    ("institutions_are_heard_first",
     "UPDATE providers_measure SET decided_eyes = proposed_eyes WHERE outcome <> ''"
     " RETURNING format('measure %s was decided by who', number)"),
    ("institutions_are_heard_first",
     "UPDATE providers_measure SET state_until = '2030-01-01' RETURNING 'its days to state had not passed'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearing SET fund_fen = fund_fen + 1 WHERE paid_at IS NOT NULL"
     " RETURNING format('of institution %s: ', institution_id)"),
    ("clearings_are_their_settlements",
     "DELETE FROM settlement_cleared RETURNING 'fen and 0 are in it'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearedflag SET amount_fen = amount_fen + 1 RETURNING '500 fen disallowed'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_flag SET disallowed_fen = 7 WHERE disallowed_fen > 0 RETURNING format('flag %s: ', id)"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearingrun SET total_fen = total_fen + 1 RETURNING format('run %s of clearing', number)"),
    ("clearings_are_their_settlements",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE flow = 'provider_clearing'"
     " RETURNING 'is not booked as it is'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearingrun SET region_id = '310000' WHERE state = 'paid'"
     " RETURNING 'is booked in another book'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearing SET entry_id = NULL WHERE entry_id IS NOT NULL RETURNING 'clears nothing'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearingrun SET approved_eyes = opened_eyes WHERE state = 'paid'"
     " RETURNING format('clearing %s is by fewer', number)"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearingrun SET paid_eyes = approved_eyes WHERE state = 'paid'"
     " RETURNING format('clearing %s is by fewer', number)"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_cleared SET freed_at = NULL WHERE freed_at IS NOT NULL"
     " RETURNING format('settlement %s in', settlement_id)"),
    ("clearings_are_their_settlements",
     "INSERT INTO settlement_cleared (settlement_id, clearing_id) SELECT settlement_id, clearing_id + 100000"
     " FROM settlement_cleared WHERE freed_at IS NULL RETURNING format('settlement %s is in 2', settlement_id)"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_cleared SET freed_at = now() RETURNING 'is free'"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearedflag SET freed_at = now() WHERE freed_at IS NULL"
     " RETURNING format('flag %s in', flag_id)"),
    ("clearings_are_their_settlements",
     "DELETE FROM settlement_clearedflag WHERE freed_at IS NULL"
     " RETURNING format('flag %s: %s fen disallowed since', flag_id, amount_fen)"),
    ("clearings_are_their_settlements",
     "UPDATE settlement_clearedflag SET amount_fen = -amount_fen WHERE freed_at IS NULL"
     " RETURNING format('flag %s: given back', flag_id)"),
    ("left_out_of_clearings",
     "UPDATE settlement_leftout SET left_out_eyes = (SELECT opened_eyes FROM settlement_clearingrun LIMIT 1)"
     " RETURNING 'was left out by who'"),
    ("left_out_of_clearings",
     "UPDATE settlement_clearing SET paid_at = now() WHERE id IN (SELECT clearing_id FROM settlement_leftout)"
     " RETURNING 'was left out and is paid'"),
    ("left_out_of_clearings",
     "INSERT INTO settlement_waiting (run_id, institution_id, because, settlements, fund_fen, account_fen,"
     " disallowed_fen, due_fen) SELECT run_id, institution_id, 'held', 1, 1, 0, 0, 1 FROM settlement_clearing LIMIT 1"
     " RETURNING format('institution %s waits for', institution_id)"),
    ("left_out_of_clearings",
     "UPDATE settlement_waiting SET because = 'owes', fund_fen = disallowed_fen"
     " RETURNING format('institution %s is said to owe', institution_id)"),
    ("left_out_of_clearings",
     "UPDATE settlement_clearinghold SET lifted_eyes = held_eyes"
     " RETURNING format('institution %s was held and', institution_id)"),
    ("clearings_leave_in_files",
     "UPDATE settlement_clearingfile SET total_fen = total_fen + 1 RETURNING format('file %s of clearing', id)"),
    ("clearings_leave_in_files",
     "UPDATE settlement_remittance SET amount_fen = amount_fen + 1 RETURNING format('line %s is', row)"),
    ("clearings_leave_in_files",
     "DELETE FROM settlement_remittance WHERE again_for_id IS NULL AND id NOT IN"
     " (SELECT again_for_id FROM settlement_remittance WHERE again_for_id IS NOT NULL) RETURNING 'by no file'"),
    ("clearings_leave_in_files",
     "UPDATE settlement_remittanceanswer SET answer = 'paid' WHERE answer <> 'paid'"
     " RETURNING (SELECT format('line %s of clearing', row) FROM settlement_remittance WHERE id = remittance_id)"),
    ("clearings_leave_in_files",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE flow = 'provider_clearing'"
     " RETURNING 'fen booked for'"),
    ("clearings_leave_in_files",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE flow = 'funding' AND entry_id IN"
     " (SELECT id FROM ledger_entry WHERE key LIKE 'clearing:%%') RETURNING format('draws %s fen', amount_fen)"),
    ("clearings_leave_in_files",
     "UPDATE settlement_clearinganswer SET returned_fen = returned_fen + 1 RETURNING format('answer %s to', id)"),
    ("clearings_leave_in_files",
     "UPDATE settlement_clearinganswer SET imported_by_id = (SELECT min(sent_by_id) FROM settlement_clearingfile)"
     " RETURNING format('answer %s to clearing', id)"),
    ("clearings_leave_in_files",
     "UPDATE ledger_posting SET book_id = (SELECT max(id) FROM ledger_book) WHERE flow = 'clearing_returned'"
     " RETURNING 'is booked in another book'"),
    ("clearings_leave_in_files",
     "UPDATE settlement_clearinganswer SET entry_id = NULL WHERE entry_id IS NOT NULL RETURNING 'books back what'"),
    ("clearings_leave_in_files",
     "UPDATE settlement_clearinganswer SET file_id = (SELECT max(id) FROM settlement_clearingfile)"
     " RETURNING 'is answered in another'"),
    ("days_in_one_hospital",
     "UPDATE settlement_stay SET care = 'inpatient', admitted_on = admitted_on - 5"
     " RETURNING 'of days in two hospitals'"),
    ("days_in_one_hospital",
     "UPDATE settlement_stay SET care = 'inpatient', admitted_on = admitted_on - 1 RETURNING 'was opened while stay'"),
    ("institution_accounts_as_approved",
     "UPDATE providers_accountchange SET decided_eyes = proposed_eyes RETURNING 'was changed by one person'"),
    ("institution_accounts_as_approved",
     "UPDATE providers_institution SET bank_name = '别的银行' WHERE id IN (SELECT institution_id FROM"
     " providers_accountchange) RETURNING format('institution %s is not the one', number)"),
    ("payee_changes_found",
     "UPDATE providers_accountchange SET account_hash = '' RETURNING format('AccountChange %s', id)"),
    ("days_agree_or_differ",
     "UPDATE settlement_reconciliation SET agrees = true WHERE NOT agrees"
     " RETURNING format('reconciliation %s of', id)"),
    ("days_agree_or_differ",
     "UPDATE settlement_reconciliation SET agrees = false WHERE agrees RETURNING format('reconciliation %s of', id)"),
]  # fmt: skip
