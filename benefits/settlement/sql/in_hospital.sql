-- The stay in hospital of a person that has begun before or on a day and not ended before it. Who leaves one hospital may enter another on
-- the same day.
-- law    医疗保障基金使用监督管理条例 art. 15
-- in     records, day
-- out    at most one row: number, admitted_on, institution
SELECT stay.number, stay.admitted_on, stay.institution_id
  FROM settlement_stay AS stay
 WHERE stay.person_id = ANY(%(records)s::bigint[]) AND stay.care = 'inpatient' AND stay.admitted_on <= %(day)s::date
   AND NOT EXISTS (SELECT 1 FROM settlement_withdrawal WHERE stay_id = stay.id)
   AND NOT EXISTS (
       SELECT 1 FROM settlement_settlement AS ended
        WHERE ended.stay_id = stay.id AND ended.is_last AND ended.until <= %(day)s::date AND ended.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = ended.id))
 ORDER BY stay.id
 LIMIT 1
