-- The catalogue is what approved files say: every rule is a good row of its file, of its day and region; one governs a day. A file that
-- followed another of its region was of days to come.
-- law    SIL 28; REG 37
-- out    one text per offender
SELECT format('catalogue file %s: put in force by who read it', number)
  FROM providers_cataloguefile
 WHERE approved_at IS NOT NULL AND agency_person_of_eyes(read_eyes) = agency_person_of_eyes(approved_eyes)
 UNION ALL
SELECT format('catalogue file %s: %s rows, %s of them rejected, are not its %s and %s', its.number, its.rows, its.rejected,
              count(line.id), count(line.id) FILTER (WHERE line.problems <> '[]'::jsonb))
  FROM providers_cataloguefile AS its LEFT JOIN providers_cataloguerow AS line ON line.file_id = its.id
 GROUP BY its.id
HAVING (its.rows, its.rejected) <> (count(line.id), count(line.id) FILTER (WHERE line.problems <> '[]'::jsonb))
 UNION ALL
SELECT format('rule %s of item %s is not what its file says', rule.id, item.code)
  FROM providers_itemrule AS rule
  JOIN providers_item AS item ON item.id = rule.item_id
  JOIN providers_cataloguefile AS its ON its.id = rule.file_id
  LEFT JOIN providers_cataloguerow AS line
         ON line.file_id = its.id AND line.code = item.code AND line.problems = '[]'::jsonb
        AND (line.item_class, line.advance_ppm, line.sex) = (rule.item_class, rule.advance_ppm, rule.sex)
        AND (line."limit", line.from_age_months, line.before_age_months, line.most_a_day)
            IS NOT DISTINCT FROM (rule."limit", rule.from_age_months, rule.before_age_months, rule.most_a_day)
 WHERE line.id IS NULL OR its.approved_at IS NULL OR (its.region_id, its.starts_on) <> (rule.region_id, rule.starts_on)
 UNION ALL
SELECT format('item %s: rules %s and %s govern a day', one.item_id, one.id, other.id)
  FROM providers_itemrule AS one
  JOIN providers_itemrule AS other ON other.item_id = one.item_id AND other.region_id = one.region_id AND other.id > one.id
 WHERE (one.ends_before IS NULL OR other.starts_on < one.ends_before) AND (other.ends_before IS NULL OR one.starts_on < other.ends_before)
 UNION ALL
SELECT format('catalogue file %s changed days gone by', its.number)
  FROM providers_cataloguefile AS its
 WHERE its.starts_on <= (its.approved_at AT TIME ZONE 'Asia/Shanghai')::date
   AND EXISTS (SELECT 1 FROM providers_cataloguefile AS before
                WHERE before.region_id = its.region_id AND before.id <> its.id AND before.approved_at < its.approved_at)
