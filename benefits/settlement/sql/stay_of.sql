-- A stay of an institution by its number, with its person and department.
-- in     number, institution
-- out    at most one row: id, number, institution, department, agreement, person, scheme, insurance, fund, region, care, admitted_on,
--        insured, opened_at, is_late;
--        person: id, number, name, sex, birth_on; code of the department
SELECT stay.id, stay.number, stay.institution_id, stay.department_id, stay.agreement_id, stay.person_id, stay.scheme, stay.insurance,
       stay.fund, stay.region_id, stay.care, stay.admitted_on, stay.insured::json, stay.opened_at, stay.is_late, person.id, person.number,
       person.name, person.sex, person.birth_on, its.code
  FROM settlement_stay AS stay
  JOIN registry_person AS person ON person.id = stay.person_id
  LEFT JOIN providers_department AS its ON its.id = stay.department_id
 WHERE stay.number = %(number)s AND stay.institution_id = %(institution)s
