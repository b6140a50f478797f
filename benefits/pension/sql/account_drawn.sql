-- What of somebody's personal account is paid by the month, rightly: months up to the last one that counts, which a file took or a run
-- is to pay, but for what the bank returned, what was given up and what a decision ended. Of whom the run of that last month is still to
-- come, it counts too: it is paid once the run is made, and what is left to heirs does not pay it twice.
-- law    SIL 14; 国发〔2005〕38号 art. 6; 社会保险法 art. 16, 17 (the month of death is paid)
-- in     records of the person, component, schemes, the last month that counts, whether its run may be still to come
-- out    one row: fen
WITH parts AS MATERIALIZED (
    SELECT part.id, entitled.id AS entitlement_id, entitled.person_id, part.amount_fen, part.from_month, part.before_month
      FROM payments_entitlement AS entitled
      JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.component = %(component)s
     WHERE entitled.person_id = ANY(%(records)s) AND entitled.scheme = ANY(%(schemes)s)
), taken AS (
    SELECT part.id, part.entitlement_id, line.month, line.amount_fen
      FROM parts AS part
      JOIN payments_line AS line
        ON line.person_id = part.person_id AND line.component_id = part.id AND line.month <= %(last)s
      JOIN payments_paymentrun AS its ON its.id = line.paid_in
     WHERE payments_stands(its.id, line.person_id)
       AND EXISTS (
           SELECT 1 FROM payments_batch AS batch
             JOIN payments_payment AS payment
               ON payment.person_id = line.person_id AND payment.month = its.month AND payment.batch_id = batch.id
             LEFT JOIN payments_answer AS result
                    ON result.month = payment.month AND result.batch_id = payment.batch_id AND result.row = payment.row
            WHERE batch.payment_run_id = its.id AND coalesce(result.answer, 'paid') = 'paid')
), counted AS (
    SELECT entitlement_id, month, amount_fen, false AS is_to_come FROM taken
     UNION ALL
    SELECT entitlement_id, %(last)s, amount_fen, true
      FROM parts
     WHERE %(may_come)s AND from_month <= %(last)s AND (before_month IS NULL OR before_month > %(last)s)
       AND NOT EXISTS (
           SELECT 1 FROM payments_line AS line JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state <> 'cancelled'
            WHERE line.person_id = parts.person_id AND line.component_id = parts.id AND line.month = %(last)s)
)
SELECT coalesce(sum(amount_fen), 0)::bigint
  FROM counted
 WHERE NOT EXISTS (
       SELECT 1 FROM payments_ending AS ending
        WHERE ending.entitlement_id = counted.entitlement_id AND ending.from_month <= counted.month
          AND (ending.kind = 'ended' OR counted.is_to_come AND (ending.before_month IS NULL OR ending.before_month > counted.month)))
