-- Money is put to a bill of its own fund, region and month, and not beyond what the bill says; to bills of whoever it came from,
-- and by nobody to their own or to one of an employer they act for; a bill is settled by what was put to it and nothing else;
-- accounts are credited for settled bills, with what the bill says, at once. What a correction gives back may stay where it was.
-- law    SIL 12, 14, 64 (funds are never mixed); COLL 12; 财社〔2017〕144号 art. 41
-- again  two that put money to one bill at once wait for each other: both lock the bill
CREATE FUNCTION collection_allocations_fit_their_bills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint; broken text;
BEGIN
    SELECT fresh.id INTO bad
      FROM fresh
      JOIN assessment_bill AS bill ON bill.id = fresh.bill_id
      LEFT JOIN collection_receipt AS receipt ON receipt.id = fresh.receipt_id
      LEFT JOIN ledger_book AS book ON book.id = receipt.book_id
     WHERE fresh.month <> bill.month
        OR (receipt.id IS NOT NULL AND (book.fund <> bill.fund OR book.region_id <> bill.region_id))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'allocation % leaves its fund, region or month', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_stays_in_its_fund';
    END IF;
    SELECT put.receipt_id, put.broken INTO bad, broken
      FROM (SELECT fresh.receipt_id, CASE
                   WHEN receipt.payer IS DISTINCT FROM bill.payer
                    AND NOT collection_receipt_is_of(receipt.id, bill.payer, ((max(fresh.allocated_on) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'))
                        THEN 'money_pays_its_payer'
                   WHEN bill.person_id IS NOT NULL AND EXISTS (
                        SELECT 1 FROM agency_user AS account
                          JOIN registry_identifier AS own ON agency_person_behind(own.value_hash) = account.person_hash
                         WHERE account.id = fresh.by_id AND own.person_id = bill.person_id) THEN 'bill_not_paid_by_its_debtor'
                   WHEN bill.employer_id IS NOT NULL AND collection_acts_for(fresh.by_id, bill.employer_id, max(fresh.allocated_on))
                        THEN 'bill_not_paid_by_who_acts_for_it'
                   END AS broken
              FROM fresh
              JOIN assessment_bill AS bill ON bill.id = fresh.bill_id
              JOIN collection_receipt AS receipt ON receipt.id = fresh.receipt_id
             WHERE receipt.payer IS DISTINCT FROM bill.payer OR fresh.by_id IS NOT NULL
             GROUP BY fresh.receipt_id, receipt.id, bill.payer, bill.person_id, bill.employer_id, fresh.by_id
            HAVING sum(fresh.amount_fen) > 0) AS put
     WHERE put.broken IS NOT NULL
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'receipt %: %', bad, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    PERFORM 1 FROM assessment_bill WHERE id IN (SELECT bill_id FROM fresh) ORDER BY id FOR NO KEY UPDATE;
    SELECT bill.id INTO bad
      FROM (SELECT DISTINCT bill_id FROM fresh) AS touched
      JOIN assessment_bill AS bill ON bill.id = touched.bill_id
     CROSS JOIN LATERAL (SELECT sum(amount_fen) AS put_fen FROM collection_allocation WHERE bill_id = bill.id) AS allocated
     WHERE allocated.put_fen NOT BETWEEN least(bill.total_fen, 0) AND greatest(bill.total_fen, 0)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'more is put to bill % than it says', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_within_its_bill';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER collection_allocations_fit_their_bills AFTER INSERT ON collection_allocation
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION collection_allocations_fit_their_bills();

CREATE FUNCTION collection_bills_are_settled_by_money() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint;
BEGIN
    SELECT bill.id INTO bad
      FROM fresh AS bill JOIN stale ON stale.id = bill.id
     WHERE stale.settled_on IS NULL AND bill.settled_on IS NOT NULL
       AND bill.total_fen <> coalesce((SELECT sum(amount_fen) FROM collection_allocation WHERE bill_id = bill.id), 0)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'bill % is not covered', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bill_settled_by_money';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER collection_bills_are_settled_by_money AFTER UPDATE ON assessment_bill
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION collection_bills_are_settled_by_money();

CREATE FUNCTION collection_bill_is_born_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'bill % is settled before anything was put to it', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'bill_settled_by_money';
END $$;
CREATE TRIGGER collection_bill_is_born_open BEFORE INSERT ON assessment_bill FOR EACH ROW
    WHEN (NEW.settled_on IS NOT NULL) EXECUTE FUNCTION collection_bill_is_born_open();

CREATE FUNCTION collection_credits_are_paid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint;
BEGIN
    SELECT credited.bill_id INTO bad
      FROM (SELECT bill_id, sum(amount_fen) AS amount_fen FROM fresh GROUP BY bill_id) AS credited
      LEFT JOIN assessment_bill AS bill ON bill.id = credited.bill_id
     WHERE bill.settled_on IS NULL OR bill.account_fen <> credited.amount_fen
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'accounts are credited for bill % with what was not paid', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_is_paid';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER collection_credits_are_paid AFTER INSERT ON accounts_credit
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION collection_credits_are_paid();
