-- What a settlement is flagged for, undecided.
-- law    REG 40
-- in     settlement; flags: [[code, line, told]]
-- out    none
-- again  never: they are put by the act that settles
INSERT INTO settlement_flag (settlement_id, code, line, told, disallowed_fen, reason, decided_by_id, decided_at)
SELECT %(settlement)s, flag.told ->> 0, flag.told ->> 1, (flag.told -> 2)::jsonb, NULL, '', NULL, NULL
  FROM json_array_elements(%(flags)s::json) AS flag (told)
