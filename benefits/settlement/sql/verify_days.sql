-- Nobody lies in two hospitals on one day, under whatever of their records of the time: neither by bills that stand, nor by a stay that was
-- opened while another lasted. Who leaves one hospital may enter another on the same day.
-- law    医疗保障基金使用监督管理条例 art. 15; REG 40
-- out    one text per offender
WITH billed AS (
SELECT stay.id, stay.number, stay.person_id, stay.admitted_on, max(bill.until) AS until, max(bill.settled_at) AS settled_at
  FROM settlement_stay AS stay
  JOIN settlement_settlement AS bill ON bill.stay_id = stay.id AND bill.reverses_id IS NULL
 WHERE stay.care = 'inpatient' AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = bill.id)
 GROUP BY stay.id
), record AS (
SELECT id AS person_id, id AS same_id FROM registry_person WHERE id IN (SELECT person_id FROM settlement_stay)
 UNION
SELECT own.person_id, same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
)

SELECT format('stays %s and %s are of days in two hospitals', one.number, other.number)
  FROM billed AS one
  JOIN record ON record.person_id = one.person_id
  JOIN billed AS other ON other.person_id = record.same_id AND other.id > one.id
 WHERE one.admitted_on < other.until AND other.admitted_on < one.until
   AND (one.person_id = other.person_id
        OR registry_was_one(one.person_id, other.person_id, greatest(one.settled_at, other.settled_at)))
 UNION ALL
SELECT format('stay %s was opened while stay %s lasted', later.number, before.number)
  FROM settlement_stay AS later
  JOIN record ON record.person_id = later.person_id
  JOIN settlement_stay AS before ON before.person_id = record.same_id AND before.care = 'inpatient' AND before.id < later.id
 WHERE later.care = 'inpatient' AND before.admitted_on <= later.admitted_on
   AND (before.person_id = later.person_id OR registry_was_one(before.person_id, later.person_id, later.opened_at))
   AND NOT EXISTS (SELECT 1 FROM settlement_withdrawal AS gone WHERE gone.stay_id = before.id AND gone.withdrawn_at <= later.opened_at)
   AND NOT EXISTS (
       SELECT 1 FROM settlement_settlement AS ended
         LEFT JOIN settlement_settlement AS back ON back.reverses_id = ended.id
        WHERE ended.stay_id = before.id AND ended.is_last AND ended.until <= later.admitted_on AND ended.reverses_id IS NULL
          AND ended.settled_at <= later.opened_at AND (back.id IS NULL OR back.settled_at >= later.opened_at))
