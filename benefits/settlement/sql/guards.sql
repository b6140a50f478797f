-- What direct settlement promises, whoever writes: a stay is opened under an agreement that covers its insurance, in force on its day and
-- on the day it is told, for care that such an institution gives; nobody, under whatever record, lies in two hospitals on one day;
-- what is taken back is a settlement of the same stay with every amount's other sign, once, and only while nothing later of its person,
-- under whatever record, in its scheme and year, or of its stay, stands; a settlement is its lines and what personal accounts paid of it,
-- and the year's totals move with it.
-- law    SIL 28–29; REG 40
-- All records of a natural person.
CREATE FUNCTION settlement_records_of(_person_id bigint) RETURNS SETOF bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY
        SELECT _person_id
         UNION
        SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
         WHERE own.person_id = _person_id;
END $$;

CREATE FUNCTION settlement_stay_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM providers_agreement AS its
          JOIN providers_agreementscope AS covered ON covered.agreement_id = its.id AND covered.insurance = NEW.insurance
         WHERE its.id = NEW.agreement_id AND its.institution_id = NEW.institution_id AND its.signed_at IS NOT NULL
           AND NEW.admitted_on >= its.starts_on AND NEW.admitted_on < its.ends_before) THEN
        RAISE EXCEPTION 'stay % is opened under no agreement', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stay_under_an_agreement';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM providers_agreement AS its
          JOIN providers_agreementscope AS covered ON covered.agreement_id = its.id AND covered.insurance = NEW.insurance
         WHERE its.institution_id = NEW.institution_id AND its.signed_at IS NOT NULL
           AND (NEW.opened_at AT TIME ZONE 'Asia/Shanghai')::date >= its.starts_on
           AND (NEW.opened_at AT TIME ZONE 'Asia/Shanghai')::date < its.ends_before) THEN
        RAISE EXCEPTION 'stay % is told after the agreement', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stay_under_an_agreement';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM providers_institution AS its
         WHERE its.id = NEW.institution_id
           AND (its.kind IN ('hospital', 'community') OR its.kind = 'pharmacy' AND NEW.care = 'outpatient')) THEN
        RAISE EXCEPTION 'stay % is of care that its institution does not give', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stay_of_their_care';
    END IF;
    IF NEW.care = 'inpatient' AND EXISTS (
        SELECT 1 FROM settlement_stay AS other
         WHERE other.person_id IN (SELECT settlement_records_of(NEW.person_id)) AND other.care = 'inpatient'
           AND other.admitted_on <= NEW.admitted_on
           AND NOT EXISTS (SELECT 1 FROM settlement_withdrawal WHERE stay_id = other.id)
           AND NOT EXISTS (
               SELECT 1 FROM settlement_settlement AS ended
                WHERE ended.stay_id = other.id AND ended.is_last AND ended.until <= NEW.admitted_on AND ended.reverses_id IS NULL
                  AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = ended.id))) THEN
        RAISE EXCEPTION 'stay % begins on a day in another', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stay_in_one_hospital';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_stay_agreed BEFORE INSERT ON settlement_stay
    FOR EACH ROW EXECUTE FUNCTION settlement_stay_agreed();

CREATE FUNCTION settlement_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE own settlement_settlement; its settlement_stay;
BEGIN
    SELECT * INTO its FROM settlement_stay WHERE id = NEW.stay_id;
    IF (its.institution_id, its.person_id, its.region_id, its.fund, its.scheme)
       IS DISTINCT FROM (NEW.institution_id, NEW.person_id, NEW.region_id, NEW.fund, NEW.scheme)
       OR NEW.month <> date_trunc('month', NEW.settled_on)
       OR NOT EXISTS (SELECT 1 FROM settlement_presettlement WHERE id = NEW.shown_id AND stay_id = NEW.stay_id) THEN
        RAISE EXCEPTION 'settlement % is not of its stay', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_of_its_stay';
    END IF;
    IF NEW.reverses_id IS NULL THEN
        IF EXISTS (SELECT 1 FROM settlement_withdrawal WHERE stay_id = NEW.stay_id) THEN
            RAISE EXCEPTION 'stay % was withdrawn', its.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_of_its_stay';
        END IF;
        IF its.care = 'inpatient' AND EXISTS (
            SELECT 1 FROM settlement_stay AS other
              JOIN settlement_settlement AS billed ON billed.stay_id = other.id AND billed.reverses_id IS NULL
             WHERE other.person_id IN (SELECT settlement_records_of(its.person_id)) AND other.id <> its.id AND other.care = 'inpatient'
               AND other.admitted_on < NEW.until AND billed.until > its.admitted_on
               AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = billed.id)) THEN
            RAISE EXCEPTION 'settlement % is of days in another hospital', NEW.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_in_one_hospital';
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO own FROM settlement_settlement WHERE id = NEW.reverses_id;
    IF own.reverses_id IS NOT NULL OR own.stay_id <> NEW.stay_id OR own.year <> NEW.year OR own.shown_id <> NEW.shown_id
       OR (own.charged_fen, own.out_of_scope_fen, own.deductible_fen, own.pool_fen, own.large_fen, own.major_fen, own.own_in_scope_fen,
           own.adds_stays, own.adds_inpatient_scope_fen, own.adds_outpatient_scope_fen, own.adds_pool_fen, own.adds_outpatient_pool_fen,
           own.adds_large_fen, own.adds_residual_fen, own.adds_major_fen, own.account_fen)
       IS DISTINCT FROM
          (-NEW.charged_fen, -NEW.out_of_scope_fen, -NEW.deductible_fen, -NEW.pool_fen, -NEW.large_fen, -NEW.major_fen,
           -NEW.own_in_scope_fen, -NEW.adds_stays, -NEW.adds_inpatient_scope_fen, -NEW.adds_outpatient_scope_fen, -NEW.adds_pool_fen,
           -NEW.adds_outpatient_pool_fen, -NEW.adds_large_fen, -NEW.adds_residual_fen, -NEW.adds_major_fen, -NEW.account_fen) THEN
        RAISE EXCEPTION 'settlement % does not take % back', NEW.number, own.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_takes_all_back';
    END IF;
    IF EXISTS (
        SELECT 1 FROM settlement_settlement AS later
         WHERE later.id > own.id AND later.reverses_id IS NULL
           AND (later.stay_id = own.stay_id
                OR later.person_id = ANY(array(SELECT settlement_records_of(own.person_id)))
                   AND later.year = own.year AND later.scheme = own.scheme)
           AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = later.id)) THEN
        RAISE EXCEPTION 'settlement % is not the last that stands', own.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_last_first';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_taken_back BEFORE INSERT ON settlement_settlement
    FOR EACH ROW EXECUTE FUNCTION settlement_taken_back();

