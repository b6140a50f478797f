-- A certificate opens accounts only with money that arrived: what the files of one covering letter open is no more than what
-- those of them that are approved, and whose money an accountant confirmed, brought.
-- law    国办发〔2009〕66号 art. 4 (the whole balance moves, with its money); SIL 64
-- in     pooling region, line, place, letter
-- out    fen that arrived
CREATE FUNCTION history_money_arrived(_region text, _line text, _place text, _letter text) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(money_fen), 0)::bigint
      FROM history_historyfile
     WHERE region_id = _region AND line = _line AND place_id = _place
       AND upper(replace(letter, ' ', '')) = upper(replace(_letter, ' ', ''))
       AND state IN ('approved', 'booked') AND confirmed_at IS NOT NULL
$$;

-- Whether all the money of a covering letter arrived: what its certificates open in accounts, and of the wages they tell the
-- share of the pooled fund that comes along. What came in part cannot be told to be whose, so that none of it is whole.
-- law    国办发〔2009〕66号 art. 4 (account and pooled part move together)
-- in     pooling region, line, place, letter; the share, the first month whose wages count
-- note   each stretch of months is rounded down: no letter falls short by how its place rounds
CREATE FUNCTION history_money_is_whole(_region text, _line text, _place text, _letter text, _share numeric, _since date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT history_money_arrived(_region, _line, _place, _letter)
           >= greatest(1, coalesce(sum(file.found_balance_fen), 0) + coalesce(sum(pooled.amount_fen), 0))
      FROM history_historyfile AS file
     CROSS JOIN LATERAL (
        SELECT sum(floor(stretch.base_fen * stretch.months * _share)) AS amount_fen
          FROM (SELECT row.base_fen,
                       (extract(YEAR FROM row.before_month) - extract(YEAR FROM greatest(row.from_month, _since))) * 12
                       + extract(MONTH FROM row.before_month) - extract(MONTH FROM greatest(row.from_month, _since)) AS months
                  FROM history_historyrow AS row
                 WHERE row.file_id = file.id AND row.record = 'months' AND row.insurance = 'pension_employee'
                   AND row.before_month > _since) AS stretch) AS pooled
     WHERE file.kind = 'certificate' AND file.region_id = _region AND file.line = _line AND file.place_id = _place
       AND upper(replace(file.letter, ' ', '')) = upper(replace(_letter, ' ', ''))
       AND file.state IN ('approved', 'booked')
$$;

-- again  two files of one letter are approved one after the other: `approve` holds a lock
CREATE FUNCTION history_opens_with_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(found_balance_fen) FROM history_historyfile
         WHERE kind = 'certificate' AND region_id = NEW.region_id AND line = NEW.line AND place_id = NEW.place_id
           AND upper(replace(letter, ' ', '')) = upper(replace(NEW.letter, ' ', ''))
           AND state IN ('approved', 'booked'))
       > history_money_arrived(NEW.region_id, NEW.line, NEW.place_id, NEW.letter) THEN
        RAISE EXCEPTION 'history file % opens accounts without money', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_opens_with_money';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER history_opens_with_money AFTER UPDATE OF state ON history_historyfile
    FOR EACH ROW WHEN (NEW.state = 'approved' AND NEW.kind = 'certificate' AND NEW.found_balance_fen > 0)
    EXECUTE FUNCTION history_opens_with_money();
