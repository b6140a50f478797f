-- Names wages set by hand whose eyes are not two people's, that are not what was declared, and declarations by hand that no
-- second person approved (REG 37).
SELECT format('wages by hand %s: the people are not those of the accounts, or one', proposal.id)
  FROM assessment_handproposal AS proposal
  JOIN agency_user AS maker ON maker.id = proposal.prepared_by_id
  LEFT JOIN agency_user AS checker ON checker.id = proposal.decided_by_id
 WHERE agency_person_of_eyes(proposal.prepared_eyes) <> maker.person_hash
    OR agency_person_of_eyes(proposal.decided_eyes) <> coalesce(checker.person_hash, '')
    OR maker.person_hash = checker.person_hash
UNION ALL
SELECT format('declaration %s is by hand without a second person', declaration.number)
  FROM declarations_declaration AS declaration
  LEFT JOIN assessment_handproposal AS proposal ON proposal.declaration_id = declaration.id AND proposal.state = 'approved'
 WHERE declaration.state IN ('filed', 'replaced') AND declaration.summary ? 'by_hand' AND proposal.id IS NULL
UNION ALL
SELECT format('wages by hand %s are not what declaration %s says', proposal.id, proposal.declaration_id)
  FROM assessment_handproposal AS proposal
  JOIN assessment_handassessment AS waiting ON waiting.id = proposal.waiting_id
  LEFT JOIN declarations_declaration AS declaration
         ON declaration.id = proposal.declaration_id AND declaration.employer_id = waiting.employer_id
        AND declaration.month = waiting.month AND declaration.summary ? 'by_hand'
  LEFT JOIN LATERAL (
        SELECT jsonb_object_agg(told.person_id::text, told.wage_fen) AS wages
          FROM declarations_declarationrow AS told WHERE told.declaration_id = declaration.id) AS told ON true
 WHERE proposal.state = 'approved' AND told.wages IS DISTINCT FROM proposal.wages
