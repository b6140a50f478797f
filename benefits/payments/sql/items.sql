-- What a payment pays of each sub-item of its fund's book: its lines; what was set off of it is taken off its largest lines first, and is
-- told with the payment it was set off of, not with one that pays the rest again. And what a demand asks of each.
-- law    财办〔2018〕43号 account 5001; REG 40, 46
CREATE VIEW payments_by_item AS
SELECT month, batch_id, row, item, sum(amount_fen - taken_fen)::bigint AS paid_fen,
       sum(CASE WHEN again_for IS NULL THEN taken_fen ELSE 0 END)::bigint AS off_fen
  FROM (SELECT payment.month, payment.batch_id, payment.row, payment.again_for, part.booked_as AS item, line.amount_fen,
               least(line.amount_fen, greatest(0,
                     sum(line.amount_fen) OVER whole - payment.amount_fen
                     - sum(line.amount_fen) OVER larger + line.amount_fen)) AS taken_fen
          FROM payments_payment AS payment
          JOIN payments_batch AS batch ON batch.id = payment.batch_id
          JOIN payments_line AS line
            ON line.person_id = payment.person_id AND line.paid_in = batch.payment_run_id AND line.month <= payment.month
          JOIN payments_component AS part ON part.id = line.component_id
        WINDOW whole AS (PARTITION BY payment.month, payment.batch_id, payment.row),
               larger AS (PARTITION BY payment.month, payment.batch_id, payment.row
                              ORDER BY line.amount_fen DESC, line.month, line.component_id)) AS each
 GROUP BY month, batch_id, row, item;

CREATE VIEW payments_demanded_by_item AS
SELECT each.overpayment_id, part.booked_as AS item, sum(line.amount_fen)::bigint AS fen
  FROM payments_overpaidmonth AS each
  JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
  JOIN payments_ending AS ending ON ending.id = whole.ending_id
  JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line
    ON line.person_id = entitled.person_id AND line.month = each.month AND line.component_id = part.id AND line.paid_in = each.paid_in_id
 GROUP BY each.overpayment_id, part.booked_as;
