-- Months of a benefit from its end on that were paid, by a file, and not returned by the bank up to now; not those that were demanded
-- already, as of a later end.
-- law    REG 46 (what was paid beyond entitlement is returned); REG 25
-- in     ending
-- out    rows of (month, run, its number, fen of every component)
SELECT line.month, its.id, its.number, sum(line.amount_fen)::bigint
  FROM payments_ending AS ending
  JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line
    ON line.person_id = entitled.person_id AND line.component_id = part.id AND line.month >= ending.from_month
  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state = 'approved'
 WHERE ending.id = %(ending)s AND ending.kind = 'ended' AND payments_has_left(its.id, line.person_id)
   AND NOT EXISTS (SELECT 1 FROM payments_overpaidmonth AS before
                     JOIN payments_overpayment AS whole ON whole.id = before.overpayment_id
                     JOIN payments_ending AS earlier ON earlier.id = whole.ending_id AND earlier.entitlement_id = entitled.id
                    WHERE before.month = line.month AND before.paid_in_id = its.id)
 GROUP BY line.month, its.id, its.number
 ORDER BY line.month, its.id
