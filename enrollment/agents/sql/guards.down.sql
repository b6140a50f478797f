DROP TRIGGER agents_step_guard ON matters_step;
DROP FUNCTION agents_step_guard();
DROP TRIGGER agents_case_guard ON matters_case;
DROP FUNCTION agents_case_guard();
DROP TRIGGER agents_mandate_not_deleted ON agents_mandate;
DROP TRIGGER agents_mandate_guard ON agents_mandate;
DROP FUNCTION agents_mandate_guard();
DROP FUNCTION agents_people_of(bigint);
