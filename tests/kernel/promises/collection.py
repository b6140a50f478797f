"""Breaches of what money that came in promises: receipts, refunds, orders, subsidies."""

BREACHES: list[tuple[str, str]] = [
    ("receipts_allocated",
     "UPDATE collection_receipt SET allocated_fen = allocated_fen - 1 RETURNING format('receipt %s', id)"),
    ("subsidies_once_a_person",
     "INSERT INTO selfpay_subsidyitem (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional)"
     " SELECT claim_id, record, kind, month, paid_fen, amount_fen, is_provisional FROM selfpay_subsidyitem"
     " CROSS JOIN (SELECT unnest(ARRAY[record_id, into_id]) AS record FROM registry_merge) AS records"
     " RETURNING format('paid for under person %s too', person_id)"),
    ("subsidies_once_a_person",
     "INSERT INTO selfpay_subsidyitem"
     " (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional, instead_of_id)"
     " SELECT claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional, id FROM selfpay_subsidyitem"
     " RETURNING format('person %s, %s: claimed 2 times', person_id, month)"),
    ("subsidies_once_a_person",
     "UPDATE selfpay_subsidyclaim SET doubled_fen = 1 RETURNING format('claim %s leaves out 1 fen', number)"),
    ("subsidies_by_two",
     "UPDATE selfpay_subsidyclaim SET received_by_id = claimed_by_id, received_eyes = claimed_eyes"
     " RETURNING format('claim %s: the people', number)"),
    ("late_fees_add_up",
     "UPDATE collection_latefee SET amount_fen = amount_fen + 1"
     " RETURNING format('late fee of employer %s', employer_id)"),
    ("late_fees_add_up",
     "UPDATE collection_latefee SET region_id = '310000' RETURNING format('no bill of the month in that region')"),
    ("late_fees_add_up",
     "UPDATE collection_feepayment SET amount_fen = amount_fen + 1 RETURNING format('%s fen are paid', amount_fen)"),
    ("late_fees_are_the_laws",
     "UPDATE collection_latefee SET amount_fen = amount_fen + 1"
     " RETURNING format('late fee of employer %s', employer_id)"),
    ("late_fees_are_the_laws",
     "UPDATE collection_owedsince SET was_due_on = was_due_on - 30"
     " RETURNING format('late fee of employer')"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_feepayment SET entry_key = 'x' RETURNING format('entry x')"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_feepayment SET fund = 'injury' RETURNING format('fee payment %s crosses', id)"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_refund SET amount_fen = amount_fen + 1 RETURNING format('entry %s', entry_key)"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_refund SET withdrawn_at = ordered_at RETURNING format('refund %s was withdrawn', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_deferral SET case_number = 'C' RETURNING format('deferral of case C')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_deferral SET fund = 'injury' RETURNING format('deferrals')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_refund SET paid_by_id = ordered_by_id"
     " RETURNING format('refund of case %s: paid by who', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_refund SET paid_on = NULL, withdrawn_at = ordered_at, withdrawn_by_id = ordered_by_id"
     " RETURNING format('refund of case %s: withdrawn by one', case_number)"),
    ("refunds_are_as_signed",
     "UPDATE collection_refund SET amount_fen = amount_fen + 1 RETURNING format('refund of case %s: ', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_attribution SET taken_back_case = case_number, taken_back_by_id = by_id, taken_back_at = at"
     " WHERE case_number IS NOT NULL RETURNING format('attribution taken back of case %s: ', case_number)"),
    ("refunds_are_as_signed",
     "UPDATE collection_attribution SET receipt_id = (SELECT max(id) FROM collection_receipt"
     " WHERE id NOT IN (SELECT receipt_id FROM collection_attribution)) WHERE case_number IS NOT NULL"
     " RETURNING format('attribution of case %s: ', case_number)"),
    ("refunds_are_as_signed",
     "UPDATE collection_refund SET receipt_id = (SELECT max(id) FROM collection_receipt)"
     " RETURNING format('refund of case %s: ', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE matters_case SET hands = 3 WHERE matter = 'refund_hrss'"
     " RETURNING format('refund of case %s: the case did not decide it', number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_refund SET withdrawn_at = ordered_at, withdrawn_by_id = paid_by_id WHERE paid_by_id IS NOT NULL"
     " RETURNING format('refund of case %s: who paid it says', case_number)"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_enforcementstep SET rung = 'bank_query'"
     " RETURNING format('bank_query was taken before its time')"),
    ("owed_money_is_decided_by_enough",
     "DELETE FROM collection_enforcementstep RETURNING format('has no step')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_backpayment SET case_number = 'C'"
     " RETURNING format('back payment of case C: the case did not decide it')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_owedsince SET was_due_on = '2099-01-01'"
     " RETURNING format('owed since 2099-01-01 are not of it')"),
    ("owed_money_is_decided_by_enough",
     "UPDATE collection_owedsince SET amount_fen = 10000000"
     " RETURNING format('bill %s: 10000000 fen owed since %s are not of it', bill_id, was_due_on)"),
    ("channel_refunds_are_booked",
     "UPDATE collection_refund SET bank_reference = 'X' FROM collection_receipt AS receipt"
     " WHERE receipt.id = receipt_id AND receipt.source = 'channel'"
     " RETURNING format('refund of case %s: the channel returned it', case_number)"),
    ("channel_refunds_are_booked",
     "UPDATE collection_refund SET withdrawn_at = paid_on FROM collection_receipt AS receipt"
     " WHERE receipt.id = receipt_id AND receipt.source = 'channel'"
     " RETURNING format('refund of case %s: the channel returned it, and it was withdrawn', case_number)"),
    ("channel_refunds_are_booked",
     "UPDATE checkout_channelrefund SET done_at = NULL RETURNING format('paid without the channel')"),
    ("channel_refunds_are_booked",
     "UPDATE checkout_paymentorder SET total_fen = 1 FROM checkout_channelrefund AS asked"
     " WHERE asked.order_id = checkout_paymentorder.id RETURNING format('order %s, payment %s: 100 fen were returned of"
     " 1', checkout_paymentorder.number, checkout_paymentorder.trade)"),
    ("late_fees_and_refunds_are_booked",
     "UPDATE collection_receipt SET employer_id = NULL FROM collection_feepayment AS payment"
     " WHERE payment.receipt_id = collection_receipt.id"
     " RETURNING format('fee payment %s crosses payers', payment.id)"),
    ("owed_money_is_decided_by_enough",
     "DELETE FROM collection_owedsince RETURNING format('nothing was owed by it')"),
    ("receipts_allocated", "DELETE FROM collection_allocation RETURNING format('bill %s', bill_id)"),
    ("receipts_allocated",
     "UPDATE collection_allocation SET receipt_id = NULL RETURNING format('set off against nothing')"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET amount_fen = amount_fen + 1 RETURNING format('receipt %s', id)"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET received_on = '2000-01-01'"
     " RETURNING format('receipt %s arrived before its book opened', id)"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET source = 'bank' RETURNING format('receipt %s is told by another', id)"),
    ("receipts_are_told",
     "UPDATE collection_receipt SET month = '2020-01-01' RETURNING format('receipt %s is not for whom', id)"),
    ("receipts_are_told",
     "UPDATE kernel_run SET totals = '{}' WHERE kind = 'collection' RETURNING format('run %s', id)"),
    ("receipts_are_told",
     "UPDATE collection_receiptfile SET rows_count = 0 RETURNING format('file %s', id)"),
    ("funds_not_mixed",
     "UPDATE collection_receipt SET book_id ="
     " (SELECT id FROM ledger_book WHERE fund = 'injury' AND region_id = '310000')"
     " RETURNING format('book %s', book_id)"),
    ("money_pays_its_payer",
     "UPDATE collection_receipt SET employer_id = NULL, person_id = NULL WHERE id IN (SELECT receipt_id FROM"
     " collection_allocation GROUP BY receipt_id HAVING sum(amount_fen) > 0) RETURNING format('receipt %s:', id)"),
    ("money_pays_its_payer",
     "UPDATE collection_attribution SET case_number = NULL"
     " RETURNING format('receipt %s: nobody may say that it is of payer %s', receipt_id, payer)"),
    ("credits_are_paid", "UPDATE accounts_credit SET amount_fen = amount_fen + 1 RETURNING format('bill %s', bill_id)"),
    ("credits_are_paid",
     "UPDATE assessment_bill SET settled_on = NULL WHERE account_fen <> 0 AND settled_on IS NOT NULL"
     " RETURNING format('bill %s', id)"),
    ("credits_are_lines",
     "UPDATE accounts_credit SET amount_fen = amount_fen + 1 RETURNING format('credit of person %s', person_id)"),
    ("credits_are_lines", "DELETE FROM accounts_credit RETURNING format('line of person %s', person_id)"),
    ("money_is_booked",
     "UPDATE collection_receipt SET amount_fen = amount_fen + 1 RETURNING format('entry %s', entry_key)"),
    ("money_is_booked",
     "UPDATE assessment_bill SET total_fen = total_fen + 1 WHERE settled_on IS NOT NULL"
     " RETURNING format('entry %s', entry_key)"),
    ("orders_are_receipts",
     "UPDATE checkout_orderitem SET amount_fen = amount_fen + 1 RETURNING format('order %s asks for',"
     " (SELECT number FROM checkout_paymentorder WHERE id = order_id))"),
    ("orders_are_receipts",
     "UPDATE checkout_paymentorder SET trade = 'X' RETURNING format('order %s is paid and no message', number)"),
    ("orders_are_receipts",
     "UPDATE checkout_paymentorder SET state = 'paid', booked_at = NULL RETURNING format('receipt %s-', number)"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET trade = 'X' RETURNING format('fen came beside order %s and are not kept',"
     " (SELECT number FROM checkout_paymentorder WHERE id = order_id))"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET amount_fen = amount_fen + 1"
     " RETURNING format('payment %s beside its order: %s fen came', number, amount_fen)"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET booked_at = NULL"
     " RETURNING format('payment %s beside its order', number)"),
    ("orders_are_receipts",
     "INSERT INTO checkout_callback (channel, number, trade, amount_fen, digest, verdict, received_at) VALUES"
     " ('simulator', 'O-9', 'T9', 100, '', 'unknown_order', now()) RETURNING format('message %s: 100 fen', id)"),
    ("orders_are_receipts",
     "DELETE FROM checkout_strayend RETURNING format('fen were paid for %s, and went nowhere', number)"),
    ("orders_are_receipts",
     "DELETE FROM checkout_strayconfirmation RETURNING format('fen were paid for %s, and went nowhere',"
     " (SELECT number FROM checkout_strayend WHERE id = end_id))"),
    ("orders_are_receipts",
     "UPDATE checkout_otherpayment SET trade = (SELECT trade FROM checkout_paymentorder WHERE id = order_id)"
     " RETURNING format('payment %s of simulator is said to be of', trade)"),
    ("orders_are_billed",
     "UPDATE platforms_orderfile SET orders = orders + 1 RETURNING format('list %s does not count', number)"),
    ("orders_are_billed",
     "UPDATE platforms_insuredorders SET orders = orders + 1 RETURNING format('platform %s,', platform_id)"),
    ("orders_are_billed",
     "UPDATE platforms_insuredorders SET amount_fen = amount_fen + 1 RETURNING format('bill %s of orders',"
     " (SELECT bill_id FROM platforms_orderfile WHERE id = file_id))"),
    ("orders_are_billed",
     "UPDATE platforms_platformterms SET from_month = '2027-01-01'"
     " RETURNING format('platform %s has orders', platform_id)"),
    ("orders_are_billed",
     "UPDATE platforms_platformterms SET registered_at = '2027-01-01'"
     " RETURNING format('platform %s: terms from', platform_id)"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_project SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('project %s: no two people registered it', number)"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_project SET cost_fen = 2 * cost_fen, premium_fen = 2 * premium_fen"
     " RETURNING format('project %s: its bill is not its premium', number)"),
    ("projects_are_registered_and_billed",
     "DELETE FROM projects_term RETURNING format('project %s has no term',"
     " (SELECT number FROM projects_project WHERE id = project_id))"),
    ("projects_are_registered_and_billed",
     "WITH gone AS (DELETE FROM projects_term) DELETE FROM projects_project"
     " RETURNING format('bill %s is of no project', bill_id)"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_term SET case_id = (SELECT min(case_id) FROM claims_claim) WHERE kind = 'extended'"
     " RETURNING 'no two people decided that it is extended'"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_term SET filed_on = last_on WHERE kind = 'extended' RETURNING 'it is not extended until'"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_costchange SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('no two people decided its cost of %s', cost_fen)"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_project SET site_id = '440305' RETURNING format('project %s is insured elsewhere', number)"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_costchange SET changed_on = changed_on + 400"
     " RETURNING format('its cost of %s fen is none that changed', cost_fen)"),
    ("projects_are_registered_and_billed",
     "UPDATE projects_costchange SET premium_fen = premium_fen + 1"
     " RETURNING format('its cost of %s fen is not billed', cost_fen)"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyitem SET amount_fen = amount_fen + 1 RETURNING format('claim %s asks for',"
     " (SELECT number FROM selfpay_subsidyclaim WHERE id = claim_id))"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyitem SET month = '2025-01-01' RETURNING format('item %s of person', id)"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyitem SET paid_fen = paid_fen - 1 RETURNING format('item %s of person', id)"),
    ("subsidies_are_claims",
     "INSERT INTO selfpay_subsidyitem (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional)"
     " SELECT (SELECT min(id) FROM selfpay_subsidyclaim), person_id, fund, month, 0, 6000, false FROM assessment_bill"
     " WHERE fund = 'pension_resident' AND total_fen < 0 RETURNING format('item %s of person', id)"),
    ("subsidies_are_claims",
     "UPDATE participation_ownterms SET before_month = from_month"
     " WHERE person_id IN (SELECT person_id FROM selfpay_subsidyitem)"
     " RETURNING format('item %s of person', (SELECT min(item.id) FROM selfpay_subsidyitem AS item"
     " WHERE item.person_id = participation_ownterms.person_id))"),
    ("subsidies_are_claims",
     "UPDATE selfpay_subsidyclaim SET entry_key = 'x' RETURNING format('claim %s: %s fen came', number, total_fen)"),
    ("subsidies_are_claims",
     "DELETE FROM accounts_subsidycredit RETURNING format('claim %s, person %s: claimed and not', claim, person_id)"),
    ("subsidies_are_claims",
     "UPDATE accounts_subsidycredit SET region_id = '440100'"
     " RETURNING format('claim %s, person %s: claimed and not', claim, person_id)"),
    ("person_payers_found_by_hash",
     "UPDATE collection_personpayer SET code_hash = '' RETURNING format('PersonPayer %s: code', id)"),
    ("person_payers_found_by_hash",
     "UPDATE collection_personpayer SET name = code RETURNING format('PersonPayer %s: name', id)"),
]  # fmt: skip
