-- A phone opens an account by a code. It is changed by a case of that person alone, which two people signed where there is
-- an account already; and who changed it alone is not who lets the account be opened. Only the case by which a person was
-- registered at the counter says that they told of it themselves, and of nobody else.
-- law    REG 29, 37 (tiered review)
CREATE FUNCTION registry_phone_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its record;
BEGIN
    SELECT matter, state, hands, subject, decided_at INTO its FROM matters_case WHERE id = NEW.phone_case_id;
    IF NEW.phone_case_id IS NOT DISTINCT FROM OLD.phone_case_id
       OR (its.matter, its.state, its.subject) IS DISTINCT FROM ('person_phone', 'done', NEW.number) THEN
        RAISE EXCEPTION 'person %: the phone is changed by no case', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'phone_by_a_case';
    END IF;
    IF its.hands < 2 AND EXISTS (
        SELECT 1 FROM registry_citizentie AS tie
         WHERE tie.tied_at < its.decided_at AND registry_was_one(tie.person_id, NEW.id, its.decided_at)) THEN
        RAISE EXCEPTION 'person %: a phone that opens an account is changed by two people', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'phone_of_an_account_by_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registry_phone_guard AFTER UPDATE OF phone_hash, phone_case_id ON registry_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.phone_hash IS DISTINCT FROM NEW.phone_hash OR OLD.phone_case_id IS DISTINCT FROM NEW.phone_case_id)
    EXECUTE FUNCTION registry_phone_guard();

CREATE FUNCTION registry_first_phone_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM matters_case
         WHERE id = NEW.phone_case_id AND (matter, state) = ('person_registration', 'done') AND decided_at = NEW.registered_at)
       OR EXISTS (SELECT 1 FROM registry_person WHERE phone_case_id = NEW.phone_case_id AND id <> NEW.id) THEN
        RAISE EXCEPTION 'person %: registered by no such case', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'first_phone_by_their_registration';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registry_first_phone_guard AFTER INSERT ON registry_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.phone_case_id IS NOT NULL)
    EXECUTE FUNCTION registry_first_phone_guard();

-- Natural persons who signed a case, in its last round.
CREATE FUNCTION registry_signers(its_case bigint) RETURNS bytea[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT agency_person_of_eyes(step.eyes))
      FROM matters_step AS step JOIN matters_case AS its ON its.id = step.case_id AND its.round = step.round
     WHERE step.case_id = its_case AND step.act IN ('handle', 'review', 'approve')
$$;

CREATE FUNCTION registry_activation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT registry_signers(its.id) FROM registry_person AS person JOIN matters_case AS its ON its.id = person.phone_case_id
         WHERE person.id = NEW.person_id AND its.matter = 'person_phone')
       = ARRAY[(SELECT person_hash FROM agency_user WHERE id = NEW.granted_by_id)] THEN
        RAISE EXCEPTION 'activation of person %: its phone was changed by the same hand', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'activation_by_another_hand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER registry_activation_guard BEFORE INSERT ON registry_activation
    FOR EACH ROW EXECUTE FUNCTION registry_activation_guard();
