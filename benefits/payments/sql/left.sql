-- What has left: payments that are on their way or have arrived, in a file and by the last word of the bank (`payments_answer`) not
-- returned. Whoever asks whether something was paid asks this: of a person by `payments_has_left`, of a run by `payments_left_of`.
-- law    REG 40, 46
CREATE VIEW payments_left AS
SELECT sent.month, sent.batch_id, sent.row
  FROM payments_infile AS sent
  LEFT JOIN payments_answer AS result
         ON result.month = sent.month AND result.batch_id = sent.batch_id AND result.row = sent.row
 WHERE coalesce(result.answer, 'paid') = 'paid';
