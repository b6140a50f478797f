-- What runs that were approved paid because of an injury: fen of lines of benefits that were granted for it, but for months
-- that were demanded back of the person; and how much of it had arrived, as banks answered by a time.
-- law    SIL 41; REG 40, 46
-- in     injury (its number), by
-- out    one row of (fen that left, fen that arrived)
SELECT injury_advanced(%(injury)s), injury_arrived(%(injury)s, %(by)s)
