-- What temporary accounts promise, whoever writes: a transfer that leaves a place with one gathers it, and no other; none
-- leads to such a place; which account it gathers stays, and so does its interest once answered. Where the household is,
-- no account is temporary: a household that moves on the way is seen when the transfer is prepared, and answered.
-- law    国办发〔2009〕66号 art. 5
-- twin   contributions.transfers.selectors.temporary.temporary_at, contributions.transfers.actions.answering
CREATE FUNCTION transfers_temporary() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    _home text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.temporary_id IS DISTINCT FROM NEW.temporary_id
           OR OLD.state IN ('answered', 'in_transit')
              AND (OLD.pooled_interest_fen, OLD.pooled_year_interest_fen)
                  IS DISTINCT FROM (NEW.pooled_interest_fen, NEW.pooled_year_interest_fen) THEN
            RAISE EXCEPTION 'transfer % says something else than before', NEW.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_stays';
        END IF;
        IF NEW.state = OLD.state OR NEW.state NOT IN ('prepared', 'answered') THEN
            RETURN NEW;
        END IF;
    END IF;
    IF NEW.insurance <> 'pension_employee' OR NEW.to_insurance <> 'pension_employee' THEN
        RETURN NEW;
    END IF;
    SELECT household.path INTO _home
      FROM registry_person AS person JOIN agency_region AS household ON household.code = person.household_id
     WHERE person.id = NEW.person_id;
    IF NEW.temporary_id IS DISTINCT FROM (
        SELECT account.id
          FROM transfers_temporaryaccount AS account JOIN agency_region AS place ON place.code = account.region_id
         WHERE account.person_id = NEW.person_id AND account.region_id = NEW.from_region_id
           AND NOT starts_with(coalesce(_home, ''), place.path)) THEN
        RAISE EXCEPTION 'transfer %: whether it gathers a temporary account is not what stands at its place', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_gathers_what_is_there';
    END IF;
    IF EXISTS (
        SELECT 1
          FROM transfers_temporaryaccount AS account JOIN agency_region AS place ON place.code = account.region_id
         WHERE account.person_id = NEW.person_id AND account.region_id = NEW.to_region_id
           AND NOT starts_with(coalesce(_home, ''), place.path)) THEN
        RAISE EXCEPTION 'transfer %: it leads to a place with a temporary account', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_not_to_a_temporary_account';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfers_temporary BEFORE INSERT OR UPDATE ON transfers_transfer
    FOR EACH ROW EXECUTE FUNCTION transfers_temporary();
