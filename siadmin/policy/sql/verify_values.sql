-- Names values that are not what their approved proposal says, and values superseded by nothing (SIL 90).
SELECT format('value %s of series %s is not what its proposal says', value.id, value.series_id)
  FROM policy_value AS value
  LEFT JOIN policy_proposal AS asked
         ON asked.id = value.proposal_id AND asked.state = 'approved'
        AND (asked.value, asked.source, asked.status, asked.note) = (value.value, value.source, value.status, value.note)
        AND daterange(asked.starts_on, asked.ends_before) @> daterange(value.starts_on, value.ends_before)
 WHERE value.proposal_id IS NOT NULL AND asked.id IS NULL
UNION ALL
SELECT format('series %s says nothing of days it once had a value for', once.series_id)
  FROM (SELECT series_id, range_agg(daterange(starts_on, ends_before)) AS days FROM policy_value GROUP BY series_id) AS once
  LEFT JOIN (
    SELECT series_id, range_agg(daterange(starts_on, ends_before)) AS days
      FROM policy_value WHERE superseded_at IS NULL GROUP BY series_id) AS now USING (series_id)
 WHERE now.days IS NULL OR NOT now.days @> once.days
