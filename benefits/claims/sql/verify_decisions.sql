-- Claims and their cases agree: a case of a benefit that is done was granted in its last round, one that is refused was
-- denied, and the components granted are what everybody signed for, nobody for themself.
-- law    REG 37
-- out    one text per offender
SELECT format('case %s is %s, its claim is not decided so', its.number, its.state)
  FROM matters_case AS its
  JOIN claims_claim AS claim ON claim.case_id = its.id
  LEFT JOIN claims_decision AS decision ON decision.claim_id = claim.id AND decision.round = its.round
 WHERE its.state = 'done' AND decision.outcome IS DISTINCT FROM 'granted'
    OR its.state = 'refused' AND decision.outcome IS DISTINCT FROM 'denied'
    OR its.state NOT IN ('done', 'refused') AND decision.id IS NOT NULL
 UNION ALL
SELECT format('decision %s grants %s fen, %s were signed for', decision.id, granted.fen, signed.monthly_fen + signed.once_fen)
  FROM claims_decision AS decision
  JOIN claims_assessment AS signed ON signed.id = decision.assessment_id
  LEFT JOIN LATERAL (
       SELECT coalesce(sum(item.amount_fen) FILTER (WHERE item.rhythm = 'once' OR item.from_month = first.month), 0) AS fen
         FROM claims_decisionitem AS item
        CROSS JOIN (SELECT min(from_month) AS month FROM claims_decisionitem
                     WHERE decision_id = decision.id AND rhythm = 'monthly') AS first
        WHERE item.decision_id = decision.id) AS granted ON true
 WHERE granted.fen <> signed.monthly_fen + signed.once_fen
 UNION ALL
SELECT format('decision %s grants other components than were signed for', decision.id)
  FROM claims_decision AS decision
  JOIN claims_assessment AS signed ON signed.id = decision.assessment_id
 CROSS JOIN LATERAL (SELECT claims_granted(decision.id) AS items) AS granted
 WHERE NOT (granted.items @> signed.items AND signed.items @> granted.items)
 UNION ALL
SELECT format('claim %s: signed for by whom it is about', claim.id)
  FROM claims_claim AS claim JOIN claims_assessment AS signed ON signed.claim_id = claim.id
 WHERE claims_is_own(agency_person_of_eyes(signed.signed_eyes), claim.person_id)
