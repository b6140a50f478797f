-- Who was left out of a clearing is not paid by it, and was left out by another than who assembled it; what waited was not in the clearing,
-- and owed where that is said; who lets an institution go is not who held it.
-- law    REG 37, 40, 43
-- out    one text per offender
SELECT format('clearing %s of institution %s was left out by who assembled it or acts for it', run.number, its.institution_id)
  FROM settlement_leftout AS gone
  JOIN settlement_clearing AS its ON its.id = gone.clearing_id
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
 WHERE agency_person_of_eyes(gone.left_out_eyes) = agency_person_of_eyes(run.opened_eyes)
    OR providers_acts_for(agency_person_of_eyes(gone.left_out_eyes), its.institution_id, gone.left_out_at)
 UNION ALL
SELECT format('clearing %s of institution %s was left out and is paid', run.number, its.institution_id)
  FROM settlement_leftout AS gone
  JOIN settlement_clearing AS its ON its.id = gone.clearing_id
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
 WHERE its.paid_at IS NOT NULL OR its.entry_id IS NOT NULL
 UNION ALL
SELECT format('institution %s waits for clearing %s and is in it', waits.institution_id, run.number)
  FROM settlement_waiting AS waits
  JOIN settlement_clearingrun AS run ON run.id = waits.run_id
  JOIN settlement_clearing AS its ON its.run_id = waits.run_id AND its.institution_id = waits.institution_id
 UNION ALL
SELECT format('institution %s is said to owe %s fen to clearing %s', waits.institution_id, -waits.due_fen, run.number)
  FROM settlement_waiting AS waits
  JOIN settlement_clearingrun AS run ON run.id = waits.run_id
 WHERE waits.because = 'owes' AND waits.fund_fen >= waits.disallowed_fen AND waits.account_fen >= 0
    OR waits.due_fen <> waits.fund_fen + waits.account_fen - waits.disallowed_fen
 UNION ALL
SELECT format('institution %s was held and let go by one person', institution_id)
  FROM settlement_clearinghold
 WHERE lifted_at IS NOT NULL AND agency_person_of_eyes(lifted_eyes) = agency_person_of_eyes(held_eyes)
