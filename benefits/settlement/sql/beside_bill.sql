-- What stands beside a bill of a stay before it is reckoned: whether the stay was withdrawn, its settlements that stand in their order,
-- those of the bill's lines that they settled, items charged on the same days by other settlements of the person that stand, and which of
-- the departments of the lines are open on a day of the bill.
-- law    REG 40, 43; 医疗保障基金使用监督管理条例 art. 15
-- in     stay, records, institution, admitted, until; lines, items, days: of each line; first: the earliest of these days;
--        from_month, to_month: of that day and of today; departments: of the lines
-- out    one row: withdrawn, before [number, until, is_last, is_further, deductible_fen], settled {line: number},
--        elsewhere [item, day, number], open departments
WITH own AS MATERIALIZED (
    SELECT id, number, person_id, month, stay_id, settled_on, until, is_last, is_further, deductible_fen
      FROM settlement_settlement
     WHERE person_id = ANY(%(records)s::bigint[]) AND reverses_id IS NULL
), stand AS (
    SELECT own.*
      FROM own
     WHERE (own.stay_id = %(stay)s OR own.settled_on >= %(first)s::date)
       AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = own.id)
), told AS (
    SELECT each.line, each.item, each."on" FROM unnest(%(lines)s::text[], %(items)s::bigint[], %(days)s::date[]) AS each (line, item, "on")
), charged AS (
    SELECT stand.id, stand.number, stand.stay_id, line.line, line.item_id, line."on"
      FROM stand
      JOIN settlement_line AS line
        ON line.person_id = stand.person_id AND line.month = stand.month AND line.settlement_id = stand.id
       AND line.month BETWEEN %(from_month)s::date AND %(to_month)s::date
)
SELECT exists(SELECT 1 FROM settlement_withdrawal WHERE stay_id = %(stay)s),
       (SELECT coalesce(json_agg(json_build_array(number, until, is_last, is_further, deductible_fen) ORDER BY id), '[]')
          FROM stand WHERE stay_id = %(stay)s),
       (SELECT coalesce(json_object_agg(line, number), '{}')
          FROM charged WHERE stay_id = %(stay)s AND line IN (SELECT line FROM told)),
       (SELECT coalesce(json_agg(json_build_array(item_id, "on", number) ORDER BY id), '[]')
          FROM charged WHERE stay_id <> %(stay)s AND (item_id, "on") IN (SELECT item, "on" FROM told)),
       array(SELECT code FROM providers_department
              WHERE institution_id = %(institution)s AND code = ANY(%(departments)s::text[]) AND starts_on <= %(until)s::date
                AND (ends_before IS NULL OR ends_before > %(admitted)s::date))