CREATE FUNCTION settlement_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM settlement_settlement AS its
         WHERE its.stay_id = NEW.stay_id AND its.reverses_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = its.id)) THEN
        RAISE EXCEPTION 'stay % has settlements that stand', NEW.stay_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'withdrawal_settles_nothing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_withdrawn BEFORE INSERT ON settlement_withdrawal
    FOR EACH ROW EXECUTE FUNCTION settlement_withdrawn();

-- note   what personal accounts paid has the settlement's number in its key; ";" is the byte after ":", and the range is read by an index
CREATE FUNCTION settlement_is_its_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT (count(*), coalesce(sum(charged_fen), 0), coalesce(sum(over_limit_fen + excluded_fen + advance_fen), 0))
          FROM settlement_line WHERE person_id = NEW.person_id AND month = NEW.month AND settlement_id = NEW.id)
       <> (NEW.lines::bigint, NEW.charged_fen::numeric, NEW.out_of_scope_fen::numeric) THEN
        RAISE EXCEPTION 'settlement % is not its lines', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_is_its_lines';
    END IF;
    IF NEW.account_fen <> 0 AND NEW.account_fen IS DISTINCT FROM (
        SELECT sum(amount_fen) FROM accounts_payment
         WHERE key ~>=~ format('settlement:%s:', NEW.number) AND key ~<~ format('settlement:%s;', NEW.number)) THEN
        RAISE EXCEPTION 'settlement % is not what personal accounts paid', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'settlement_of_its_accounts';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_is_its_lines AFTER INSERT ON settlement_settlement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_is_its_lines();

-- Lines come with their settlement: it has as many as it says, and none is added afterwards.
CREATE FUNCTION settlement_line_with_its_bill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT settlement_id, person_id, month FROM fresh) AS told
          LEFT JOIN settlement_settlement AS its
                 ON its.id = told.settlement_id AND its.person_id = told.person_id AND its.month = told.month
         WHERE its.id IS NULL
            OR its.lines < (SELECT count(*) FROM settlement_line AS line
                             WHERE line.person_id = told.person_id AND line.month = told.month
                               AND line.settlement_id = told.settlement_id)) THEN
        RAISE EXCEPTION 'lines of no settlement, or of one that stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_with_its_settlement';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER settlement_line_with_its_bill AFTER INSERT ON settlement_line
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION settlement_line_with_its_bill();

-- A year is moved by the settlement that adds to it, in one transaction, and by nothing else.
CREATE FUNCTION settlement_year_is_its_bills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told settlement_yeartotal := coalesce(NEW, OLD); its settlement_yeartotal;
BEGIN
    SELECT * INTO its FROM settlement_yeartotal WHERE person_id = told.person_id AND year = told.year AND scheme = told.scheme;
    IF TG_OP = 'UPDATE' AND (NEW.person_id, NEW.year, NEW.scheme) IS DISTINCT FROM (OLD.person_id, OLD.year, OLD.scheme)
       OR (SELECT (coalesce(sum(adds_stays), 0), coalesce(sum(adds_inpatient_scope_fen), 0), coalesce(sum(adds_outpatient_scope_fen), 0),
                   coalesce(sum(adds_pool_fen), 0), coalesce(sum(adds_outpatient_pool_fen), 0), coalesce(sum(adds_large_fen), 0),
                   coalesce(sum(adds_residual_fen), 0), coalesce(sum(adds_major_fen), 0))
             FROM settlement_settlement WHERE person_id = told.person_id AND year = told.year AND scheme = told.scheme)
          IS DISTINCT FROM
          (coalesce(its.stays, 0)::bigint, coalesce(its.inpatient_scope_fen, 0)::numeric, coalesce(its.outpatient_scope_fen, 0)::numeric,
           coalesce(its.pool_fen, 0)::numeric, coalesce(its.outpatient_pool_fen, 0)::numeric, coalesce(its.large_fen, 0)::numeric,
           coalesce(its.residual_fen, 0)::numeric, coalesce(its.major_fen, 0)::numeric) THEN
        RAISE EXCEPTION 'year % of person % is not its settlements', told.year, told.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'year_is_its_settlements';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_year_is_its_bills AFTER UPDATE OR DELETE ON settlement_yeartotal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_year_is_its_bills();
