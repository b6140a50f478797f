DROP TRIGGER injury_advance_as_recovered ON injury_advanceuncollectable;
DROP TRIGGER injury_advance_as_recovered ON injury_advancerecovered;
DROP TRIGGER injury_advance_decided ON injury_advance;
DROP FUNCTION injury_advance_as_recovered();
DROP FUNCTION injury_advance_wrong(bigint);
DROP FUNCTION injury_advance_decided();
DROP FUNCTION injury_employer_case_by_two(bigint, text, bigint);
DROP FUNCTION injury_advanced(text, timestamptz);
