-- Names findings whose result is not that of their last contact, and whoever refused what the law obliges them to.
SELECT format('finding %s says %L, its last contact %L', finding.id, finding.result, coalesce(last.result, ''))
  FROM coverage_finding AS finding
  LEFT JOIN LATERAL (SELECT contact.result FROM coverage_contact AS contact WHERE contact.finding_id = finding.id
                      ORDER BY contact.id DESC LIMIT 1) AS last ON true
 WHERE finding.result <> coalesce(last.result, '')
UNION ALL
SELECT format('finding %s ended by a refusal of what the law obliges to', finding.id)
  FROM coverage_finding AS finding JOIN coverage_contact AS contact ON contact.finding_id = finding.id
 WHERE contact.result = 'refuses' AND finding.is_must
