DROP TRIGGER injury_leave_as_recorded ON injury_paidleave;
DROP FUNCTION injury_leave_as_recorded();
DROP FUNCTION injury_leave_wrong(bigint);
DROP TRIGGER injury_recurrence_of_its_case ON injury_recurrence;
DROP FUNCTION injury_recurrence_of_its_case();
DROP FUNCTION injury_of_its_case(bigint, text [], bigint, int);
