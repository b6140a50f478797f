-- What a run pays, component by component.
-- in     run
-- out    rows of (component, people, months, fen)
SELECT part.component, count(DISTINCT line.person_id), count(*), sum(line.amount_fen)::bigint
  FROM payments_line AS line JOIN payments_component AS part ON part.id = line.component_id
 WHERE line.paid_in = %(run)s
 GROUP BY part.component
 ORDER BY sum(line.amount_fen) DESC, part.component
