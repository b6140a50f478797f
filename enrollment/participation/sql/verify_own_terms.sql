-- Names months insured by oneself that no terms cover, terms that overlap, and terms that insure nothing.
SELECT format('period %s of person %s, %s: nobody chose terms for it', period.id, period.person_id, period.insurance)
  FROM participation_insuredperiod AS period
 WHERE period.employer_id IS NULL AND period.before_month IS DISTINCT FROM period.from_month AND period.category <> 'unemployed'
   AND NOT coalesce(daterange(period.from_month, period.before_month)
                    <@ (SELECT range_agg(daterange(terms.from_month, terms.before_month))
                          FROM participation_ownterms AS terms
                         WHERE terms.person_id = period.person_id AND terms.region_id = period.region_id
                           AND terms.kind = CASE WHEN period.category = 'flexible' THEN 'flexible' ELSE period.insurance END
                           AND terms.category = period.category), false)
UNION ALL
SELECT format('terms %s and %s of person %s overlap', one.id, other.id, one.person_id)
  FROM participation_ownterms AS one
  JOIN participation_ownterms AS other ON other.person_id = one.person_id AND other.kind = one.kind AND other.id > one.id
   AND daterange(one.from_month, one.before_month) && daterange(other.from_month, other.before_month)
UNION ALL
SELECT format('terms %s of person %s insure nothing', terms.id, terms.person_id)
  FROM participation_ownterms AS terms
 WHERE terms.before_month IS DISTINCT FROM terms.from_month
   AND NOT EXISTS (SELECT 1 FROM participation_insuredperiod AS period
                    WHERE period.person_id = terms.person_id AND period.employer_id IS NULL
                      AND period.category = terms.category
                      AND daterange(period.from_month, period.before_month)
                          && daterange(terms.from_month, terms.before_month))
