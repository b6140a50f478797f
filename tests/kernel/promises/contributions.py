"""Breaches of what declarations, assessment, accounts, history and transfers promise."""

BREACHES: list[tuple[str, str]] = [
    ("wages_once",
     "INSERT INTO declarations_contributionwage (person_id, employer_id, from_month, wage_fen, recorded_at)"
     " SELECT person_id, employer_id, from_month, wage_fen, recorded_at FROM declarations_contributionwage"
     " WHERE superseded_at IS NULL LIMIT 1 RETURNING format('person %s', person_id)"),
    ("declared_rows", "UPDATE declarations_declaration SET people = people + 1 WHERE state = 'filed' RETURNING number"),
    ("declared_rows",
     "UPDATE declarations_declaration SET wages_fen = wages_fen + 1 WHERE state = 'filed' RETURNING number"),
    ("declared_once",
     "UPDATE declarations_declaration SET state = 'filed' WHERE state = 'replaced'"
     " RETURNING format('employer %s', employer_id)"),
    ("declared_once",
     "UPDATE declarations_taxfilemonth SET declaration_id = (SELECT min(id) FROM declarations_declaration)"
     " RETURNING format('tax file %s', file_id)"),
    ("answers_to_declared_wages",
     "UPDATE declarations_acknowledgement SET wage_fen = wage_fen + 1 RETURNING format('answer %s', id)"),
    ("declared_people_found",
     "UPDATE declarations_declarationrow SET identifier_hash = '' RETURNING format('DeclarationRow %s', id)"),
    ("lines_have_parents",
     "UPDATE assessment_line SET tariff_id = -1 RETURNING format('line %s %s %s', person_id, month, insurance)"),
    ("lines_have_parents",
     "DELETE FROM registry_person WHERE id IN (SELECT person_id FROM assessment_line)"
     " RETURNING format('line %s ', id)"),
    *(("lines_replay",
       f"UPDATE assessment_line SET {amount} = {amount} + 1 WHERE version = 0"
       " RETURNING format('line %s %s %s', person_id, month, insurance)")
      for amount in ("base_fen", "employer_fen", "supplement_fen", "employee_fen", "account_fen")),
    *(("versions_add_up",
       f"UPDATE assessment_line SET {amount} = {amount} + 1 WHERE version = 1 AND insurance = 'pension_employee'"
       " RETURNING format('versions of %s %s %s', person_id, month, insurance)")
      for amount in ("base_fen", "employer_fen", "supplement_fen", "employee_fen", "account_fen")),
    *(("bills_are_lines",
       f"UPDATE assessment_bill SET {amount} = {amount} + 1"
       " RETURNING format('payer %s, %s %s v%s', payer, month, fund, version)")
      for amount in ("lines", "employer_fen", "employee_fen", "account_fen")),
    ("bills_are_lines",
     "DELETE FROM assessment_bill RETURNING format('payer %s, %s %s v%s', payer, month, fund, version)"),
    ("notices_are_bills",
     "UPDATE assessment_notice SET total_fen = total_fen + 1 WHERE version = 0 RETURNING reference"),
    ("notices_are_bills",
     "UPDATE assessment_notice SET total_fen = total_fen * 10 WHERE version = 1 RETURNING reference"),
    ("notices_are_bills", "UPDATE assessment_notice SET due_on = due_on + 1 RETURNING format('is not of its notice')"),
    ("notices_are_bills", "UPDATE assessment_bill SET notice_id = NULL RETURNING format('bill %s', id)"),
    ("notices_are_bills",
     "UPDATE assessment_handassessment SET employer_id = -1 RETURNING format('employer %s', employer_id)"),
    ("by_hand_by_four_eyes",
     "UPDATE assessment_handproposal SET decided_by_id = prepared_by_id RETURNING format('wages by hand %s', id)"),
    ("by_hand_by_four_eyes",
     "UPDATE assessment_handproposal SET state = 'prepared' RETURNING format('declaration %s',"
     " (SELECT number FROM declarations_declaration WHERE id = declaration_id))"),
    ("by_hand_by_four_eyes",
     "UPDATE assessment_handproposal SET wages = '{}' RETURNING format('wages by hand %s are not', id)"),
    ("settled_by_four_eyes",
     "UPDATE assessment_resettlement SET decided_by_id = prepared_by_id RETURNING format('re-settlement %s', id)"),
    ("settled_by_four_eyes",
     "UPDATE assessment_resettlement SET state = 'prepared'"
     " RETURNING format('run %s', (SELECT key FROM kernel_run WHERE id = run_id))"),
    ("settled_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters || '{\"employers\": \"others\"}'"
     " WHERE kind = 'resettlement' AND parameters ? 'tried' RETURNING format('run %s', key)"),
    ("settled_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters - 'tried'"
     " WHERE kind = 'resettlement' AND parameters ? 'tried' RETURNING format('run %s', key)"),
    ("settled_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters || '{\"proposal\": 7}'"
     " WHERE kind = 'resettlement' AND NOT parameters ? 'tried'"
     " RETURNING (SELECT format('run %s', key) FROM kernel_run WHERE parameters ? 'tried')"),
    ("settled_by_four_eyes",
     "UPDATE assessment_tariff SET digest = 'x' WHERE supposed_in_id IS NOT NULL RETURNING 'was not supposed by'"),
    ("dry_runs_add_up",
     "UPDATE dryruns_employereffect SET employee_fen = 1 RETURNING format('slice %s of a dry run', slice_id)"),
    ("dry_runs_add_up", "DELETE FROM dryruns_peopleeffect RETURNING format('slice %s of a dry run', slice_id)"),
    ("dry_runs_add_up",
     "UPDATE dryruns_employereffect SET employer_id = 0 RETURNING format('dry run %s: employer 0', run_id)"),
    ("dry_runs_add_up",
     "UPDATE assessment_tariff SET supposed_in_id = NULL WHERE id IN (SELECT tariff_id FROM dryruns_baseline)"
     " RETURNING format('tariff %s has a baseline', id)"),
    ("dry_runs_add_up",
     "UPDATE assessment_bill SET slice_id = (SELECT max(slice_id) FROM dryruns_employereffect)"
     " RETURNING format('bill %s says', id)"),
    ("runs_are_rows",
     "UPDATE kernel_slice SET result = jsonb_set(result, '{insurances,injury,lines}', '99')"
     " WHERE result #> '{insurances,injury}' IS NOT NULL RETURNING format('slice %s, injury', id)"),
    ("runs_are_rows",
     "UPDATE kernel_slice SET result = jsonb_set(result, '{provisional,total_fen}', '1')"
     " WHERE result ? 'provisional' RETURNING format('slice %s, provisional', id)"),
    ("runs_add_up", "UPDATE kernel_run SET totals = '{}' WHERE kind = 'assessment' AND key LIKE '11%' RETURNING key"),
    ("runs_add_up",
     "UPDATE kernel_slice SET state = 'waiting' RETURNING (SELECT key FROM kernel_run WHERE id = run_id)"),
    *(("interest_follows_from_credits",
       f"UPDATE accounts_interest SET {amount} = {amount} + 7 RETURNING format('interest of person %s', person_id)")
      for amount in ("opening_fen", "credited_fen", "products_fen", "amount_fen", "version")),
    ("interest_follows_from_credits",
     "DELETE FROM accounts_interest RETURNING format('account of person %s', person_id)"),
    ("interest_runs_are_rows",
     "UPDATE kernel_slice SET result = jsonb_set(result, '{years,2025,amount_fen}', '9')"
     " WHERE result #> '{years,2025}' IS NOT NULL RETURNING format('slice %s, 2025', id)"),
    ("interest_runs_are_rows", "UPDATE accounts_interest SET slice_id = 0 RETURNING 'slice 0, 2025'"),
    ("interest_again_by_four_eyes",
     "UPDATE accounts_interestagain SET decided_by_id = prepared_by_id RETURNING format('interest again %s', id)"),
    ("interest_again_by_four_eyes",
     "UPDATE accounts_interestagain SET state = 'prepared'"
     " RETURNING format('run %s', (SELECT key FROM kernel_run WHERE id = run_id))"),
    ("interest_again_by_four_eyes",
     "UPDATE accounts_interestagain SET laws = '{}'"
     " RETURNING format('run %s', (SELECT key FROM kernel_run WHERE id = run_id))"),
    ("interest_again_by_four_eyes",
     "UPDATE kernel_run SET parameters = parameters - 'account' WHERE kind = 'interest' AND parameters ? 'reason'"
     " RETURNING format('run %s', key)"),
    ("statements_were_sent",
     "DELETE FROM letters_message WHERE code = 'yearly_statement' RETURNING format('statements %s', key)"),
    ("history_is_rows",
     "UPDATE history_historyfile SET rows_count = 99 RETURNING format('history file %s told 99 rows', id)"),
    ("history_is_rows",
     "UPDATE history_historyfile SET found_months = 999 RETURNING format('history file %s is booked', id)"),
    ("history_is_rows",
     "UPDATE history_historymonth SET base_fen = 1 WHERE kind = 'actual'"
     " RETURNING format('month %s of person %s', month, person_id)"),
    ("history_is_rows",
     "UPDATE accounts_opening SET amount_fen = 1 RETURNING format('opening of person %s', person_id)"),
    ("months_count_once",
     "UPDATE history_historymonth SET (person_id, month) = (SELECT line.person_id, line.month"
     " FROM assessment_line AS line JOIN assessment_bill AS bill ON bill.payer = line.employer_id"
     " AND (bill.month, bill.version, bill.fund) = (line.month, line.version, line.insurance)"
     " WHERE line.insurance = 'pension_employee' AND bill.settled_on IS NOT NULL AND line.employee_fen > 0"
     " ORDER BY bill.id LIMIT 1) WHERE insurance = 'pension_employee' AND (person_id, month) ="
     " (SELECT person_id, month FROM history_historymonth WHERE insurance = 'pension_employee' LIMIT 1)"
     " RETURNING format('month %s of person %s, pension_employee: in history file', month, person_id)"),
    ("history_opens_with_money",
     "UPDATE history_historyfile SET confirmed_at = NULL WHERE money_fen IS NOT NULL"
     " RETURNING format('letter %s from %s: %s fen are opened, 0 fen', letter, place_id, found_balance_fen)"),
    ("history_by_four_eyes",
     "UPDATE history_historyfile SET submitted_by_id = decided_by_id RETURNING format('history file %s:', id)"),
    ("history_money_is_booked",
     "UPDATE history_historyfile SET money_fen = money_fen + 1 RETURNING format('entry history:%s books', id)"),
    ("history_money_is_booked",
     "UPDATE history_historyfile SET confirmed_by_id = decided_by_id RETURNING format('history file %s: nobody', id)"),
    ("history_numbers_are_found",
     "UPDATE history_historyrow SET number_hash = '' RETURNING format('HistoryRow %s', id)"),
    ("transfers_are_booked",
     "UPDATE transfers_transfer SET pooled_fen = pooled_fen + 1 WHERE paid_at IS NOT NULL"
     " RETURNING format('transfer %s', number)"),
    ("transfers_are_booked",
     "UPDATE transfers_transfer SET state = 'answered' WHERE state = 'in_transit'"
     " RETURNING format('book %s', (SELECT id FROM ledger_book AS book"
     " WHERE book.region_id = from_region_id AND book.fund = insurance))"),
    ("accounts_get_back_what_they_paid",
     "WITH paid AS (INSERT INTO accounts_payment"
     " (key, person_id, account, region_id, used_for_id, amount_fen, paid_to, paid_on)"
     " SELECT 'care', person_id, 'medical_employee', (SELECT min(code) FROM agency_region), person_id, 200, 'x',"
     " '2026-01-01' FROM accounts_credit LIMIT 1 RETURNING id, person_id, region_id)"
     " INSERT INTO accounts_payment"
     " (key, person_id, account, region_id, used_for_id, amount_fen, paid_to, paid_on, reverses_id)"
     " SELECT 'back', person_id, 'medical_employee', region_id, person_id, -100, 'x', '2026-01-01', id FROM paid"
     " RETURNING format('account payment %s', key)"),
    ("transfers_move_accounts", "DELETE FROM accounts_move RETURNING format('account move %s', key)"),
    ("transfers_move_accounts", "UPDATE accounts_move SET principal_fen = 0 RETURNING format('account move %s', key)"),
    ("transfer_records_add_up",
     "UPDATE transfers_transferyear SET months = months + 1"
     " RETURNING format('transfer %s', (SELECT number FROM transfers_transfer WHERE id = transfer_id))"),
    ("transfers_by_different_people",
     "UPDATE transfers_transfer SET answered_by_id = prepared_by_id RETURNING format('transfer %s', number)"),
    ("temporary_accounts_move_whole",
     "UPDATE transfers_transferyear SET employer_fen = employer_fen + 1"
     " RETURNING format('transfer %s', (SELECT number FROM transfers_transfer WHERE id = transfer_id))"),
    ("overlaps_are_returned",
     "INSERT INTO transfers_overlap (transfer_id, year, months, own_fen, amount_fen)"
     " SELECT id, 2026, 1, 1200, 100 FROM transfers_transfer WHERE information_form_id IS NOT NULL"
     " RETURNING format('transfer %s', (SELECT number FROM transfers_transfer WHERE id = transfer_id))"),
]  # fmt: skip
