-- in     seats (bench_seat)
INSERT INTO participation_employment
       (id, person_id, employer_id, kind, medical_category, pension_category, starts_on, end_reason, late_because, late_note)
SELECT person_id, person_id, employer_id, 'employee', 'employee', 'employee', from_month, '', '', ''
  FROM bench_seat ORDER BY person_id;
