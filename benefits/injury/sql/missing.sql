-- Who is missing, is so since an accident while away for work or in rescue, by a case of two people; who came back did so later, by two.
-- law    WIR 41; REG 37
CREATE FUNCTION injury_missing_wrong(_missing bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
           WHEN NOT injury_of_its_case(gone.case_id, ARRAY['injury_missing'], gone.injury_id, 2) THEN 'injury_missing_by_two'
           WHEN decided.ground NOT IN ('on_errand', 'rescue') OR gone.since_on < hurt.happened_on THEN 'injury_missing_of_the_accident'
           WHEN back.id IS NOT NULL
                AND (NOT injury_of_its_case(back.case_id, ARRAY['injury_came_back'], gone.injury_id, 2) OR back."on" < gone.since_on)
                THEN 'injury_came_back_by_two'
           END
      FROM injury_missing AS gone
      JOIN injury_injury AS hurt ON hurt.id = gone.injury_id
      JOIN injury_certification AS decided ON decided.id = hurt.certification_id
      LEFT JOIN injury_cameback AS back ON back.missing_id = gone.id
     WHERE gone.id = _missing
$$;

CREATE FUNCTION injury_missing_as_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := injury_missing_wrong(CASE TG_TABLE_NAME WHEN 'injury_missing' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'missing_id')::bigint END);
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION '% %: %', TG_TABLE_NAME, NEW.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_missing_as_recorded AFTER INSERT ON injury_missing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_missing_as_recorded();
CREATE CONSTRAINT TRIGGER injury_missing_as_recorded AFTER INSERT ON injury_cameback
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_missing_as_recorded();
