-- Names places that count fewer than the places below them.
SELECT format('%s in %s counts fewer than the places below it', above.region_id, above.month)
  FROM coverage_rate AS above
  JOIN (SELECT place.parent_id, rate.pool_id, rate.month, sum(rate.insured) AS insured, sum(rate.missing) AS missing,
               sum(rate.lapsed) AS lapsed, sum(rate.interrupted) AS interrupted, sum(rate.must) AS must
          FROM coverage_rate AS rate JOIN agency_region AS place ON place.code = rate.region_id
         GROUP BY place.parent_id, rate.pool_id, rate.month) AS below
    ON below.parent_id = above.region_id AND below.pool_id = above.pool_id AND below.month = above.month
 WHERE above.insured < below.insured OR above.missing < below.missing OR above.lapsed < below.lapsed
    OR above.interrupted < below.interrupted OR above.must < below.must
