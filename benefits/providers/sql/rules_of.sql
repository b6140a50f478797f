-- Items of these codes, each with the rules of a place and what it inherits from that are in force on any of these days.
-- law    SIL 28; REG 37
-- in     codes, regions; first, last: of the days
-- out    code, name, kind, item; then the rule, all none where there is none: starts_on, ends_before, rule, item_class, advance_ppm, limit,
--        sex, from_age_months, before_age_months, most_a_day, region, number of its file
SELECT item.code, item.name, item.kind, item.id, rule.starts_on, rule.ends_before, rule.id, rule.item_class, rule.advance_ppm, rule."limit",
       rule.sex, rule.from_age_months, rule.before_age_months, rule.most_a_day, rule.region_id, file.number
  FROM providers_item AS item
  LEFT JOIN providers_itemrule AS rule
         ON rule.item_id = item.id AND rule.region_id = ANY(%(regions)s::text[]) AND rule.starts_on <= %(last)s::date
        AND (rule.ends_before IS NULL OR rule.ends_before > %(first)s::date)
  LEFT JOIN providers_cataloguefile AS file ON file.id = rule.file_id
 WHERE item.code = ANY(%(codes)s::text[])
