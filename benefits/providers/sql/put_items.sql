-- The good rows of a file come into force: items that are new, or named anew where no other region uses them, the rules before them ended,
-- their own rules.
-- law    SIL 28; 基本医疗保险用药管理暂行办法
-- in     file, region, starts_on
-- out    one row: how many rules were put
-- again  nothing: a file is put in force once, by the act that approves it
WITH wanted AS (
    SELECT * FROM providers_cataloguerow WHERE file_id = %(file)s AND problems = '[]'::jsonb
), known AS MATERIALIZED (
    SELECT item.code, item.name, item.unit
      FROM wanted
      JOIN providers_item AS item ON item.code = wanted.code
     WHERE EXISTS (SELECT 1 FROM providers_itemrule AS other WHERE other.item_id = item.id AND other.region_id <> %(region)s)
), items AS (
    INSERT INTO providers_item AS its (code, kind, name, name_en, unit, spec)
    SELECT wanted.code, wanted.kind, coalesce(known.name, wanted.name), wanted.name_en, coalesce(known.unit, wanted.unit), wanted.spec
      FROM wanted LEFT JOIN known ON known.code = wanted.code
        ON CONFLICT (code) DO UPDATE
       SET name = excluded.name, name_en = excluded.name_en, unit = excluded.unit, spec = excluded.spec
    RETURNING its.id, its.code
), before AS (
    UPDATE providers_itemrule AS its SET ends_before = %(starts_on)s
      FROM items
     WHERE its.item_id = items.id AND its.region_id = %(region)s AND its.ends_before IS NULL AND its.starts_on < %(starts_on)s
    RETURNING its.id
), put AS (
    INSERT INTO providers_itemrule (item_id, region_id, file_id, starts_on, ends_before, item_class, advance_ppm, "limit", sex,
           from_age_months, before_age_months, most_a_day)
    SELECT items.id, %(region)s, %(file)s, %(starts_on)s, NULL, wanted.item_class, wanted.advance_ppm, wanted."limit", wanted.sex,
           wanted.from_age_months, wanted.before_age_months, wanted.most_a_day
      FROM wanted JOIN items ON items.code = wanted.code
     WHERE (SELECT count(*) FROM before) IS NOT NULL
    RETURNING id
)
SELECT count(*) FROM put
