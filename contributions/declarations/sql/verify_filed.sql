-- Names employer-months with more than one declaration in force, and months of tax files that name another's declaration.
SELECT format('employer %s, %s: %s declarations in force', employer_id, month, count(*))
  FROM declarations_declaration WHERE state = 'filed' GROUP BY employer_id, month HAVING count(*) > 1
UNION ALL
SELECT format('tax file %s, %s %s: declaration %s is another''s', told.file_id, told.credit_code, told.month, said.number)
  FROM declarations_taxfilemonth AS told
  JOIN declarations_taxfile AS file ON file.id = told.file_id
  JOIN declarations_declaration AS said ON said.id = told.declaration_id
 WHERE said.employer_id IS DISTINCT FROM told.employer_id OR said.door <> 'tax'
