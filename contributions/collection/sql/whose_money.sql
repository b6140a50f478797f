-- Money pays bills of whoever it came from. A receipt that names nobody is said to be somebody's once: by a case of that payer
-- (`decisions.sql`), or because the payer's own code was told with it.
-- law    REG 37 (tiered review), 53; COLL 12; 财社〔2017〕144号 art. 39
CREATE FUNCTION collection_receipt_is_of(_receipt bigint, _payer bigint, _moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_or(its.payer = _payer OR its.payer < 0 AND _payer < 0 AND registry_was_one(-its.payer, -_payer, _moment)), false)
      FROM (SELECT coalesce(receipt.payer, attribution.payer) AS payer
              FROM collection_receipt AS receipt LEFT JOIN collection_attribution AS attribution ON attribution.receipt_id = receipt.id
             WHERE receipt.id = _receipt) AS its
$$;

CREATE FUNCTION collection_attribution_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; its record;
BEGIN
    SELECT receipt.payer, receipt.payer_code, payer.code_hash INTO its
      FROM collection_receipt AS receipt LEFT JOIN collection_personpayer AS payer ON payer.id = receipt.person_payer_id
     WHERE receipt.id = NEW.receipt_id FOR UPDATE OF receipt;
    broken := CASE
        WHEN its.payer IS NOT NULL THEN 'attribution_of_the_nameless'
        WHEN NEW.case_number IS NULL AND NOT (
             EXISTS (SELECT 1 FROM registry_employer WHERE id = NEW.employer_id AND credit_code <> '' AND credit_code = upper(its.payer_code))
             OR EXISTS (SELECT 1 FROM registry_identifier WHERE person_id = NEW.person_id AND value_hash = its.code_hash))
             THEN 'attribution_by_its_code'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'receipt %: %', NEW.receipt_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_attribution_guard BEFORE INSERT ON collection_attribution
    FOR EACH ROW EXECUTE FUNCTION collection_attribution_guard();
