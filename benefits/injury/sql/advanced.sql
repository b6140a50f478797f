-- What runs that were approved paid because of an injury: fen of lines of benefits that were granted for it.
-- law    SIL 41
-- in     injury (its number)
-- out    fen
SELECT injury_advanced(%(injury)s)
