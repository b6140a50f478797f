-- What a new basic amount brings a range of residents' pensions: each is paid so much more that its basic part is the amount. One
-- that begins later rises from its own beginning.
-- law    SIL 20; State Council [2014] 8, §6
-- twin   benefits.pension.rules.residents.basic_rise
-- in     rise, region, fund, scheme, parts (the components of the basic part), first, last, from_month; amount_fen
-- out    one row of (people, fen more a month)
-- again  refused: a benefit has one line in a rise
WITH drawn AS MATERIALIZED (
    SELECT entitled.id AS entitlement_id, sum(part.amount_fen)::bigint AS basic_fen, max(part.from_month) AS since
      FROM payments_entitlement AS entitled
      JOIN payments_component AS part
        ON part.entitlement_id = entitled.id AND part.component = ANY (%(parts)s) AND part.before_month IS NULL
     WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s AND entitled.scheme = %(scheme)s
       AND entitled.person_id BETWEEN %(first)s AND %(last)s
     GROUP BY entitled.id
), below AS (
    SELECT drawn.entitlement_id, drawn.basic_fen, greatest(drawn.since, %(from_month)s) AS from_month
      FROM drawn
     WHERE drawn.basic_fen < %(amount_fen)s
       AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                        WHERE ended.entitlement_id = drawn.entitlement_id AND ended.kind = 'ended'
                          AND ended.from_month <= greatest(drawn.since, %(from_month)s))
), lines AS (
    INSERT INTO payments_riseline (rise_id, entitlement_id, from_month, before_fen, amount_fen, told)
    SELECT %(rise)s, entitlement_id, from_month, basic_fen, %(amount_fen)s - basic_fen,
           jsonb_build_object('of', to_jsonb(%(parts)s::text[])) FROM below
 RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM lines
