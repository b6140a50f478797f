-- Whether what a run was to pay a person is on its way or has arrived: in a file, and by the last word of the bank not returned. What came
-- back weeks after it had arrived is `payments_returned_later`; what arrived though it had been told as returned,
-- `payments_arrived_after_all`: of both the last word. Views of other rooms rest on them, so they are said anew in their place.
-- law    REG 40, 46
CREATE OR REPLACE FUNCTION payments_has_left(run bigint, person bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM payments_paymentrun AS its
          JOIN payments_batch AS batch ON batch.payment_run_id = its.id
          JOIN payments_payment AS payment
            ON payment.person_id = person AND payment.month = its.month AND payment.batch_id = batch.id
          JOIN payments_infile AS sent ON sent.month = payment.month AND sent.batch_id = payment.batch_id AND sent.row = payment.row
          LEFT JOIN payments_answer AS result
                 ON result.month = payment.month AND result.batch_id = payment.batch_id AND result.row = payment.row
         WHERE its.id = run AND coalesce(result.answer, 'paid') = 'paid');
END $$;

CREATE OR REPLACE FUNCTION payments_returned_later() RETURNS TABLE (month date, batch_id bigint, row_no bigint)
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT later.month, later.batch_id, later.row
      FROM payments_returnedlater AS later
      JOIN payments_answer AS result
        ON result.month = later.month AND result.batch_id = later.batch_id AND result.row = later.row AND result.answer <> 'paid';
END $$;

CREATE OR REPLACE FUNCTION payments_arrived_after_all() RETURNS TABLE (month date, batch_id bigint, row_no bigint)
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN QUERY SELECT put_right.month, put_right.batch_id, put_right.row
      FROM payments_arrived AS put_right
      JOIN payments_answer AS result
        ON result.month = put_right.month AND result.batch_id = put_right.batch_id AND result.row = put_right.row
       AND result.answer = 'paid';
END $$;
