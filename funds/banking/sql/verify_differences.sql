-- Names proofs that differ without an open difference, open ones that are not what their proof differs by, and closed ones
-- without a word.
SELECT format('proof %s of book %s, %s: differs by %s fen, %s stand open', proof.check_code, proof.book_id, proof.month,
              proof.left_fen - proof.right_fen, coalesce(standing.amount_fen, 0))
  FROM banking_proof AS proof
  LEFT JOIN banking_difference AS standing ON standing.proof_id = proof.id AND standing.closed_at IS NULL
 WHERE proof.left_fen - proof.right_fen <> coalesce(standing.amount_fen, 0) OR standing.amount_fen = 0
UNION ALL
SELECT format('difference %s was closed without a word', closed.id)
  FROM banking_difference AS closed WHERE closed.closed_at IS NOT NULL AND closed.note = ''
