-- Names messages that carry a letter about somebody else than a person or employer the recipient may ask for.
SELECT format('message %s to %s carries a letter about %s', message.id, message.recipient, issued.subject)
  FROM letters_message AS message
  JOIN letters_issued AS issued ON issued.id = message.issued_id
 WHERE message.recipient_kind = 'person' AND issued.subject_kind = 'person' AND message.recipient <> issued.subject
