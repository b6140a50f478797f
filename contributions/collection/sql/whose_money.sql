-- Money pays bills and late fees of whoever it came from. A receipt that names nobody is said to be somebody's, one payer's at a
-- time: by a case of that payer (`decisions.sql`), or because the payer's own code was told with it; and never by who acts for
-- the employer it is given to. What was said stands; it is taken back by a case as long as the money was put nowhere since.
-- law    REG 37 (tiered review), 53; COLL 12; 财社〔2017〕144号 art. 39
CREATE FUNCTION collection_receipt_is_of(_receipt bigint, _payer bigint, _moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_or(its.payer = _payer OR its.payer < 0 AND _payer < 0 AND registry_was_one(-its.payer, -_payer, _moment)), false)
      FROM (SELECT coalesce(receipt.payer, attribution.payer) AS payer
              FROM collection_receipt AS receipt LEFT JOIN collection_attribution AS attribution ON attribution.receipt_id = receipt.id
               AND attribution.taken_back_at IS NULL
             WHERE receipt.id = _receipt) AS its
$$;

-- Whether the natural person behind an account acts for an employer on a day, by whichever account of theirs.
CREATE FUNCTION collection_acts_for(_user bigint, _employer bigint, _on date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM registry_delegate AS acting JOIN agency_user AS delegate ON delegate.id = acting.user_id
          JOIN agency_user AS account ON account.person_hash = delegate.person_hash
         WHERE account.id = _user AND acting.employer_id = _employer
           AND acting.starts_on <= _on AND coalesce(acting.ends_before > _on, true))
$$;

CREATE FUNCTION collection_attribution_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; its record; ending text[] := ARRAY['taken_back_case', 'taken_back_by_id', 'taken_back_at', 'payer'];
BEGIN
    SELECT receipt.payer, receipt.payer_code, payer.code_hash INTO its
      FROM collection_receipt AS receipt LEFT JOIN collection_personpayer AS payer ON payer.id = receipt.person_payer_id
     WHERE receipt.id = NEW.receipt_id FOR UPDATE OF receipt;
    IF TG_OP = 'INSERT' THEN
        broken := CASE
            WHEN its.payer IS NOT NULL THEN 'attribution_of_the_nameless'
            WHEN NEW.taken_back_at IS NOT NULL THEN 'attribution_begins_standing'
            WHEN NEW.case_number IS NULL AND NOT (
                 EXISTS (SELECT 1 FROM registry_employer WHERE id = NEW.employer_id AND credit_code <> '' AND credit_code = upper(its.payer_code))
                 OR EXISTS (SELECT 1 FROM registry_identifier WHERE person_id = NEW.person_id AND value_hash = its.code_hash))
                 THEN 'attribution_by_its_code'
            WHEN collection_acts_for(NEW.by_id, NEW.employer_id, (NEW.at AT TIME ZONE 'Asia/Shanghai')::date)
                 OR EXISTS (
                 SELECT 1 FROM matters_case AS case_of_it
                   JOIN matters_step AS step ON step.case_id = case_of_it.id AND step.round = case_of_it.round
                  WHERE case_of_it.number = NEW.case_number AND step.act IN ('handle', 'review', 'approve')
                    AND collection_acts_for(step.by_id, NEW.employer_id, (NEW.at AT TIME ZONE 'Asia/Shanghai')::date))
                 THEN 'attribution_not_by_who_acts_for_it'
        END;
    ELSE
        broken := CASE
            WHEN OLD.taken_back_at IS NOT NULL OR (to_jsonb(NEW) - ending) IS DISTINCT FROM (to_jsonb(OLD) - ending)
                 THEN 'attribution_stands'
            WHEN (SELECT sum(amount_fen) FROM collection_allocation WHERE receipt_id = NEW.receipt_id) > 0
              OR (SELECT sum(amount_fen) FROM collection_feepayment WHERE receipt_id = NEW.receipt_id) > 0
              OR EXISTS (SELECT 1 FROM collection_refund
                          WHERE receipt_id = NEW.receipt_id AND withdrawn_at IS NULL AND ordered_at >= NEW.at)
                 THEN 'attribution_not_used'
        END;
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'receipt %: %', NEW.receipt_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_attribution_guard BEFORE INSERT OR UPDATE ON collection_attribution
    FOR EACH ROW EXECUTE FUNCTION collection_attribution_guard();
CREATE TRIGGER collection_attribution_not_deleted BEFORE DELETE ON collection_attribution
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
