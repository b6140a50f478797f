-- What was answered to a key of a caller at a door.
-- in     door, caller, key
-- out    at most one row: request_hash, answer
SELECT request_hash, answer FROM kernel_idempotencykey WHERE door = %(door)s AND caller = %(caller)s AND key = %(key)s
