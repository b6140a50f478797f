"""Breaches of what claims and payments promise."""

BREACHES: list[tuple[str, str]] = [
    ("claims_are_decided_as_signed",
     "DELETE FROM claims_decision RETURNING format('case %s is',"
     " (SELECT number FROM matters_case JOIN claims_claim ON case_id = matters_case.id"
     " WHERE claims_claim.id = claim_id))"),
    ("claims_are_decided_as_signed",
     "UPDATE claims_decisionitem SET amount_fen = amount_fen + 1 RETURNING format('decision %s grants', decision_id)"),
    ("claims_are_decided_as_signed",
     "UPDATE claims_decisionitem SET component = 'more' RETURNING format('decision %s grants other', decision_id)"),
    ("deaths_are_paid_once",
     "UPDATE claims_deathgrant SET component = 'wreath'"
     " RETURNING format('wreath upon the death of person %s', deceased_id)"),
    ("deaths_are_paid_once",
     "DELETE FROM claims_deathgrant WHERE component = 'funeral_grant'"
     " RETURNING 'pays funeral_grant once upon a death'"),
    ("benefits_are_paid_as_granted",
     "UPDATE payments_line SET amount_fen = amount_fen + 1 RETURNING format('line of person %s', person_id)"),
    ("benefits_are_paid_as_granted",
     "UPDATE payments_line SET month = month - INTERVAL '2 years' RETURNING format('line of person %s', person_id)"),
    ("benefits_are_paid_as_granted",
     "INSERT INTO payments_line SELECT person_id, month, component_id, 9, paid_in, slice_id, amount_fen"
     " FROM payments_line AS line WHERE (line.paid_in, line.person_id) NOT IN"
     " (SELECT run_id, person_id FROM payments_givenup)"
     " RETURNING format('component %s is paid 2 times', component_id)"),
    ("benefits_are_paid_as_granted",
     "UPDATE payments_entitlement SET fund = 'medical_resident' RETURNING format('benefit %s of', number)"),
    ("benefits_are_paid_as_granted",
     "UPDATE payments_entitlement SET region_id = '310000' RETURNING format('pays benefit %s of', number)"),
    ("benefits_are_paid_as_granted",
     "UPDATE payments_paymentrun SET total_fen = 1 RETURNING format('payment run %s: total 1', number)"),
    ("benefits_are_paid_as_granted",
     "UPDATE payments_component SET amount_fen = amount_fen + 1 WHERE item_id IS NOT NULL"
     " RETURNING 'is granted and not in payment as granted'"),
    ("benefits_are_drawn_under_one_record",
     "UPDATE payments_entitlement AS own SET scheme = 'old_age_pension', person_id = two.ids[1 + its.n % 2]"
     " FROM (SELECT open.id, row_number() OVER (ORDER BY open.id) AS n FROM payments_entitlement AS open"
     " WHERE EXISTS (SELECT 1 FROM payments_component AS part WHERE part.entitlement_id = open.id"
     " AND part.rhythm = 'monthly' AND part.before_month IS NULL) AND NOT EXISTS"
     " (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id = open.id AND ended.kind = 'ended')) AS its,"
     " (SELECT array_agg(person_id) AS ids FROM registry_onepeople GROUP BY head_id HAVING count(*) = 2 LIMIT 1) AS two"
     " WHERE own.id = its.id RETURNING 'are drawn under two records of one person'"),
    ("rises_are_paid_as_approved",
     "UPDATE payments_rise SET month_fen = month_fen + 1 RETURNING format('rise %s: 1 people', number)"),
    ("rises_are_paid_as_approved",
     "UPDATE payments_rise SET approved_eyes = opened_eyes RETURNING 'opened and approved by one person'"),
    ("rises_are_paid_as_approved",
     "UPDATE payments_component SET amount_fen = amount_fen + 1 WHERE rise_line_id IS NOT NULL"
     " RETURNING format('line %s is not in payment', rise_line_id)"),
    ("rises_are_paid_as_approved",
     "UPDATE payments_rise SET state = 'checking' RETURNING 'rose by a line that nobody approved'"),
    ("rises_are_paid_as_approved",
     "INSERT INTO payments_riseline (rise_id, entitlement_id, from_month, before_fen, amount_fen, told)"
     " SELECT rise_id, entitlement_id, from_month, before_fen, amount_fen, told FROM payments_riseline"
     " RETURNING format('benefit %s: rises 2 times', entitlement_id)"),
    ("rises_are_paid_as_approved",
     "UPDATE payments_riseline SET before_fen = 1 RETURNING format('benefit %s: rose by', entitlement_id)"),
    ("pensions_know_their_basis",
     "DELETE FROM pension_pensionbasis RETURNING format('decision %s: no basis', decision_id)"),
    ("pensions_know_their_basis",
     "UPDATE pension_pensionbasis SET retired_in = retired_in + INTERVAL '1 month'"
     " RETURNING format('decision %s: paid from', decision_id)"),
    ("allowances_are_reckoned_anew_once",
     "DELETE FROM pension_allowanceanew RETURNING format('allowance of decision %s: stands in', decision_id)"),
    ("allowances_are_reckoned_anew_once",
     "UPDATE pension_allowanceanew SET near_in = near_in + INTERVAL '6 years'"
     " RETURNING format('allowance of decision %s: of no base', decision_id)"),
    ("allowances_are_reckoned_anew_once",
     "DELETE FROM payments_ending WHERE because = 'reckoned_anew' RETURNING 'beside the one drawn till then'"),
    ("allowances_rest_on_appraisals",
     "DELETE FROM pension_capacityappraisal RETURNING 'rests on no appraisal'"),
    ("allowances_rest_on_appraisals",
     "UPDATE pension_capacityappraisal SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('appraisal %s: appraisal_by_two', document)"),
    ("pension_or_allowance",
     "DELETE FROM payments_ending WHERE because = 'reckoned_anew' RETURNING 'are drawn for the same months'"),
    ("pension_or_allowance",
     "UPDATE payments_entitlement AS own SET person_id = first.person_id,"
     " scheme = CASE WHEN own.id = first.id THEN 'old_age_pension' ELSE 'residents_pension' END"
     " FROM (SELECT open.id, open.person_id FROM payments_entitlement AS open"
     " WHERE EXISTS (SELECT 1 FROM payments_component AS part WHERE part.entitlement_id = open.id"
     " AND part.rhythm = 'monthly' AND part.before_month IS NULL) AND NOT EXISTS"
     " (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id = open.id AND ended.kind = 'ended')"
     " ORDER BY open.id LIMIT 1) AS first"
     " RETURNING 'are drawn for the same months'"),
    ("grants_beside_a_benefit_are_of_its_spell",
     "UPDATE unemployment_spellgrant SET scheme = 'unemployment_job_seeking'"
     " RETURNING format('grant of decision %s is not of spell %s', decision_id, spell_id)"),
    ("grants_beside_a_benefit_are_of_its_spell",
     "UPDATE unemployment_spellgrant SET months_used = months_used + 1 WHERE months_used > 0"
     " RETURNING format('spell %s: %s months paid at once are not what', spell_id, months_used)"),
    ("grants_beside_a_benefit_are_of_its_spell",
     "UPDATE unemployment_spellgrant SET from_month = from_month - INTERVAL '1 month' WHERE months_used > 0"
     " RETURNING format('spell %s: %s months paid at once and the benefit goes on', spell_id, months_used)"),
    ("grants_beside_a_benefit_are_of_its_spell",
     "DELETE FROM unemployment_spellgrant RETURNING format('decision %s grants', decision_id)"),
    ("what_is_granted_once_was_decided",
     "UPDATE claims_receiptclaimed SET decision_id = 0"
     " RETURNING format('receipt %s is of no granted decision', number)"),
    ("what_is_granted_once_was_decided",
     "UPDATE claims_grantedonce SET scheme = 'unemployment_migrant'"
     " RETURNING format('what decision %s grants once is not as decided', decision_id)"),
    ("injuries_are_certified_by_two",
     "UPDATE injury_application SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('application %s: accepted by no case', number)"),
    ("injuries_are_certified_by_two",
     "UPDATE injury_statement SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING 'what its employer said is of no case'"),
    ("injuries_are_certified_by_two",
     "UPDATE injury_certification SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING 'certified by no two people'"),
    ("injuries_are_certified_by_two", "DELETE FROM injury_injury RETURNING 'certified and no injury'"),
    ("injuries_are_certified_by_two",
     "UPDATE injury_injury SET was_insured = NOT was_insured"
     " RETURNING format('injury %s is not as its application tells', number)"),
    ("injuries_are_certified_by_two",
     "UPDATE injury_injury SET was_insured = false, happened_on = '2027-01-04',"
     " project_id = (SELECT min(id) FROM projects_project)"
     " RETURNING format('injury %s is not insured as its project is', number)"),
    ("injuries_are_appraised_by_two",
     "UPDATE injury_appraisal SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('appraisal %s of injury', document)"),
    ("injuries_are_appraised_by_two",
     "UPDATE injury_appraisal SET kind = 'review' RETURNING 'its first appraisal is not the first'"),
    ("injury_advances_are_recovered_as_booked",
     "UPDATE injury_advance SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('advance %s: the employer had insured, or no two people decided', number)"),
    ("injury_advances_are_recovered_as_booked",
     "INSERT INTO injury_advancerecovered (advance_id, amount_fen, received_on, case_id, entry_id,"
     " recorded_at) SELECT id, 1, decided_at::date, case_id, (SELECT min(id) FROM ledger_entry), decided_at"
     " FROM injury_advance RETURNING 'injury_more_came_back'"),
    ("injury_advances_are_recovered_as_booked",
     "UPDATE injury_advance SET contractor_id = (SELECT min(id) FROM registry_employer)"
     " RETURNING format('advance %s: its contractor is not', number)"),
    ("injury_advances_are_recovered_as_booked",
     "INSERT INTO injury_advanceuncollectable (advance_id, case_id, recorded_at)"
     " SELECT id, case_id, decided_at FROM injury_advance RETURNING 'injury_lost_by_two'"),
    ("injury_leaves_follow_each_other",
     "INSERT INTO injury_paidleave (injury_id, kind, starts_on, ends_before, months, committee, document, case_id,"
     " recorded_at) SELECT id, 'first', happened_on, happened_on + 30, 1, '', '',"
     " (SELECT min(case_id) FROM claims_claim), now() FROM injury_injury ORDER BY id LIMIT 1"
     " RETURNING 'injury_leave_of_its_case'"),
    ("injury_leaves_follow_each_other",
     "INSERT INTO injury_recurrence (number, injury_id, starts_on, committee, document, confirmed_on, case_id,"
     " recorded_at) SELECT 'RX', id, happened_on, 'x', 'x', happened_on, (SELECT min(case_id) FROM claims_claim),"
     " now() FROM injury_injury ORDER BY id LIMIT 1 RETURNING 'recurrence RX: recorded by no two people'"),
    ("injury_missing_by_two",
     "INSERT INTO injury_missing (injury_id, since_on, case_id, recorded_at)"
     " SELECT id, happened_on, (SELECT min(case_id) FROM claims_claim), now() FROM injury_injury ORDER BY id LIMIT 1"
     " RETURNING 'injury_missing_by_two'"),
    ("injury_missing_by_two",
     "WITH gone AS (INSERT INTO injury_missing (injury_id, since_on, case_id, recorded_at)"
     " SELECT id, happened_on, (SELECT min(case_id) FROM claims_claim), now() FROM injury_injury ORDER BY id LIMIT 1"
     " RETURNING id, since_on, case_id) INSERT INTO injury_cameback (missing_id, \"on\", case_id, recorded_at)"
     " SELECT id, since_on - 1, case_id, now() FROM gone RETURNING 'nobody was missing who came back'"),
    ("injury_shares_within_the_wage",
     "UPDATE payments_entitlement SET scheme = 'injury_dependant' WHERE id = (SELECT min(id) FROM payments_entitlement)"
     " RETURNING format('%s: a dependant without a share', number)"),
    ("injury_shares_within_the_wage",
     "WITH one AS (SELECT part.id, entitled.decision_id FROM payments_component AS part"
     " JOIN payments_entitlement AS entitled ON entitled.id = part.entitlement_id"
     " WHERE part.rhythm = 'monthly' AND part.before_month IS NULL AND part.amount_fen > 1"
     " AND payments_drawn_months(entitled.id) <> '{}' ORDER BY part.id LIMIT 1),"
     " named AS (UPDATE payments_component AS part SET component = 'injury_dependant' FROM one WHERE part.id = one.id)"
     " INSERT INTO injury_dependantshare (injury_id, decision_id, wage_fen, is_spouse, is_alone)"
     " SELECT (SELECT min(id) FROM injury_injury), one.decision_id, 1, false, false FROM one"
     " RETURNING 'shares exceed the wage'"),
    ("injury_allowance_or_difference",
     "UPDATE payments_entitlement AS own SET person_id = two.person, scheme = CASE own.id WHEN two.one"
     " THEN 'injury_allowance' ELSE 'injury_pension_difference' END"
     " FROM (SELECT one.id AS one, other.id AS other, one.person_id AS person"
     " FROM payments_entitlement AS one JOIN payments_entitlement AS other ON other.id > one.id"
     " AND payments_drawn_months(other.id) && payments_drawn_months(one.id) LIMIT 1) AS two"
     " WHERE own.id IN (two.one, two.other) RETURNING 'are drawn for the same months'"),
    ("refused_offers_are_recorded_by_two",
     "UPDATE unemployment_refusedoffer SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('offer refused under entitlement %s: recorded by no case', entitlement_id)"),
    ("medical_contributions_of_the_unemployed_are_paid_once",
     "UPDATE unemployment_medicalpayment SET total_fen = total_fen + 1"
     " RETURNING format('medical payment %s: ', number)"),
    ("medical_contributions_of_the_unemployed_are_paid_once",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE flow = 'medical_by_unemployment_fund'"
     " AND side = 'CREDIT' RETURNING format('%s came', amount_fen)"),
    ("medical_contributions_of_the_unemployed_are_paid_once",
     "UPDATE unemployment_medicalmonth SET month = month + INTERVAL '2 years'"
     " RETURNING format('person %s for %s: no benefit was paid', person_id, month)"),
    ("medical_contributions_of_the_unemployed_are_paid_once",
     "DELETE FROM unemployment_medicalmonth"
     " RETURNING format('person %s is insured for %s by the unemployment fund', person_id, month)"),
    ("medical_contributions_of_the_unemployed_are_paid_once",
     "DELETE FROM participation_insuredperiod WHERE category = 'unemployed'"
     " RETURNING format('medical contributions of person %s for', person_id)"),
    ("every_month_due_is_paid",
     "DELETE FROM payments_line WHERE component_id = (SELECT min(own.component_id) FROM payments_line AS own"
     " JOIN payments_paymentrun AS its ON its.id = own.paid_in AND its.fund = 'injury')"
     " RETURNING format('component %s: nothing is paid for %s', component_id, month)"),
    ("reimbursements_count_as_granted",
     "DELETE FROM medical_reimbursed RETURNING format('decision %s: reimburses', decision_id)"),
    ("reimbursements_count_as_granted",
     "UPDATE medical_reimbursed SET major_fen = major_fen + 1 RETURNING format('decision %s: counts', decision_id)"),
    ("reimbursements_count_as_granted",
     "UPDATE medical_thirdpartyadvance SET amount_fen = amount_fen + 1"
     " RETURNING format('advance %s: is not', number)"),
    ("days_are_paid_for_once",
     "UPDATE medical_reimbursed SET care = 'inpatient', began_on = '2000-01-01', ended_on = '2100-01-01', person_id ="
     " (SELECT person_id FROM settlement_stay WHERE care = 'inpatient' LIMIT 1)"
     " RETURNING format('decision %s reimburses days of', decision_id)"),
    ("days_are_paid_for_once",
     "UPDATE settlement_flag SET code = 'bill_reimbursed', disallowed_fen = NULL WHERE settlement_id IN"
     " (SELECT settlement_id FROM settlement_cleared WHERE freed_at IS NULL) RETURNING 'and nobody decided'"),
    ("advances_are_recovered_by_two",
     "UPDATE medical_thirdpartyrecovered SET amount_fen = 1000000000 RETURNING 'advance_recovered_within'"),
    ("advances_are_recovered_by_two",
     "UPDATE medical_thirdpartyrecovered SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('recovery %s: advance_recovered_by_two', id)"),
    ("advances_are_recovered_by_two",
     "UPDATE medical_thirdpartyrecovered SET amount_fen = amount_fen + 1"
     " RETURNING format('recovery %s: advance_recovered_as_booked', id)"),
    ("filings_and_sharings_are_by_cases",
     "UPDATE medical_accountsharing SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('shared account of case %s', case_id)"),
    ("filings_and_sharings_are_by_cases",
     "DELETE FROM medical_filingended RETURNING format('filing %s: holds on days', filing_id)"),
    ("medical_contributions_come_back_once_by_two",
     "UPDATE unemployment_medicalreturn SET total_fen = total_fen + 1"
     " RETURNING format('medical return of case %s:', case_id)"),
    ("medical_contributions_come_back_once_by_two",
     "UPDATE unemployment_medicalreturn SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('medical return of case %s: signed by no two people', case_id)"),
    ("medical_contributions_come_back_once_by_two",
     "UPDATE payments_ending SET from_month = from_month + INTERVAL '2 years' WHERE entitlement_id IN ("
     "SELECT id FROM payments_entitlement WHERE scheme = 'unemployment_benefit' AND person_id IN (SELECT person_id"
     " FROM unemployment_medicalmonth WHERE id IN (SELECT month_id FROM unemployment_returnedmonth)))"
     " RETURNING 'came back and its benefit stands'"),
    ("benefits_are_stopped_by_two",
     "UPDATE payments_ending SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('stop of entitlement %s:', entitlement_id)"),
    ("benefits_are_stopped_by_two",
     "UPDATE registry_identifier SET person_id = (SELECT person_id FROM payments_entitlement AS entitled"
     " JOIN payments_ending AS ending ON ending.entitlement_id = entitled.id ORDER BY ending.id LIMIT 1),"
     " value_hash = (SELECT account.person_hash FROM payments_ending AS ending"
     " JOIN agency_user AS account ON account.id = ending.decided_by_id ORDER BY ending.id LIMIT 1)"
     " WHERE id = (SELECT max(id) FROM registry_identifier) RETURNING 'signed by whom it is about'"),
    ("benefits_are_stopped_by_two",
     "UPDATE payments_ending SET verified = 'visited' RETURNING 'nothing on record says visited'"),
    ("claims_are_decided_as_signed",
     "UPDATE registry_identifier SET person_id = (SELECT person_id FROM claims_claim ORDER BY id LIMIT 1),"
     " value_hash = (SELECT decode(signed_eyes, 'hex') FROM claims_assessment ORDER BY claim_id LIMIT 1)"
     " WHERE id = (SELECT max(id) FROM registry_identifier) RETURNING 'signed for by whom it is about'"),
    ("bank_files_are_booked",
     "UPDATE registry_bankcard SET person_id = (SELECT min(id) FROM registry_person)"
     " WHERE id IN (SELECT card_id FROM payments_payment)"
     " RETURNING format('payment %s goes to an account of another person',"
     " (SELECT min(row) FROM payments_payment WHERE card_id = registry_bankcard.id))"),
    ("suspicions_hold_until_answered",
     "UPDATE payments_suspicion SET row_id = (SELECT id FROM coverage_row WHERE known_id IS NULL LIMIT 1)"
     " RETURNING format('suspicion of entitlement %s: its row', entitlement_id)"),
    ("suspicions_hold_until_answered",
     "UPDATE payments_suspicion SET found_by = 'two' WHERE row_id IS NOT NULL"
     " RETURNING format('suspicion of entitlement %s: not from', entitlement_id)"),
    ("suspicions_hold_until_answered",
     "UPDATE payments_suspicion SET ending_id = NULL WHERE outcome = 'stopped'"
     " RETURNING format('suspicion of entitlement %s: stopped by', entitlement_id)"),
    ("suspicions_hold_until_answered",
     "UPDATE payments_ending SET kind = 'suspended' WHERE id IN (SELECT ending_id FROM payments_suspicion)"
     " RETURNING format('suspicion of entitlement %s: stopped by', entitlement_id)"),
    ("suspicions_hold_until_answered",
     "UPDATE payments_suspicion SET case_id = (SELECT min(case_id) FROM claims_claim) WHERE outcome = 'entitled'"
     " RETURNING format('suspicion of entitlement %s: found unfounded', entitlement_id)"),
    ("suspicions_hold_until_answered",
     "DELETE FROM payments_hold WHERE because = 'suspected' RETURNING format('payment %s is not held', row)"),
    ("suspicions_hold_until_answered",
     "UPDATE payments_hold SET lifted_at = raised_at, lifted_by_id = (SELECT min(id) FROM agency_user), reason = 'x'"
     " WHERE because = 'suspected' RETURNING format('payment %s is not held', row)"),
    ("suspicions_hold_until_answered",
     "INSERT INTO payments_infile (month, batch_id, row, file_id) SELECT month, batch_id, row,"
     " (SELECT max(id) FROM payments_bankfile) FROM payments_hold WHERE because = 'suspected'"
     " RETURNING format('payment %s left before', row)"),
    ("suspicions_hold_until_answered",
     "INSERT INTO payments_entrustment (suspicion_id, way, office_id, partner, directly, asked_by_id, asked_at, due_on,"
     " law, finding, found) SELECT its.id, 'entrusted', (SELECT min(id) FROM agency_office), '', '',"
     " (SELECT min(id) FROM agency_user), its.found_at, current_date, 'x', '', '' FROM payments_suspicion AS its"
     " WHERE NOT EXISTS (SELECT 1 FROM payments_verification AS asked WHERE asked.suspicion_id = its.id) LIMIT 1"
     " RETURNING 'visited before self-service'"),
    ("stop_events_are_reported_by_cases",
     "UPDATE payments_stopreport SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING format('report %s of a stop event', id)"),
    ("stop_events_are_reported_by_cases",
     "UPDATE payments_suspicion SET kind = 'reported_died' WHERE report_id IS NOT NULL"
     " RETURNING format('suspicion of entitlement %s: not as reported', entitlement_id)"),
    ("overpayments_are_demanded",
     "UPDATE payments_overpayment SET amount_fen = amount_fen + 1 RETURNING format('overpayment %s: ', number)"),
    ("overpayments_are_demanded",
     "UPDATE payments_overpaidmonth SET month = month + INTERVAL '10 years'"
     " RETURNING format('%s was not paid so', month)"),
    ("overpayments_are_demanded",
     "DELETE FROM payments_overpaidmonth RETURNING format('%s was paid after its end', month)"),
    ("overpayments_are_demanded",
     "INSERT INTO payments_overpaidmonth (overpayment_id, month, paid_in_id, amount_fen)"
     " SELECT overpayment_id, month, paid_in_id, amount_fen FROM payments_overpaidmonth"
     " RETURNING format('%s is demanded 2 times', month)"),
    ("overpayments_are_demanded",
     "UPDATE payments_recovered SET amount_fen = 99999999 RETURNING '99999999 fen came back'"),
    ("overpayments_are_demanded",
     "UPDATE payments_recovered SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING 'repaid by no case of two'"),
    ("overpayments_are_demanded",
     "UPDATE payments_instalment SET amount_fen = amount_fen + 1 RETURNING 'agreement of overpayment'"),
    ("overpayments_are_demanded",
     "DELETE FROM payments_givenup RETURNING format('what person %s never gets of it is not given up', person_id)"),
    ("overpayments_are_demanded",
     "INSERT INTO payments_givenup (run_id, person_id, ending_id, given_up_at)"
     " SELECT paid_in_id, entitled.person_id, ending.id, now() FROM payments_overpaidmonth"
     " JOIN payments_overpayment AS whole ON whole.id = overpayment_id"
     " JOIN payments_ending AS ending ON ending.id = whole.ending_id"
     " JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id"
     " JOIN payments_recovered AS back ON back.overpayment_id = whole.id AND back.kind = 'repaid'"
     " RETURNING 'what was given up has left'"),
    ("overpayments_are_demanded",
     "DELETE FROM payments_recovered WHERE kind = 'returned' RETURNING '4000 fen that did not arrive are neither'"),
    ("overpayments_are_demanded",
     "DELETE FROM payments_owedback RETURNING '2000 fen that did not arrive are neither'"),
    ("overpayments_are_demanded",
     "UPDATE payments_owedsettled SET amount_fen = amount_fen + 1 RETURNING 'owed_settled_within'"),
    ("overpayments_are_demanded",
     "UPDATE payments_owedsettled SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING 'kept of nothing owed'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_offsetagreement SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING 'agreed by no case of two'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_offsetagreement SET most_fen = 1 RETURNING '4500 fen set off, 1 fen at most'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_offset SET amount_fen = amount_fen + 1 RETURNING format('payment %s: 7500 fen and 4501', row)"),
    ("offsets_are_as_agreed",
     "DELETE FROM payments_recovered WHERE kind = 'offset' RETURNING '4500 fen set off, 0 fen of it have'"),
    ("offsets_are_as_agreed",
     "DELETE FROM payments_recovered WHERE kind = 'undone' RETURNING '4500 fen set off, 4500 fen of it have'"),
    ("offsets_are_as_agreed", "DELETE FROM payments_givenup RETURNING '4500 fen set off, 0 fen of it have'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_recovered SET overpayment_id = (SELECT max(id) FROM payments_overpayment) WHERE kind = 'offset'"
     " RETURNING '4500 fen of it have come back'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_offsetending SET case_id = (SELECT min(case_id) FROM claims_claim)"
     " RETURNING 'ended by no case of two'"),
    ("offsets_are_as_agreed", "DELETE FROM payments_offsetending RETURNING 'agreed in 2 ways at once'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_offsetending SET ended_at = ended_at - INTERVAL '1 year',"
     " agreement_id = (SELECT min(agreement_id) FROM payments_offset)"
     " RETURNING 'set off after its agreement had ended'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_overpayment SET amount_fen = 1 RETURNING 'fen came back or wait to, of 1'"),
    ("offsets_are_as_agreed",
     "UPDATE payments_paymentrun SET offset_fen = 7 WHERE offset_fen = 0"
     " RETURNING format('payment run %s: 0 fen set off', number)"),
    ("offsets_are_as_agreed",
     "UPDATE payments_bankfile SET offset_fen = 7 RETURNING format('bank file %s: 7 fen told', id)"),
    ("bank_files_are_booked",
     "UPDATE payments_bankfile SET total_fen = total_fen + 1 RETURNING format('bank file %s', id)"),
    ("bank_files_are_booked",
     "UPDATE payments_bankfile SET from_returned_fen = from_returned_fen + 1"
     " RETURNING format('bank file %s: %s fen drawn and %s come back', id, total_fen - from_returned_fen + 1,"
     " from_returned_fen)"),
    ("bank_files_are_booked",
     "UPDATE payments_bankfile SET from_returned_fen = from_returned_fen + 1"
     " RETURNING format('bank file %s: %s fen come back are told', id, from_returned_fen)"),
    ("bank_files_are_booked", "DELETE FROM payments_infile RETURNING format('bank file %s', file_id)"),
    ("bank_files_are_booked",
     "UPDATE payments_resultfile SET returned_fen = returned_fen + 1 RETURNING format('answer %s', id)"),
    ("bank_files_are_booked",
     "UPDATE payments_hold SET lifted_at = now() + INTERVAL '1 year' WHERE row IN (SELECT row FROM payments_infile)"
     " RETURNING format('payment %s left while', row)"),
    ("bank_files_are_booked",
     "UPDATE payments_returnedlater SET answer = 'paid' RETURNING format('payment %s returned later', row)"),
    ("bank_files_are_booked",
     "INSERT INTO payments_payment (month, batch_id, row, person_id, amount_fen, card_id, slice_id, again_for)"
     " SELECT month, batch_id, row + 7, person_id, amount_fen, card_id, slice_id, row FROM payments_payment"
     " WHERE row IN (SELECT row FROM payments_answer WHERE answer = 'paid')"
     " AND row NOT IN (SELECT row FROM payments_arrived)"
     " RETURNING format('payment %s was made again', again_for)"),
    ("wrong_returns_are_put_right_by_two",
     "UPDATE payments_arrived SET case_id = (SELECT min(case_id) FROM claims_claim) RETURNING 'arrived_by_two'"),
    ("wrong_returns_are_put_right_by_two",
     "UPDATE payments_arrived SET undue_fen = 0 WHERE undue_fen > 0 RETURNING 'arrived_beside_another'"),
    ("wrong_returns_are_put_right_by_two",
     "UPDATE ledger_entry SET key = 'gone' WHERE key LIKE 'arrived:%:funding' RETURNING 'arrived_is_drawn'"),
    ("wrong_returns_are_put_right_by_two",
     "UPDATE payments_arrived SET told = 'other' RETURNING format('payment %s: arrived_was_returned', row)"),
    ("wrong_returns_are_put_right_by_two",
     "UPDATE payments_arrivedrepaid SET amount_fen = amount_fen + 1 RETURNING 'arrived_repaid_as_booked'"),
    ("benefits_in_the_books_are_those_paid",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1"
     " WHERE account_kind = 'benefits' AND flow = 'payment_arrived' RETURNING format('book %s', book_id)"),
    ("benefits_are_booked_by_item",
     "UPDATE ledger_posting SET item = 'another' WHERE flow = 'payment_arrived' AND item <> ''"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("benefits_in_the_books_are_those_paid",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1"
     " WHERE account_kind = 'benefits' AND flow = 'benefit_payment' RETURNING format('book %s', book_id)"),
    ("benefits_are_booked_by_item",
     "UPDATE ledger_posting SET item = 'another' WHERE flow IN ('benefit_payment', 'payment_returned') AND item <> ''"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("benefits_are_booked_by_item",
     "UPDATE ledger_posting SET item = 'another' WHERE flow = 'benefit_offset' AND side = 'CREDIT' AND entry_id IN"
     " (SELECT id FROM ledger_entry WHERE starts_with(key, 'offset_undone:'))"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("benefits_are_booked_by_item",
     "UPDATE ledger_posting SET item = 'another' WHERE flow = 'benefit_offset' AND side = 'DEBIT'"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
]  # fmt: skip
