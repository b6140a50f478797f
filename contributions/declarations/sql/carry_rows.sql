-- Copy kept rows into a version as filed, so that it says by itself whom it names and at which wage.
-- law    SIL 58, 60 (employers declare their staff); REG 53 (records are not overwritten: corrections are new versions)
-- in     declaration: the version; rows: ids of the rows; highest: the greatest row number of the month so far
-- out    nothing; a row keeps its number unless the version has that number already, then it comes after the highest
-- again  refused: a number stands once in a version (declaration_row_once)
INSERT INTO declarations_declarationrow
       (declaration_id, number, sheet, given, name, identifier, identifier_hash, person_id, wage_fen, state, problems,
        suggestion, is_second_employer)
SELECT %(declaration)s,
       CASE WHEN alike = 1 AND NOT is_taken THEN number ELSE %(highest)s + place END,
       sheet, given, name, identifier, identifier_hash, person_id, wage_fen, 'filed', problems, NULL, is_second_employer
  FROM (SELECT kept.*,
               row_number() OVER (PARTITION BY kept.sheet, kept.number ORDER BY kept.declaration_id DESC) AS alike,
               row_number() OVER (ORDER BY kept.declaration_id, kept.sheet, kept.number) AS place,
               there.id IS NOT NULL AS is_taken
          FROM declarations_declarationrow AS kept
          LEFT JOIN declarations_declarationrow AS there
            ON there.declaration_id = %(declaration)s AND there.sheet = kept.sheet AND there.number = kept.number
         WHERE kept.id = any(%(rows)s)) AS carried
