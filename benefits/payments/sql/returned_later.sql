-- What a bank said had arrived and returned weeks later: a second word, once, of the file that took it. The last word counts everywhere
-- (`payments_answer`): that of two people, too, who put right what had arrived after all (`arrived.sql`).
-- law    REG 40 (what comes back is booked), 46
CREATE VIEW payments_answer AS
SELECT result.month, result.batch_id, result.row,
       CASE WHEN put_right.id IS NOT NULL AND (later.row IS NULL OR put_right.decided_at >= told.imported_at) THEN 'paid'::varchar(16)
            ELSE coalesce(later.answer, result.answer) END AS answer
  FROM payments_result AS result
  LEFT JOIN payments_returnedlater AS later
         ON later.month = result.month AND later.batch_id = result.batch_id AND later.row = result.row
  LEFT JOIN payments_resultfile AS told ON told.id = later.result_file_id
  LEFT JOIN payments_arrived AS put_right
         ON put_right.month = result.month AND put_right.batch_id = result.batch_id AND put_right.row = result.row
        AND put_right.undue_fen = 0;

CREATE FUNCTION payments_returned_later_had_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM payments_result AS result
          JOIN payments_resultfile AS first ON first.id = result.result_file_id
          JOIN payments_resultfile AS told ON told.id = NEW.result_file_id AND told.file_id = first.file_id AND told.id <> first.id
          LEFT JOIN payments_arrived AS put_right
                 ON put_right.month = result.month AND put_right.batch_id = result.batch_id AND put_right.row = result.row
                AND put_right.undue_fen = 0
         WHERE result.month = NEW.month AND result.batch_id = NEW.batch_id AND result.row = NEW.row
           AND (result.answer = 'paid' OR put_right.id IS NOT NULL))
       OR NEW.answer = 'paid' THEN
        RAISE EXCEPTION 'payment % is returned later and had not arrived', NEW.row
            USING ERRCODE = 'check_violation', CONSTRAINT = 'returned_later_had_arrived';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_returned_later_had_arrived BEFORE INSERT ON payments_returnedlater
    FOR EACH ROW EXECUTE FUNCTION payments_returned_later_had_arrived();
