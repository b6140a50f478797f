-- Names employers that are cancelled without a closing that stands, or otherwise than it says; and certificates of a
-- closing that was undone and that still hold.
SELECT format('employer %s is cancelled on %s, its closing says %s', employer.number, employer.cancelled_on, closing.last_day)
  FROM registry_employer AS employer
  LEFT JOIN registry_closing AS closing ON closing.employer_id = employer.id AND closing.reopened_at IS NULL
 WHERE employer.cancelled_on IS DISTINCT FROM closing.last_day
UNION ALL
SELECT format('closing %s: its certificate %s', closing.id, CASE WHEN letter.revoked_at IS NULL THEN 'still holds' ELSE 'is revoked' END)
  FROM registry_closing AS closing JOIN letters_issued AS letter ON letter.id = closing.certificate_id
 WHERE closing.reopened_at IS NOT NULL AND letter.revoked_at IS NULL
