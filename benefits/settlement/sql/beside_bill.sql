-- What stands beside a bill of a stay before it is reckoned: whether the stay was withdrawn, its settlements that stand in their order,
-- those of the bill's lines that they settled, items charged on the same days by other settlements of the person that stand, how much of
-- these items was charged on these days before, which of the departments of the lines are open on a day of the bill, other stays in
-- hospital of the person that lie over the bill's days, and when the person died.
-- law    REG 40, 43; 医疗保障基金使用监督管理条例 art. 15
-- in     stay, records, institution, admitted, until; is_inpatient; lines, items, days: of each line; first: the earliest of these days;
--        from_month, to_month: of that day and of today; departments: of the lines
-- out    one row: withdrawn, before [number, until, is_last, is_further, deductible_fen], settled {line: number},
--        elsewhere [item, day, number], of_days [item, day, quantity, lines of this stay], open departments,
--        lying [name of the institution, number of the stay, whether both lie on a day], day of death
-- Of two stays one night is told by what was settled, or by the later admission. Who leaves one hospital may enter another on the same day.
WITH own AS MATERIALIZED (
    SELECT id, number, person_id, month, stay_id, settled_on, until, is_last, is_further, deductible_fen
      FROM settlement_settlement
     WHERE person_id = ANY(%(records)s::bigint[]) AND reverses_id IS NULL
), upright AS MATERIALIZED (
    SELECT own.*
      FROM own
     WHERE NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = own.id)
), stand AS (
    SELECT upright.*
      FROM upright
     WHERE upright.stay_id = %(stay)s OR upright.settled_on >= %(first)s::date
), told AS (
    SELECT each.line, each.item, each."on" FROM unnest(%(lines)s::text[], %(items)s::bigint[], %(days)s::date[]) AS each (line, item, "on")
), charged AS (
    SELECT stand.id, stand.number, stand.stay_id, line.line, line.item_id, line."on", line.quantity
      FROM stand
      JOIN settlement_line AS line
        ON line.person_id = stand.person_id AND line.month = stand.month AND line.settlement_id = stand.id
       AND line.month BETWEEN %(from_month)s::date AND %(to_month)s::date
), same AS (
    SELECT charged.* FROM charged WHERE (charged.item_id, charged."on") IN (SELECT told.item, told."on" FROM told)
), lying AS (
    SELECT stay.id, stay.number, stay.admitted_on, stay.institution_id, ended.until AS ended, billed.until AS billed
      FROM settlement_stay AS stay
      LEFT JOIN LATERAL (SELECT max(until) AS until FROM upright WHERE upright.stay_id = stay.id AND upright.is_last) AS ended ON true
      LEFT JOIN LATERAL (SELECT max(until) AS until FROM upright WHERE upright.stay_id = stay.id) AS billed ON true
     WHERE stay.person_id = ANY(%(records)s::bigint[]) AND stay.care = 'inpatient' AND stay.id <> %(stay)s
       AND NOT EXISTS (SELECT 1 FROM settlement_withdrawal WHERE stay_id = stay.id)
       AND (ended.until IS NULL OR ended.until > %(admitted)s::date)
       AND (stay.admitted_on < %(until)s::date OR stay.admitted_on <= %(admitted)s::date)
)
SELECT exists(SELECT 1 FROM settlement_withdrawal WHERE stay_id = %(stay)s),
       (SELECT coalesce(json_agg(json_build_array(number, until, is_last, is_further, deductible_fen) ORDER BY id), '[]')
          FROM stand WHERE stay_id = %(stay)s),
       (SELECT coalesce(json_object_agg(line, number), '{}')
          FROM charged WHERE stay_id = %(stay)s AND line IN (SELECT line FROM told)),
       (SELECT coalesce(json_agg(json_build_array(item_id, "on", number) ORDER BY id), '[]')
          FROM same WHERE stay_id <> %(stay)s),
       (SELECT coalesce(json_agg(json_build_array(item_id, "on", quantity, times)), '[]')
          FROM (SELECT item_id, "on", sum(quantity) AS quantity, count(*) FILTER (WHERE stay_id = %(stay)s) AS times
                  FROM same GROUP BY item_id, "on") AS of_day),
       array(SELECT code FROM providers_department
              WHERE institution_id = %(institution)s AND code = ANY(%(departments)s::text[]) AND starts_on <= %(until)s::date
                AND (ends_before IS NULL OR ends_before > %(admitted)s::date)),
       (SELECT coalesce(json_agg(json_build_array(employer.name, lying.number,
                   %(is_inpatient)s::boolean AND (lying.billed > %(admitted)s::date AND lying.admitted_on < %(until)s::date
                                               OR lying.admitted_on > %(admitted)s::date)) ORDER BY lying.id), '[]')
          FROM lying
          JOIN providers_institution AS its ON its.id = lying.institution_id
          JOIN registry_employer AS employer ON employer.id = its.employer_id),
       (SELECT min(died_on) FROM registry_person WHERE id = ANY(%(records)s::bigint[]))
