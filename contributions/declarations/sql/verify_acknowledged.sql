-- Names answers of employees to a wage that their declaration never set for them.
SELECT format('answer %s of person %s: declaration %s says no such wage', said.id, said.person_id, said.declaration_id)
  FROM declarations_acknowledgement AS said
 WHERE NOT EXISTS (
       SELECT 1 FROM declarations_contributionwage AS wage
        WHERE wage.declaration_id = said.declaration_id AND wage.person_id = said.person_id AND wage.wage_fen = said.wage_fen)
