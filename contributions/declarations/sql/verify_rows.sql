-- Names declarations in force whose people and wages are not those of their filed rows. “Nothing changed” has no rows.
SELECT format('declaration %s says %s people and %s fen, its rows %s and %s',
              said.number, said.people, said.wages_fen, counted.people, counted.wages_fen)
  FROM declarations_declaration AS said
  JOIN LATERAL (SELECT count(*) AS people, coalesce(sum(kept.wage_fen), 0)::bigint AS wages_fen
                  FROM declarations_declarationrow AS kept
                 WHERE kept.declaration_id = said.id AND kept.state = 'filed') AS counted ON true
 WHERE said.state = 'filed' AND said.door <> 'unchanged'
   AND (said.people, said.wages_fen) IS DISTINCT FROM (counted.people::integer, counted.wages_fen)
