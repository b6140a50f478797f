DROP TRIGGER payments_again_while_none_is_there ON payments_payment;
DROP FUNCTION payments_again_while_none_is_there();
DROP TRIGGER payments_arrived_repaid ON payments_arrivedrepaid;
DROP FUNCTION payments_arrived_repaid();
DROP FUNCTION payments_arrived_repaid_wrong(payments_arrivedrepaid);
DROP TRIGGER payments_arrived ON payments_arrived;
DROP FUNCTION payments_arrived();
DROP FUNCTION payments_arrived_wrong(payments_arrived);
DROP FUNCTION payments_left_undrawn(bigint, bigint);
DROP FUNCTION payments_beside_it(payments_arrived);
DROP FUNCTION payments_two_about(bigint, text, bigint);
CREATE OR REPLACE FUNCTION payments_returned_later_had_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM payments_result AS result
          JOIN payments_resultfile AS first ON first.id = result.result_file_id
          JOIN payments_resultfile AS told ON told.id = NEW.result_file_id AND told.file_id = first.file_id AND told.id <> first.id
         WHERE result.month = NEW.month AND result.batch_id = NEW.batch_id AND result.row = NEW.row AND result.answer = 'paid')
       OR NEW.answer = 'paid' THEN
        RAISE EXCEPTION 'payment % is returned later and had not arrived', NEW.row
            USING ERRCODE = 'check_violation', CONSTRAINT = 'returned_later_had_arrived';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE VIEW payments_answer AS
SELECT result.month, result.batch_id, result.row, coalesce(later.answer, result.answer) AS answer
  FROM payments_result AS result
  LEFT JOIN payments_returnedlater AS later
         ON later.month = result.month AND later.batch_id = result.batch_id AND later.row = result.row;
