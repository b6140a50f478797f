-- What a run pays, component by component.
-- in     run
-- out    rows of (component, people, months, fen)
SELECT entitled.component, count(DISTINCT line.person_id), count(*), sum(line.amount_fen)::bigint
  FROM payments_line AS line JOIN payments_entitlement AS entitled ON entitled.id = line.entitlement_id
 WHERE line.paid_in = %(run)s
 GROUP BY entitled.component
 ORDER BY sum(line.amount_fen) DESC, entitled.component
