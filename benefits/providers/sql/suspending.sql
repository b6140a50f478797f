-- A measure in force on a day that suspends an institution, or one of these departments of it.
-- law    REG 43
-- in     institution, day, departments: their codes; stopping: kinds that suspend all of it; of_department: the kind that suspends one
-- out    at most one row: number
SELECT measure.number
  FROM providers_measure AS measure
  LEFT JOIN providers_department AS its ON its.id = measure.department_id
 WHERE measure.institution_id = %(institution)s AND measure.outcome = 'imposed' AND measure.effective_on <= %(day)s::date
   AND (measure.ends_before IS NULL OR measure.ends_before > %(day)s::date)
   AND (measure.kind = ANY(%(stopping)s::text[]) OR measure.kind = %(of_department)s::text AND its.code = ANY(%(departments)s::text[]))
 ORDER BY measure.id
 LIMIT 1
