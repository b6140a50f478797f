-- Names months that government paid under two records which were of one person when the later claim was received, months of
-- one record that stand in two claims, and claims whose doubled part is not that of their items.
SELECT format('person %s, %s: paid for under person %s too', later.person_id, later.month, earlier.person_id)
  FROM registry_onepeople AS own
  JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
  JOIN selfpay_subsidyitem AS later ON later.person_id = own.person_id
  JOIN selfpay_subsidyitem AS earlier
    ON earlier.person_id = other.person_id AND earlier.kind = later.kind AND earlier.month = later.month
  JOIN selfpay_subsidyclaim AS its ON its.id = later.claim_id
  JOIN selfpay_subsidyclaim AS before ON before.id = earlier.claim_id
 WHERE (before.received_at, earlier.id) < (its.received_at, later.id)
   AND registry_was_one(later.person_id, earlier.person_id, its.received_at)
   AND NOT EXISTS (SELECT 1 FROM selfpay_subsidydouble AS double WHERE double.item_id IN (later.id, earlier.id))
UNION ALL
SELECT format('claim %s leaves out %s fen, its doubled items are %s', claim.number, claim.doubled_fen,
              coalesce(doubled.amount_fen, 0))
  FROM selfpay_subsidyclaim AS claim
  LEFT JOIN (SELECT item.claim_id, sum(item.amount_fen) AS amount_fen
               FROM selfpay_subsidydouble AS double JOIN selfpay_subsidyitem AS item ON item.id = double.item_id
              GROUP BY item.claim_id) AS doubled
    ON doubled.claim_id = claim.id
 WHERE claim.doubled_fen <> coalesce(doubled.amount_fen, 0)
UNION ALL
SELECT format('person %s, %s: claimed %s times', item.person_id, item.month, count(*))
  FROM selfpay_subsidyitem AS item
 WHERE item.id NOT IN (SELECT item_id FROM selfpay_subsidydouble)
 GROUP BY item.person_id, item.kind, item.month
HAVING count(*) > 1
