-- What rests on a case, and whether the case decided it: of that matter, line and payer, done, and signed by as many natural
-- persons, on the facts that stand, as the case takes, by two at least but for an order to pay. A person is meant under any
-- record that was theirs when it was decided.
-- law    REG 4 (two lines), 37 (tiered review), 53
CREATE FUNCTION collection_line_of(_fund text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN _fund IN ('medical_employee', 'medical_resident') THEN 'hs' ELSE 'hrss' END
$$;

CREATE VIEW collection_decisions AS
SELECT 'collection_refund' AS relation, refund.id AS row_id, 'refund' AS what, refund.case_number, 'refund_' AS matter,
       collection_line_of(book.fund) AS line, coalesce(receipt.payer, said.payer) AS payer, refund.ordered_at AS decided_at,
       2 AS least_hands
  FROM collection_refund AS refund
  JOIN collection_receipt AS receipt ON receipt.id = refund.receipt_id JOIN ledger_book AS book ON book.id = receipt.book_id
  LEFT JOIN collection_attribution AS said
         ON said.receipt_id = receipt.id AND said.at <= refund.ordered_at
        AND (said.taken_back_at IS NULL OR said.taken_back_at > refund.ordered_at)
UNION ALL
SELECT 'collection_attribution', said.id, 'attribution', said.case_number, 'attribution_', collection_line_of(book.fund), said.payer,
       said.at, 2
  FROM collection_attribution AS said
  JOIN collection_receipt AS receipt ON receipt.id = said.receipt_id JOIN ledger_book AS book ON book.id = receipt.book_id
 WHERE said.case_number IS NOT NULL
UNION ALL
SELECT 'collection_attribution', said.id, 'attribution taken back', said.taken_back_case, 'end_attribution_',
       collection_line_of(book.fund), said.payer, said.taken_back_at, 2
  FROM collection_attribution AS said
  JOIN collection_receipt AS receipt ON receipt.id = said.receipt_id JOIN ledger_book AS book ON book.id = receipt.book_id
 WHERE said.taken_back_at IS NOT NULL
UNION ALL
SELECT 'collection_deferral', id, 'deferral', case_number, 'deferral_', collection_line_of(fund), employer_id, decided_at, 2
  FROM collection_deferral
UNION ALL
SELECT 'collection_deferral', id, 'end of deferral', stop_case, 'end_deferral_', collection_line_of(fund), employer_id, decided_at, 2
  FROM collection_deferral WHERE stopped_on IS NOT NULL
UNION ALL
SELECT 'collection_backpayment', id, 'back payment', case_number, 'back_payment', NULL, employer_id, decided_at, 2
  FROM collection_backpayment
UNION ALL
SELECT 'collection_enforcementstep', step.id, step.rung, step.case_number, 'enforcement_', enforcement.line,
       enforcement.employer_id, step.at, CASE step.rung WHEN 'order_to_pay' THEN 1 ELSE 2 END
  FROM collection_enforcementstep AS step JOIN collection_enforcement AS enforcement ON enforcement.id = step.enforcement_id;

CREATE FUNCTION collection_is_decided(_case text, _matter text, _line text, _payer bigint, _moment timestamptz, _least int)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1
          FROM matters_case AS its JOIN agency_office AS office ON office.id = its.office_id
         WHERE its.number = _case AND starts_with(its.matter, _matter) AND its.state = 'done'
           AND (_line IS NULL OR office.line = _line)
           AND CASE WHEN _payer IS NULL THEN its.subject = ''
                    WHEN _payer > 0 THEN its.subject_kind = 'employer' AND its.subject = (SELECT number FROM registry_employer WHERE id = _payer)
                    ELSE its.subject_kind = 'person' AND EXISTS (
                         SELECT 1 FROM registry_person AS person
                          WHERE person.number = its.subject AND registry_was_one(person.id, -_payer, _moment)) END
           AND greatest(its.hands, _least) <= (SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) FROM matters_step AS step
                              WHERE step.case_id = its.id AND step.round = its.round AND step.facts_version = its.facts_version
                                AND step.act IN ('handle', 'review', 'approve')))
$$;

CREATE FUNCTION collection_decided_by_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE rested record;
BEGIN
    SELECT * INTO rested FROM collection_decisions AS each
     WHERE each.relation = TG_TABLE_NAME AND each.row_id = NEW.id
       AND NOT collection_is_decided(each.case_number, each.matter, each.line, each.payer, each.decided_at, each.least_hands)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% of case %: not decided by it', rested.what, rested.case_number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_by_its_case';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER collection_refund_decided AFTER INSERT ON collection_refund
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_decided_by_its_case();
CREATE CONSTRAINT TRIGGER collection_attribution_decided AFTER INSERT OR UPDATE ON collection_attribution
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_decided_by_its_case();
CREATE CONSTRAINT TRIGGER collection_deferral_decided AFTER INSERT OR UPDATE ON collection_deferral
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_decided_by_its_case();
CREATE CONSTRAINT TRIGGER collection_back_payment_decided AFTER INSERT ON collection_backpayment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_decided_by_its_case();
CREATE CONSTRAINT TRIGGER collection_step_decided AFTER INSERT ON collection_enforcementstep
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_decided_by_its_case();
