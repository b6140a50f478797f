-- What a bank returned of payments that were demanded back: as much less is asked for.
-- law    REG 46
-- in     answer, run, month, persons, on, at
-- out    a row for each overpayment with months paid by them
-- again  an answer of a payment is taken in once
INSERT INTO payments_recovered (overpayment_id, kind, amount_fen, received_on, bank_reference, result_file_id, recorded_at)
SELECT back.overpayment_id, 'returned', back.fen, %(on)s::date, '', %(answer)s, %(at)s::timestamptz
  FROM (SELECT whole.id AS overpayment_id,
               least(sum(each.amount_fen), min(payment.amount_fen), whole.amount_fen - payments_taken_of(whole.id))::bigint AS fen
          FROM payments_overpaidmonth AS each
          JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
          JOIN payments_ending AS ending ON ending.id = whole.ending_id
          JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
          JOIN payments_paymentrun AS its ON its.id = each.paid_in_id
          JOIN payments_batch AS batch ON batch.payment_run_id = its.id
          JOIN payments_payment AS payment
            ON payment.month = its.month AND payment.batch_id = batch.id AND payment.person_id = entitled.person_id
           AND payment.again_for IS NULL
         WHERE each.paid_in_id = %(run)s AND entitled.person_id = ANY(%(persons)s)
         GROUP BY whole.id) AS back
 WHERE back.fen > 0
