-- Nothing is charged to an employer for a month after its last day. One check per statement: a run adds bills by the thousand.
-- law    REG 10
CREATE FUNCTION assessment_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed record;
BEGIN
    SELECT employer.number, fresh.month INTO closed
      FROM fresh JOIN registry_employer AS employer ON employer.id = fresh.employer_id
     WHERE fresh.month > employer.cancelled_on
     LIMIT 1;
    IF closed.number IS NOT NULL THEN
        RAISE EXCEPTION 'employer % is charged for %, after its registration was cancelled', closed.number, closed.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_employer_not_charged';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER assessment_bill_not_closed AFTER INSERT ON assessment_bill
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION assessment_refuse_closed();
