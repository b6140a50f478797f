-- A bill's amounts are never changed, a settled or lapsed bill stays so, and whose, of what, where and until when it is due; lines are only
-- added.
-- law    REG 53, SIL 89 (records are not overwritten); SIL 10, 23 (whoever pays for themself owes nothing); corrections are new versions
CREATE FUNCTION assessment_refuse_bill_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'bill % is changed by a new version, not by hand', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'bill_not_changed';
END $$;
CREATE TRIGGER assessment_bill_not_changed BEFORE UPDATE ON assessment_bill FOR EACH ROW
    WHEN (OLD.total_fen IS DISTINCT FROM NEW.total_fen OR OLD.employer_fen IS DISTINCT FROM NEW.employer_fen
       OR OLD.employee_fen IS DISTINCT FROM NEW.employee_fen OR OLD.account_fen IS DISTINCT FROM NEW.account_fen
       OR OLD.employer_id IS DISTINCT FROM NEW.employer_id OR OLD.person_id IS DISTINCT FROM NEW.person_id
       OR OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.month IS DISTINCT FROM NEW.month
       OR OLD.fund IS DISTINCT FROM NEW.fund OR OLD.version IS DISTINCT FROM NEW.version
       OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.of_bill_id IS DISTINCT FROM NEW.of_bill_id
       OR OLD.due_on IS DISTINCT FROM NEW.due_on OR OLD.issued_at IS DISTINCT FROM NEW.issued_at
       OR (OLD.lapsed_on IS NOT NULL AND NEW.lapsed_on IS DISTINCT FROM OLD.lapsed_on)
       OR (OLD.settled_on IS NOT NULL AND NEW.settled_on IS DISTINCT FROM OLD.settled_on))
    EXECUTE FUNCTION assessment_refuse_bill_change();
CREATE TRIGGER assessment_bill_not_deleted BEFORE DELETE ON assessment_bill
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE INDEX assessment_line_employer ON assessment_line USING brin (employer_id) WITH (pages_per_range = 16);
CREATE SEQUENCE assessment_notice_reference;
-- Ten scrambled digits and two check digits (mod 97), so that a mistyped reference is noticed.
CREATE FUNCTION assessment_next_reference() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT 'N' || lpad(digits::text, 10, '0') || lpad((97 - (digits * 100) % 97)::text, 2, '0')
      FROM (SELECT (nextval('assessment_notice_reference')::numeric * 7368787 % 9999999967)::bigint AS digits) AS next
$$;

-- From which money a bill is paid: that of staff, of the order, or of one project, its changed cost with it.
-- twin   contributions.assessment.models.Bill.pot
CREATE FUNCTION assessment_pot(_bill bigint, _kind text, _of_bill bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE _kind WHEN 'orders' THEN 'orders' WHEN 'project' THEN 'project ' || coalesce(_of_bill, _bill) ELSE '' END
$$;
