-- What runs were to pay these people and never will: a benefit in it has ended, and it was not sent, or came back from the bank. What
-- had come back of an overpayment by being set off of it is owed again: the fund kept nothing for it.
-- law    REG 25, 46 (offset)
-- in     persons, run or none, on, at
-- out    rows of what was given up
-- again  what was given up is given up once
WITH gone AS (
    INSERT INTO payments_givenup (run_id, person_id, ending_id, given_up_at)
    SELECT DISTINCT ON (line.paid_in, line.person_id) line.paid_in, line.person_id, ending.id, %(at)s::timestamptz
      FROM payments_entitlement AS entitled
      JOIN payments_ending AS ending ON ending.entitlement_id = entitled.id AND ending.kind = 'ended'
      JOIN payments_component AS part ON part.entitlement_id = entitled.id
      JOIN payments_line AS line
        ON line.person_id = entitled.person_id AND line.component_id = part.id AND line.month >= ending.from_month
      JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state <> 'cancelled'
     WHERE entitled.person_id = ANY(%(persons)s) AND (%(run)s::bigint IS NULL OR its.id = %(run)s::bigint)
       AND NOT payments_has_left(its.id, line.person_id)
     ORDER BY line.paid_in, line.person_id, ending.id
        ON CONFLICT (run_id, person_id) DO NOTHING
 RETURNING id, run_id, person_id
), undone AS (
    INSERT INTO payments_recovered (overpayment_id, kind, amount_fen, received_on, offset_id, recorded_at)
    SELECT back.overpayment_id, 'undone', -back.amount_fen, %(on)s::date, part.id, %(at)s::timestamptz
      FROM gone
      JOIN payments_offset AS part ON part.run_id = gone.run_id
      JOIN payments_payment AS payment
        ON payment.month = part.month AND payment.batch_id = part.batch_id AND payment.row = part.row
       AND payment.person_id = gone.person_id
      JOIN payments_recovered AS back ON back.offset_id = part.id AND back.kind = 'offset'
 RETURNING id
)
SELECT id FROM gone
