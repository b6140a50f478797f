-- What a bank returned of payments that were demanded back: nothing of these months arrived, neither what was sent nor what was set off of
-- it (`give_up.sql`), so as much less is asked for.
-- law    REG 46
-- in     answer, run, persons, on, at
-- out    a row for each overpayment with months paid by them
-- again  an answer of a payment is taken in once
INSERT INTO payments_recovered (overpayment_id, kind, amount_fen, received_on, bank_reference, result_file_id, recorded_at)
SELECT back.overpayment_id, 'returned', back.fen, %(on)s::date, '', %(answer)s, %(at)s::timestamptz
  FROM (SELECT whole.id AS overpayment_id,
               least(sum(each.amount_fen), whole.amount_fen - payments_taken_of(whole.id))::bigint AS fen
          FROM payments_overpaidmonth AS each
          JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
          JOIN payments_ending AS ending ON ending.id = whole.ending_id
          JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
         WHERE each.paid_in_id = %(run)s AND entitled.person_id = ANY(%(persons)s)
         GROUP BY whole.id) AS back
 WHERE back.fen > 0
