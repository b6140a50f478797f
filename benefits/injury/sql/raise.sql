-- What a province's notice brings a range of people who draw a monthly benefit of an injury: a fixed amount and a share of what each
-- draws, rounded half up once. Who began to draw in that month or later is reckoned by the new figures already. Where the end of
-- what is drawn is known, the rise ends with it.
-- law    WIR 40
-- twin   benefits.injury.rules.raising.raised
-- in     rise, opened_at, region, fund, scheme, parts (components raised together), first, last, from_month, sequence, measure; fixed
--        (yuan), share
-- out    one row of (people, fen more a month)
-- again  refused: a benefit has one line in a rise
WITH drawn AS MATERIALIZED (
    SELECT entitled.id AS entitlement_id, sum(part.amount_fen)::bigint AS before_fen,
           CASE WHEN bool_and(part.before_month IS NOT NULL) THEN max(part.before_month) END AS before_month
      FROM payments_entitlement AS entitled
      JOIN payments_component AS part
        ON part.entitlement_id = entitled.id AND part.component = ANY (%(parts)s) AND part.from_month < %(from_month)s
       AND (part.before_month IS NULL OR part.before_month > %(from_month)s)
     WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s AND entitled.scheme = %(scheme)s
       AND entitled.person_id BETWEEN %(first)s AND %(last)s
       AND NOT EXISTS (SELECT 1 FROM claims_decision AS later WHERE later.id = entitled.decision_id AND later.decided_at > %(opened_at)s)
       AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                        WHERE ended.entitlement_id = entitled.id AND ended.kind = 'ended' AND ended.from_month <= %(from_month)s)
       AND (%(sequence)s = 0 OR NOT EXISTS (
            SELECT 1 FROM payments_riseline AS line
              JOIN payments_rise AS earlier ON earlier.id = line.rise_id AND earlier.state <> 'cancelled' AND earlier.id <> %(rise)s
             WHERE line.entitlement_id = entitled.id AND earlier.measure = %(measure)s AND earlier.from_month = %(from_month)s))
     GROUP BY entitled.id
), raised AS (
    SELECT entitlement_id, before_fen, before_month,
           round(100 * %(fixed)s::numeric + before_fen * %(share)s::numeric)::bigint AS fen
      FROM drawn
), lines AS (
    INSERT INTO payments_riseline (rise_id, entitlement_id, from_month, before_month, before_fen, amount_fen, told)
    SELECT %(rise)s, entitlement_id, %(from_month)s, before_month, before_fen, fen, jsonb_build_object('of', to_jsonb(%(parts)s::text[]))
      FROM raised
     WHERE fen > 0
 RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM lines
