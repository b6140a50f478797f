-- Five insured periods a person, beside each other as the action of joining writes them.
-- in     seats (bench_seat), region
INSERT INTO participation_insuredperiod
       (id, person_id, employer_id, insurance, region_id, category, from_month, ended_because)
SELECT (seat.person_id - 1) * 5 + named.place, seat.person_id, seat.employer_id, named.insurance, %(region)s, 'employee',
       seat.from_month, ''
  FROM bench_seat AS seat
 CROSS JOIN (VALUES (1, 'pension_employee'), (2, 'medical_employee'), (3, 'unemployment'), (4, 'injury'), (5, 'maternity'))
            AS named (place, insurance)
 ORDER BY 1;
