-- What a claim promises, whoever writes: it belongs to a case about its person; who signs an assessment has signed the case in that
-- round, is not whom it is about, and all of a round signed for the same; a decision is that of its case: granted when it is done, denied
-- when it is refused, with what was assessed in that round; components come with their decision, and are those signed for.
-- law    REG 37 (tiered review), 52 (decisions in writing); regulations E: nobody changes an amount after review
CREATE FUNCTION claims_claim_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM matters_case AS its JOIN registry_person AS person ON person.number = its.subject
         WHERE its.id = NEW.case_id AND its.subject_kind = 'person' AND its.matter = NEW.scheme AND person.id = NEW.person_id) THEN
        RAISE EXCEPTION 'claim of case %: another person or benefit', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_of_its_case';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_claim_of_its_case BEFORE INSERT ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_claim_of_its_case();

CREATE FUNCTION claims_assessment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN NOT EXISTS (
             SELECT 1 FROM claims_claim AS claim
               JOIN matters_case AS its ON its.id = claim.case_id
               JOIN matters_step AS step ON step.case_id = its.id AND step.round = its.round
              WHERE claim.id = NEW.claim_id AND its.round = NEW.round AND its.decided_at IS NULL
                AND step.act IN ('handle', 'review', 'approve')
                AND agency_person_of_eyes(step.eyes) = agency_person_of_eyes(NEW.signed_eyes)) THEN 'assessment_by_a_signer'
        WHEN claims_is_own(agency_person_of_eyes(NEW.signed_eyes), (SELECT person_id FROM claims_claim WHERE id = NEW.claim_id))
             THEN 'assessment_not_of_oneself'
        WHEN EXISTS (
             SELECT 1 FROM claims_assessment AS before
              WHERE before.claim_id = NEW.claim_id AND before.round = NEW.round
                AND (before.digest, before.monthly_fen, before.once_fen, before.items)
                    IS DISTINCT FROM (NEW.digest, NEW.monthly_fen, NEW.once_fen, NEW.items)) THEN 'assessment_as_signed_before'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'assessment of claim %: %', NEW.claim_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_assessment_guard BEFORE INSERT ON claims_assessment
    FOR EACH ROW EXECUTE FUNCTION claims_assessment_guard();

CREATE FUNCTION claims_stamp_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    IF NEW.assessment_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM claims_assessment
         WHERE id = NEW.assessment_id AND claim_id = NEW.claim_id AND round = NEW.round AND is_due) THEN
        RAISE EXCEPTION 'decision of claim % rests on another assessment', NEW.claim_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_on_its_assessment';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_stamp_decision BEFORE INSERT ON claims_decision
    FOR EACH ROW EXECUTE FUNCTION claims_stamp_decision();

-- A component granted, as it is written in what is signed for.
CREATE FUNCTION claims_as_signed(_component text, _amount_fen bigint, _rhythm text, _from_month date, _before_month date)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('component', _component, 'amount_fen', _amount_fen, 'rhythm', _rhythm,
                              'from_month', to_char(_from_month::timestamp, 'YYYY-MM'),
                              'before_month', to_char(_before_month::timestamp, 'YYYY-MM'))
$$;
-- Of a decision the components granted.
CREATE FUNCTION claims_granted(_decision_id bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(claims_as_signed(component, amount_fen, rhythm, from_month, before_month)), '[]')
      FROM claims_decisionitem WHERE decision_id = _decision_id
$$;

CREATE FUNCTION claims_decision_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its record; monthly bigint; once bigint; assessed record; signed int;
BEGIN
    SELECT matters_case.state, matters_case.round, matters_case.hands, matters_case.id INTO its
      FROM matters_case JOIN claims_claim AS claim ON claim.case_id = matters_case.id
     WHERE claim.id = NEW.claim_id;
    IF (NEW.outcome, its.state, its.round) NOT IN (('granted', 'done', NEW.round), ('denied', 'refused', NEW.round)) THEN
        RAISE EXCEPTION 'decision of claim %: its case says otherwise', NEW.claim_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_of_its_case';
    END IF;
    IF NEW.outcome = 'granted' THEN
        SELECT count(DISTINCT agency_person_of_eyes(signed_eyes)) INTO signed FROM claims_assessment
         WHERE claim_id = NEW.claim_id AND round = NEW.round;
        SELECT monthly_fen, once_fen, items INTO assessed FROM claims_assessment WHERE id = NEW.assessment_id;
        SELECT coalesce(sum(amount_fen) FILTER (WHERE rhythm = 'monthly' AND from_month = first), 0),
               coalesce(sum(amount_fen) FILTER (WHERE rhythm = 'once'), 0)
          INTO monthly, once
          FROM (SELECT item.*, min(from_month) FILTER (WHERE rhythm = 'monthly') OVER () AS first
                  FROM claims_decisionitem AS item WHERE decision_id = NEW.id) AS granted;
        IF signed < its.hands THEN
            RAISE EXCEPTION 'decision of claim %: assessed by % of %', NEW.claim_id, signed, its.hands
                USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_assessed_by_enough';
        END IF;
        IF (monthly, once) IS DISTINCT FROM (assessed.monthly_fen, assessed.once_fen)
           OR NOT (claims_granted(NEW.id) @> assessed.items AND assessed.items @> claims_granted(NEW.id)) THEN
            RAISE EXCEPTION 'decision of claim %: % and % were assessed, % and % granted', NEW.claim_id,
                assessed.monthly_fen, assessed.once_fen, monthly, once
                USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_adds_up';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_decision_of_its_case AFTER INSERT ON claims_decision
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_decision_of_its_case();

CREATE FUNCTION claims_item_with_its_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_decision WHERE id = NEW.decision_id AND outcome = 'granted'
           AND transaction_id = pg_current_xact_id()::text::bigint) THEN
        RAISE EXCEPTION 'a component joins decision % later', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_with_its_decision';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM claims_decision AS decision JOIN claims_assessment AS signed ON signed.id = decision.assessment_id
         WHERE decision.id = NEW.decision_id
           AND signed.items @> jsonb_build_array(
               claims_as_signed(NEW.component, NEW.amount_fen, NEW.rhythm, NEW.from_month, NEW.before_month))) THEN
        RAISE EXCEPTION 'decision % grants %, which nobody signed for', NEW.decision_id, NEW.component
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_adds_up';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_item_with_its_decision BEFORE INSERT ON claims_decisionitem
    FOR EACH ROW EXECUTE FUNCTION claims_item_with_its_decision();
