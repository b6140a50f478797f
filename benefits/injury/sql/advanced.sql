-- What runs that were approved paid because of an injury: fen of lines of benefits that were granted for it, but for months
-- that were demanded back of the person.
-- law    SIL 41; REG 46
-- in     injury (its number)
-- out    fen
SELECT injury_advanced(%(injury)s)
