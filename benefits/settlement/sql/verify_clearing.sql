-- A clearing is its settlements less what was disallowed; what is paid is booked, and nothing else is. What a clearing has taken in is
-- kept: free for another where it was cancelled or its institution left out, and nowhere else. (Rows of clearings cancelled before
-- were not kept.) What was disallowed after its settlement was cleared is taken off by the next clearing, or waits for the one after.
-- law    REG 37, 40; 财社〔2017〕144号 art. 40–41
-- out    one text per offender
SELECT format('clearing %s of institution %s: %s fen for %s settlements, %s fen and %s are in it', run.number, its.institution_id,
              its.fund_fen + its.account_fen, its.settlements, coalesce(taken.fund_fen + taken.account_fen, 0),
              coalesce(taken.settlements, 0))
  FROM settlement_clearing AS its
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
  LEFT JOIN (SELECT cleared.clearing_id, count(*) AS settlements, sum(own.pool_fen + own.large_fen + own.major_fen) AS fund_fen,
                    sum(own.account_fen) AS account_fen
               FROM settlement_cleared AS cleared JOIN settlement_settlement AS own ON own.id = cleared.settlement_id
              GROUP BY cleared.clearing_id) AS taken ON taken.clearing_id = its.id
 WHERE (its.fund_fen, its.account_fen, its.settlements)
       <> (coalesce(taken.fund_fen, 0), coalesce(taken.account_fen, 0), coalesce(taken.settlements, 0))
   AND (run.state <> 'cancelled' OR taken.clearing_id IS NOT NULL)
 UNION ALL
SELECT format('clearing %s of institution %s: %s fen disallowed', run.number, its.institution_id, its.disallowed_fen)
  FROM settlement_clearing AS its
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
  LEFT JOIN (SELECT off.clearing_id, sum(off.amount_fen) AS fen
               FROM settlement_clearedflag AS off GROUP BY off.clearing_id) AS off ON off.clearing_id = its.id
 WHERE its.disallowed_fen <> coalesce(off.fen, 0) AND (run.state <> 'cancelled' OR off.clearing_id IS NOT NULL)
 UNION ALL
SELECT format('settlement %s in clearing %s is %s', kept.settlement_id, run.number,
              CASE WHEN kept.freed_at IS NULL THEN 'not free' ELSE 'free' END)
  FROM settlement_cleared AS kept
  JOIN settlement_clearing AS its ON its.id = kept.clearing_id
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
 WHERE (kept.freed_at IS NOT NULL)
       <> (run.state = 'cancelled' OR EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = its.id))
 UNION ALL
SELECT format('flag %s in clearing %s is %s', kept.flag_id, run.number,
              CASE WHEN kept.freed_at IS NULL THEN 'not free' ELSE 'free' END)
  FROM settlement_clearedflag AS kept
  JOIN settlement_clearing AS its ON its.id = kept.clearing_id
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
 WHERE (kept.freed_at IS NOT NULL)
       <> (run.state = 'cancelled' OR EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = its.id))
 UNION ALL
SELECT format('settlement %s is in %s clearings that stand', settlement_id, count(*))
  FROM settlement_cleared WHERE freed_at IS NULL
 GROUP BY settlement_id HAVING count(*) > 1
 UNION ALL
SELECT format('flag %s: given back, and not taken off', back.flag_id)
  FROM settlement_clearedflag AS back
 WHERE back.amount_fen < 0 AND back.freed_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM settlement_clearedflag AS off
                    WHERE off.flag_id = back.flag_id AND off.amount_fen > 0 AND off.freed_at IS NULL)
 UNION ALL
SELECT format('flag %s: %s fen taken off, %s disallowed', flag.id, off.amount_fen, coalesce(flag.disallowed_fen, 0))
  FROM settlement_clearedflag AS off JOIN settlement_flag AS flag ON flag.id = off.flag_id
 WHERE abs(off.amount_fen) <> coalesce(flag.disallowed_fen, 0)
 UNION ALL
