-- Whether what a run was to pay a person is on its way or has arrived: in a file, and by the last word of the bank not returned. What came
-- back weeks after it had arrived is `payments_returned_later`.
-- law    REG 40, 46
CREATE FUNCTION payments_has_left(run bigint, person bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM payments_paymentrun AS its
          JOIN payments_batch AS batch ON batch.payment_run_id = its.id
          JOIN payments_payment AS payment
            ON payment.person_id = person AND payment.month = its.month AND payment.batch_id = batch.id
          JOIN payments_left AS gone ON gone.month = payment.month AND gone.batch_id = payment.batch_id AND gone.row = payment.row
         WHERE its.id = run);
END $$;

-- Whom of a run's people such a payment is to, all at once.
CREATE FUNCTION payments_left_of(run bigint) RETURNS TABLE (person_id bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT payment.person_id
      FROM payments_paymentrun AS its
      JOIN payments_batch AS batch ON batch.payment_run_id = its.id
      JOIN payments_payment AS payment ON payment.month = its.month AND payment.batch_id = batch.id
      JOIN payments_left AS gone ON gone.month = payment.month AND gone.batch_id = payment.batch_id AND gone.row = payment.row
     WHERE its.id = run;
END $$;

-- Whether what a run pays a person stands, left or not: it was neither cancelled nor given up.
-- twin   benefits.payments.selectors.standing.lines_that_stand
-- note   what reads all the lines of a run or of a fund says the same of them together (`pay_slice.sql`, `verify_lines.sql`)
CREATE FUNCTION payments_stands(run bigint, person bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM payments_paymentrun AS its WHERE its.id = run AND its.state <> 'cancelled')
       AND NOT EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE gone.run_id = run AND gone.person_id = person);
END $$;

-- Lines of what a decision granted, but of months that had been demanded back of the person by a time.
CREATE FUNCTION payments_kept_lines(decision bigint, _by timestamptz DEFAULT 'infinity')
    RETURNS TABLE (run_id bigint, person_id bigint, fund varchar, booked_as varchar, amount_fen bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT line.paid_in, line.person_id, entitled.fund, part.booked_as, line.amount_fen
      FROM payments_entitlement AS entitled
      JOIN payments_component AS part ON part.entitlement_id = entitled.id
      JOIN payments_line AS line ON line.person_id = entitled.person_id AND line.component_id = part.id
     WHERE entitled.decision_id = decision
       AND NOT EXISTS (
           SELECT 1 FROM payments_ending AS ended
             JOIN payments_overpayment AS whole ON whole.ending_id = ended.id AND whole.found_at <= _by
             JOIN payments_overpaidmonth AS demanded ON demanded.overpayment_id = whole.id
            WHERE ended.entitlement_id = entitled.id AND (demanded.month, demanded.paid_in_id) = (line.month, line.paid_in));
END $$;

CREATE FUNCTION payments_returned_later() RETURNS TABLE (month date, batch_id bigint, row_no bigint)
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT later.month, later.batch_id, later.row
      FROM payments_returnedlater AS later
      JOIN payments_answer AS result
        ON result.month = later.month AND result.batch_id = later.batch_id AND result.row = later.row AND result.answer <> 'paid';
END $$;
