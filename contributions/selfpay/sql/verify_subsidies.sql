-- Names claims that are not the sum of their items; items that are not what was paid, of years given up or paid in part;
-- money of claims that is not booked or not credited; and credits without a claim that was paid. A list or a crediting that is
-- at work is held against its run once it is done.
WITH items AS (
    SELECT claim_id, sum(amount_fen) AS amount_fen, count(DISTINCT person_id) AS people FROM selfpay_subsidyitem GROUP BY claim_id
), paid AS (
    SELECT person_id, month, region_id, bool_or(settled_on IS NULL) AS is_open,
           CASE WHEN fund IN ('pension_resident', 'medical_resident') THEN fund ELSE 'hard_to_place' END AS kind,
           coalesce(sum(total_fen) FILTER (WHERE settled_on IS NOT NULL), 0)::bigint AS paid_fen
      FROM assessment_bill WHERE person_id IS NOT NULL GROUP BY person_id, month, region_id, 5
)
SELECT format('claim %s asks for %s fen, its items for %s', claim.number, claim.total_fen, coalesce(items.amount_fen, 0))
  FROM selfpay_subsidyclaim AS claim LEFT JOIN items ON items.claim_id = claim.id
  LEFT JOIN kernel_run AS listing ON listing.id = claim.listed_in_id
 WHERE (claim.total_fen, claim.people) IS DISTINCT FROM (coalesce(items.amount_fen, 0), coalesce(items.people, 0))
   AND (claim.listed_at IS NOT NULL OR listing.state = 'done')
UNION ALL
SELECT format('item %s of person %s, %s: %s', item.id, item.person_id, item.month,
              CASE WHEN terms.id IS NULL AND item.kind <> 'hard_to_place' THEN 'the year was given up'
                   ELSE 'it is not what was paid, or not all of it is paid' END)
  FROM selfpay_subsidyitem AS item
  JOIN selfpay_subsidyclaim AS claim ON claim.id = item.claim_id
  LEFT JOIN paid ON paid.person_id = item.person_id AND paid.month = item.month AND paid.kind = item.kind
                AND paid.region_id = claim.region_id
  LEFT JOIN participation_ownterms AS terms
    ON terms.person_id = item.person_id AND terms.kind = item.kind AND terms.from_month = item.month
   AND terms.before_month > terms.from_month
 WHERE paid.paid_fen IS DISTINCT FROM item.paid_fen OR item.kind <> 'hard_to_place' AND (paid.is_open OR terms.id IS NULL)
UNION ALL
SELECT format('claim %s: %s fen came, the ledger books %s', claim.number, claim.total_fen - claim.doubled_fen,
              coalesce(booked.amount_fen, 0))
  FROM selfpay_subsidyclaim AS claim
  LEFT JOIN (SELECT entry.key, sum(posting.amount_fen) AS amount_fen
               FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
              WHERE entry.flow = 'fiscal_subsidy' AND posting.side = 'DEBIT' GROUP BY entry.key) AS booked
    ON booked.key = claim.entry_key
 WHERE claim.entry_key <> '' AND claim.total_fen - claim.doubled_fen IS DISTINCT FROM booked.amount_fen
UNION ALL
SELECT format('claim %s, person %s: claimed and not credited, or credited and not claimed', coalesce(claimed.number, credit.claim),
              coalesce(claimed.person_id, credit.person_id))
  FROM (SELECT claim.number, claim.region_id, item.person_id, item.month, item.amount_fen,
               coalesce(crediting.state = 'done', true) AS is_over
          FROM selfpay_subsidyitem AS item JOIN selfpay_subsidyclaim AS claim ON claim.id = item.claim_id
          LEFT JOIN kernel_run AS crediting ON crediting.id = claim.credited_in_id
         WHERE claim.received_on IS NOT NULL AND claim.kind = 'pension_resident'
            AND item.id NOT IN (SELECT item_id FROM selfpay_subsidydouble)) AS claimed
  FULL JOIN accounts_subsidycredit AS credit
    ON credit.claim = claimed.number AND credit.person_id = claimed.person_id AND credit.month = claimed.month
   AND credit.amount_fen = claimed.amount_fen AND credit.region_id = claimed.region_id
 WHERE claimed.number IS NULL OR credit.id IS NULL AND claimed.is_over