SELECT format('flag %s: %s fen disallowed since it was cleared, and neither taken off nor waiting', flag.id, flag.disallowed_fen)
  FROM settlement_flag AS flag
  JOIN settlement_settlement AS its ON its.id = flag.settlement_id
  JOIN settlement_cleared AS before ON before.settlement_id = its.id AND before.freed_at IS NULL
 WHERE flag.disallowed_fen > 0
   AND NOT EXISTS (SELECT 1 FROM settlement_clearedflag AS off
                    WHERE off.flag_id = flag.id AND off.amount_fen > 0 AND off.freed_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = its.id)
   AND EXISTS (
       SELECT 1 FROM settlement_clearingrun AS run
        WHERE run.region_id = its.region_id AND run.fund = its.fund AND run.state NOT IN ('assembling', 'cancelled')
          AND run.opened_at > flag.decided_at
          AND NOT EXISTS (SELECT 1 FROM settlement_waiting AS waits
                           WHERE waits.run_id = run.id AND waits.institution_id = its.institution_id)
          AND NOT EXISTS (SELECT 1 FROM settlement_clearedflag AS off
                           WHERE off.flag_id = flag.id AND off.amount_fen > 0 AND off.freed_at > run.opened_at))
 UNION ALL
SELECT format('run %s of clearing is not the sum of its institutions', run.number)
  FROM settlement_clearingrun AS run
  LEFT JOIN (SELECT run_id, sum(pay_fen) AS fen FROM settlement_clearing
              WHERE id NOT IN (SELECT clearing_id FROM settlement_leftout) GROUP BY run_id) AS its ON its.run_id = run.id
 WHERE run.state <> 'assembling' AND run.total_fen <> coalesce(its.fen, 0)
 UNION ALL
SELECT format('clearing %s of institution %s is not booked as it is', run.number, its.institution_id)
  FROM settlement_clearing AS its
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
  LEFT JOIN (SELECT posting.entry_id, sum(posting.amount_fen) AS fen
               FROM ledger_posting AS posting
              WHERE posting.flow = 'provider_clearing' AND posting.account_kind = 'benefits' AND posting.side = 'DEBIT'
              GROUP BY posting.entry_id) AS booked ON booked.entry_id = its.entry_id
 WHERE coalesce(booked.fen, 0) <> CASE WHEN its.paid_at IS NULL THEN 0 ELSE its.pay_fen END
    OR (run.state = 'paid' AND its.id NOT IN (SELECT clearing_id FROM settlement_leftout)) <> (its.paid_at IS NOT NULL)
 UNION ALL
SELECT format('clearing %s of institution %s is booked in another book', run.number, its.institution_id)
  FROM settlement_clearing AS its
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
  JOIN ledger_posting AS posting ON posting.entry_id = its.entry_id
  JOIN ledger_book AS book ON book.id = posting.book_id
 WHERE (book.region_id, book.fund) <> (run.region_id, run.fund)
 GROUP BY run.number, its.institution_id
 UNION ALL
SELECT format('entry %s clears nothing', entry.key)
  FROM ledger_entry AS entry
  LEFT JOIN settlement_clearing AS its ON its.entry_id = entry.id
 WHERE entry.flow = 'provider_clearing' AND its.id IS NULL
   AND NOT EXISTS (SELECT 1 FROM settlement_remittance WHERE entry_id = entry.id AND again_for_id IS NOT NULL)
 UNION ALL
SELECT format('clearing %s is by fewer people than it takes', number)
  FROM settlement_clearingrun
 WHERE state IN ('approved', 'paid')
   AND (agency_person_of_eyes(opened_eyes) IN (agency_person_of_eyes(reviewed_eyes), agency_person_of_eyes(approved_eyes))
        OR agency_person_of_eyes(reviewed_eyes) = agency_person_of_eyes(approved_eyes)
        OR state = 'paid' AND paid_eyes <> '' AND agency_person_of_eyes(paid_eyes)
           IN (agency_person_of_eyes(opened_eyes), agency_person_of_eyes(reviewed_eyes), agency_person_of_eyes(approved_eyes)))
