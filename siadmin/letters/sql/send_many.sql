-- Put one message into the boxes of many.
-- law    REG 74; IMPL 17 (once a year to everybody)
-- in     code, issued at, rows as JSON: kind, number, key, params, route, arguments, issued
-- out    one message a row
-- again  adds nothing for rows that carry a key: the key is used once for each recipient
INSERT INTO letters_message (recipient_kind, recipient, code, key, params, route, arguments, issued_id, sent_at)
SELECT one.kind, one.number, %(code)s, one.key, one.params, one.route, one.arguments, one.issued, %(at)s
  FROM jsonb_to_recordset(%(rows)s::jsonb) AS one
       (kind text, number text, key text, params jsonb, route text, arguments jsonb, issued bigint)
    ON CONFLICT DO NOTHING
RETURNING id
