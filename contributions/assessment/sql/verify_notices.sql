-- Names notices that do not ask for what their bills say, bills of another payer, month or day due than their notice,
-- and hand assessments decided without a bill.
-- A correction's notice also asks for what was open when it was written: of what is settled by now, any part may have been.
-- The month's own notice does not ask for orders, which were billed beside it.
WITH own AS (
    SELECT notice.id, notice.payer, notice.month, notice.reference, notice.total_fen, sum(bill.total_fen) AS bills_fen,
           min(bill.id) AS first_bill
      FROM assessment_notice AS notice LEFT JOIN assessment_bill AS bill ON bill.notice_id = notice.id GROUP BY notice.id
), asked AS (
    SELECT own.reference, own.bills_fen, own.total_fen - own.bills_fen AS others_fen,
           sum(earlier.total_fen) FILTER (WHERE (earlier.settled_on IS NULL AND earlier.lapsed_on IS NULL
                                                    AND earlier.kind NOT IN ('orders', 'project'))
                                               OR earlier.total_fen < 0) AS least_fen,
           sum(earlier.total_fen) FILTER (WHERE earlier.settled_on IS NULL OR earlier.total_fen > 0) AS most_fen
      FROM own
      LEFT JOIN assessment_bill AS earlier
             ON earlier.payer = own.payer AND earlier.month = own.month AND earlier.id < own.first_bill
     GROUP BY own.reference, own.bills_fen, own.total_fen
)
SELECT format('notice %s asks for %s fen beside its bills', reference, coalesce(others_fen::text, 'an amount without bills:'))
  FROM asked
 WHERE bills_fen IS NULL OR others_fen NOT BETWEEN coalesce(least_fen, 0) AND coalesce(most_fen, 0)
UNION ALL
SELECT format('bill %s is not of its notice''s payer, month or day', bill.id)
  FROM assessment_bill AS bill
  LEFT JOIN assessment_notice AS notice ON notice.id = bill.notice_id AND notice.payer = bill.payer
        AND notice.month = bill.month AND notice.due_on = bill.due_on
 WHERE notice.id IS NULL
UNION ALL
SELECT format('employer %s, %s: assessed by hand without a bill', decided.employer_id, decided.month)
  FROM assessment_handassessment AS decided
 WHERE decided.decided_at IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM assessment_bill AS bill
                    WHERE bill.employer_id = decided.employer_id AND bill.month = decided.month AND bill.kind = 'assessed')
