-- Months of people whom the unemployment fund pays the medical contributions of: the insured period goes on, or one begins.
-- law    SIL 48; REG 24(2)
-- in     region, persons, firsts, befores: stretches of months, each with the first and the one after the last
-- out    rows of (person)
-- again  refused: nobody is insured twice in a month (insured_once_at_a_time)
WITH spans AS (
    SELECT * FROM unnest(%(persons)s::bigint[], %(firsts)s::date[], %(befores)s::date[]) AS told (person_id, first, before)
), longer AS (
    UPDATE participation_insuredperiod AS period SET before_month = spans.before
      FROM spans
     WHERE period.person_id = spans.person_id AND period.insurance = 'medical_employee' AND period.category = 'unemployed'
       AND period.region_id = %(region)s AND period.before_month = spans.first AND period.from_month < period.before_month
    RETURNING period.person_id, spans.first
)
INSERT INTO participation_insuredperiod (person_id, insurance, region_id, category, from_month, before_month, ended_because)
SELECT person_id, 'medical_employee', %(region)s, 'unemployed', first, before, 'stopped'
  FROM spans
 WHERE NOT EXISTS (SELECT 1 FROM longer WHERE longer.person_id = spans.person_id AND longer.first = spans.first)
RETURNING person_id
