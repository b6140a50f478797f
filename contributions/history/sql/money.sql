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
