-- A rise is the sum of its lines, and no benefit rises twice by one measure of a month; it is approved by another than who opened it;
-- each line of one that is done is in payment, to the fen; and it was reckoned from all that was granted and had risen by its measure.
-- law    REG 18, 37
-- out    one text per offender
SELECT format('rise %s: %s people and %s fen a month, lines %s and %s', own.number, own.people, own.month_fen, lines.people, lines.fen)
  FROM payments_rise AS own
 CROSS JOIN LATERAL (SELECT count(*) AS people, coalesce(sum(amount_fen), 0) AS fen
                       FROM payments_riseline WHERE rise_id = own.id) AS lines
 WHERE own.state <> 'reckoning' AND (own.people, own.month_fen) <> (lines.people, lines.fen)
 UNION ALL
SELECT format('rise %s: opened and approved by one person', own.number)
  FROM payments_rise AS own
 WHERE own.approved_eyes <> '' AND agency_person_of_eyes(own.approved_eyes) = agency_person_of_eyes(own.opened_eyes)
 UNION ALL
SELECT format('rise %s: line %s is not in payment as approved', own.number, line.id)
  FROM payments_rise AS own
  JOIN payments_riseline AS line ON line.rise_id = own.id
  LEFT JOIN payments_component AS part ON part.rise_line_id = line.id
 WHERE own.state = 'done'
   AND (part.entitlement_id, part.component, part.amount_fen, part.from_month, part.before_month) IS DISTINCT FROM
       (line.entitlement_id, own.component, line.amount_fen, line.from_month, line.before_month)
 UNION ALL
SELECT format('component %s: rose by a line that nobody approved', part.id)
  FROM payments_component AS part
  JOIN payments_riseline AS line ON line.id = part.rise_line_id
  JOIN payments_rise AS own ON own.id = line.rise_id
 WHERE own.state NOT IN ('approved', 'done')
 UNION ALL
SELECT format('benefit %s: rises %s times by %s from %s', line.entitlement_id, count(*), own.measure, own.from_month)
  FROM payments_riseline AS line JOIN payments_rise AS own ON own.id = line.rise_id AND own.state <> 'cancelled'
 GROUP BY line.entitlement_id, own.measure, own.from_month
HAVING count(*) > 1
 UNION ALL
SELECT format('benefit %s: rose by %s from %s fen a month, and drew %s', line.entitlement_id, own.number, line.before_fen, drawn.fen)
  FROM payments_riseline AS line
  JOIN payments_rise AS own ON own.id = line.rise_id AND own.state <> 'cancelled'
 CROSS JOIN LATERAL (
       SELECT sum(part.amount_fen) AS fen
         FROM payments_component AS part
         LEFT JOIN payments_riseline AS its ON its.id = part.rise_line_id
         LEFT JOIN payments_rise AS earlier ON earlier.id = its.rise_id
        WHERE part.entitlement_id = line.entitlement_id AND part.rhythm = 'monthly' AND part.from_month <= line.from_month
          AND (part.before_month IS NULL OR part.before_month > line.from_month)
          AND (NOT line.told ? 'of' OR line.told -> 'of' ? part.component)
          AND (part.item_id IS NOT NULL OR earlier.measure = own.measure AND earlier.from_month < own.from_month)) AS drawn
 WHERE line.before_fen < drawn.fen
