-- Names orders that do not ask for what their items say, that were paid without the channel's word or with another amount,
-- or whose receipts are not what they say; receipts of the channel without an order; what came beside an order and was not
-- kept, or is not what was taken in; payments said to be of two orders; what the channel says was paid and nobody could place,
-- until two people said what became of it.
WITH items AS (
    SELECT order_id, sum(amount_fen) AS amount_fen FROM checkout_orderitem GROUP BY order_id
), wanted AS (
    SELECT format('%s-%s', booked.number, to_char(item.month, 'YYYY-MM')) AS external_id, book.id AS book_id, item.amount_fen
      FROM checkout_paymentorder AS booked
      JOIN checkout_orderitem AS item ON item.order_id = booked.id
      JOIN ledger_book AS book ON book.fund = item.fund AND book.region_id = booked.region_id
     WHERE booked.state = 'booked'
), arrived AS (
    SELECT split_part(external_id, '-', 1) AS number, external_id, book_id, amount_fen
      FROM collection_receipt WHERE source = 'channel'
), taken AS (
    SELECT * FROM arrived WHERE NOT EXISTS (SELECT 1 FROM checkout_otherpayment AS other WHERE other.number = arrived.number)
), beside AS (
    SELECT number, sum(amount_fen) AS amount_fen FROM arrived GROUP BY number
)
SELECT format('order %s asks for %s fen, its items for %s', asked.number, asked.total_fen, coalesce(items.amount_fen, 0))
  FROM checkout_paymentorder AS asked LEFT JOIN items ON items.order_id = asked.id
 WHERE asked.total_fen <> coalesce(items.amount_fen, 0)
UNION ALL
SELECT format('order %s is paid and no message of the channel says so', paid.number)
  FROM checkout_paymentorder AS paid
 WHERE paid.state IN ('paid', 'booked')
   AND NOT EXISTS (SELECT 1 FROM checkout_callback AS said
                    WHERE said.order_id = paid.id AND said.verdict = 'accepted' AND said.trade = paid.trade
                      AND said.amount_fen = paid.total_fen)
UNION ALL
SELECT format('receipt %s: %s fen taken in, the order says %s', coalesce(taken.external_id, wanted.external_id),
              coalesce(taken.amount_fen, 0), coalesce(wanted.amount_fen, 0))
  FROM taken FULL JOIN wanted ON wanted.external_id = taken.external_id AND wanted.book_id = taken.book_id
 WHERE taken.amount_fen IS DISTINCT FROM wanted.amount_fen
UNION ALL
SELECT format('payment %s beside its order: %s fen came, %s are taken in', other.number, other.amount_fen,
              coalesce(beside.amount_fen, 0))
  FROM checkout_otherpayment AS other LEFT JOIN beside ON beside.number = other.number
 WHERE coalesce(beside.amount_fen, 0) <> CASE WHEN other.booked_at IS NULL THEN 0 ELSE other.amount_fen END
UNION ALL
SELECT format('message %s: %s fen came beside order %s and are not kept so', said.id, said.amount_fen, said.number)
  FROM checkout_callback AS said
 WHERE said.verdict IN ('paid_twice', 'amount_differs')
   AND NOT EXISTS (SELECT 1 FROM checkout_otherpayment AS other
                    WHERE other.order_id = said.order_id AND other.trade = said.trade AND other.amount_fen = said.amount_fen)
UNION ALL
SELECT format('payment %s of %s is said to be of %s orders', told.trade, told.channel, count(*))
  FROM (SELECT channel, trade FROM checkout_paymentorder WHERE trade <> ''
        UNION ALL SELECT its.channel, other.trade
          FROM checkout_otherpayment AS other JOIN checkout_paymentorder AS its ON its.id = other.order_id) AS told
 GROUP BY told.channel, told.trade HAVING count(*) > 1
UNION ALL
SELECT format('message %s: %s fen were paid for %s, and went nowhere', said.id, said.amount_fen, said.number)
  FROM checkout_callback AS said
 WHERE said.verdict IN ('unknown_order', 'contradicts')
   AND NOT EXISTS (SELECT 1 FROM checkout_strayend AS looked
                     JOIN agency_user AS finder ON finder.id = looked.by_id
                     JOIN checkout_strayconfirmation AS confirmed ON confirmed.end_id = looked.id
                     JOIN agency_user AS other ON other.id = confirmed.by_id AND other.person_hash <> finder.person_hash
                    WHERE looked.channel = said.channel AND looked.number = said.number AND looked.trade = said.trade
                      AND looked.amount_fen = said.amount_fen)
