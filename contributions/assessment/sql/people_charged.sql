-- How many people are charged in each month of some employers: those whose lines, all versions together, come to something.
-- in     employers, first month, last month
-- out    employer, month, people
SELECT charged.employer_id, charged.month, count(*)
  FROM (SELECT employer_id, month, person_id
          FROM assessment_line
         WHERE employer_id = ANY(%(employers)s) AND month BETWEEN %(first)s AND %(last)s
         GROUP BY employer_id, month, person_id
        HAVING sum(employer_fen + employee_fen) > 0) AS charged
 GROUP BY charged.employer_id, charged.month
