-- Whether a natural person acts for an institution on the day of a moment, by whichever account.
-- law    REG 37 (nobody decides on what is their own)
-- in     the person as accounts know them, institution, when
-- out    boolean
CREATE FUNCTION providers_acts_for(_person bytea, _institution bigint, _at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM providers_institution AS its
          JOIN registry_delegate AS acting ON acting.employer_id = its.employer_id
          JOIN agency_user AS delegate ON delegate.id = acting.user_id
         WHERE its.id = _institution AND agency_person_behind(delegate.person_hash) = agency_person_behind(_person) AND _person <> ''::bytea
           AND acting.starts_on <= (_at AT TIME ZONE 'Asia/Shanghai')::date
           AND (acting.ends_before IS NULL OR (_at AT TIME ZONE 'Asia/Shanghai')::date < acting.ends_before))
$$;

-- An agreement is signed, and a measure decided, by nobody who acts for the institution.
CREATE FUNCTION providers_not_of_oneself() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb := to_jsonb(NEW);
BEGIN
    IF providers_acts_for(agency_person_of_eyes(told ->> (TG_ARGV[0] || '_eyes')), NEW.institution_id,
                          (told ->> (TG_ARGV[0] || '_at'))::timestamptz) THEN
        RAISE EXCEPTION 'institution % is decided about by who acts for it', NEW.institution_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'institution_not_of_oneself';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_agreement_not_of_oneself BEFORE UPDATE ON providers_agreement
    FOR EACH ROW EXECUTE FUNCTION providers_not_of_oneself('signed');
CREATE TRIGGER providers_measure_not_of_oneself BEFORE UPDATE ON providers_measure
    FOR EACH ROW EXECUTE FUNCTION providers_not_of_oneself('decided');

-- Credentials stay those of their institution, and what was revoked stays revoked.
CREATE FUNCTION providers_client_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
       OR to_jsonb(NEW) - 'revoked_at' <> to_jsonb(OLD) - 'revoked_at' THEN
        RAISE EXCEPTION 'credentials % stay', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'client_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_client_course BEFORE UPDATE OR DELETE ON providers_providerclient
    FOR EACH ROW EXECUTE FUNCTION providers_client_course();
