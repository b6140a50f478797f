-- Which employers of a region were charged in which months of a range, as one digest: a re-settlement is of these alone.
-- in     region, first month, month after the last
-- out    the digest
SELECT md5(coalesce(string_agg(employer_id || ' ' || months, ',' ORDER BY employer_id), ''))
  FROM (SELECT employer_id, string_agg(DISTINCT month::text, ' ' ORDER BY month::text) AS months
          FROM assessment_bill
         WHERE region_id = %(region)s AND month >= %(first_month)s AND month < %(before_month)s
           AND employer_id IS NOT NULL AND kind IN ('assessed', 'adjustment')
         GROUP BY employer_id) AS charged
