-- An answer is kept under its key.
-- law    none: the same request again has one effect (design)
-- in     door, caller, key, digest, answer, at
-- out    none
-- again  refused by the key
INSERT INTO kernel_idempotencykey (door, key, caller, request_hash, answer, created_at)
VALUES (%(door)s, %(key)s, %(caller)s, %(digest)s, %(answer)s::jsonb, %(at)s::timestamptz)
