-- What an approved rise brings a range of people, in payment from its first month on.
-- law    REG 18, 37 (as another person approved it)
-- in     rise, first, last, items (as what each scheme books such a part)
-- out    one row of (people, fen more a month)
-- again  a line is put in payment once
WITH approved AS MATERIALIZED (
    SELECT line.id, line.entitlement_id, own.component, line.amount_fen, line.from_month, line.before_month,
           %(items)s::jsonb ->> entitled.scheme AS booked_as
      FROM payments_rise AS own
      JOIN payments_riseline AS line ON line.rise_id = own.id
      JOIN payments_entitlement AS entitled ON entitled.id = line.entitlement_id AND entitled.person_id BETWEEN %(first)s AND %(last)s
     WHERE own.id = %(rise)s AND own.state = 'approved'
), put AS (
    INSERT INTO payments_component (entitlement_id, rise_line_id, component, booked_as, amount_fen, rhythm, from_month, before_month)
    SELECT entitlement_id, id, component, booked_as, amount_fen, 'monthly', from_month, before_month FROM approved
        ON CONFLICT DO NOTHING
 RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint
  FROM (SELECT amount_fen FROM put
         UNION ALL
        SELECT part.amount_fen FROM approved JOIN payments_component AS part ON part.rise_line_id = approved.id) AS standing
