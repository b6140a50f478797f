-- Names refunds that the channel returned and that are not booked under its number, or were withdrawn, or were booked without
-- it; payments of which more was returned than came.
SELECT format('refund of case %s: the channel returned it as %s, the books say %s', refund.case_number, asked.number,
              coalesce(nullif(refund.bank_reference, ''), 'nothing'))
  FROM checkout_channelrefund AS asked JOIN collection_refund AS refund ON refund.id = asked.refund_id
 WHERE asked.done_at IS NOT NULL AND refund.bank_reference <> asked.number
UNION ALL
SELECT format('refund of case %s: the channel returned it, and it was withdrawn', refund.case_number)
  FROM checkout_channelrefund AS asked JOIN collection_refund AS refund ON refund.id = asked.refund_id
 WHERE asked.done_at IS NOT NULL AND refund.withdrawn_at IS NOT NULL
UNION ALL
SELECT format('refund of case %s: paid without the channel the money came by', refund.case_number)
  FROM collection_refund AS refund
  JOIN collection_receipt AS receipt ON receipt.id = refund.receipt_id AND receipt.source = 'channel'
  LEFT JOIN checkout_channelrefund AS asked ON asked.refund_id = refund.id
 WHERE refund.paid_on IS NOT NULL AND asked.done_at IS NULL AND asked.refused_at IS NULL
UNION ALL
SELECT format('order %s, payment %s: %s fen were returned of %s', paid.number, paid.trade, sum(refund.amount_fen), paid.amount_fen)
  FROM checkout_channelrefund AS asked
  JOIN collection_refund AS refund ON refund.id = asked.refund_id AND asked.done_at IS NOT NULL
  JOIN (SELECT id AS order_id, number, trade, total_fen AS amount_fen FROM checkout_paymentorder
        UNION ALL SELECT order_id, number, trade, amount_fen FROM checkout_otherpayment) AS paid
    ON paid.order_id = asked.order_id AND paid.trade = asked.trade
 GROUP BY paid.number, paid.trade, paid.amount_fen HAVING sum(refund.amount_fen) > paid.amount_fen
