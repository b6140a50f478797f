-- A dry run stays one: its figures come from its own slices while they are done, and it never becomes a run that charges.
-- law    REG 37, 53; ADR 0015
ALTER TABLE dryruns_baseline ADD CONSTRAINT baseline_of_a_supposed_tariff CHECK (tariff_id < 0);

CREATE FUNCTION dryruns_effects_of_their_slice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
    SELECT fresh.run_id INTO wrong
      FROM (SELECT DISTINCT run_id, slice_id FROM fresh) AS fresh
      LEFT JOIN kernel_slice AS slice ON slice.id = fresh.slice_id AND slice.run_id = fresh.run_id AND slice.state = 'running'
      LEFT JOIN kernel_run AS run ON run.id = slice.run_id AND run.kind = 'dry_run'
     WHERE run.id IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'run % is no dry run at work: it has no effects', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'effect_of_a_dry_run';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER dryruns_employereffect_of_its_slice AFTER INSERT ON dryruns_employereffect
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION dryruns_effects_of_their_slice();
CREATE TRIGGER dryruns_peopleeffect_of_its_slice AFTER INSERT ON dryruns_peopleeffect
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION dryruns_effects_of_their_slice();

CREATE FUNCTION dryruns_run_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'run % tries values out, and goes on saying which', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'dry_run_stays';
END $$;
CREATE TRIGGER dryruns_run_stays BEFORE UPDATE ON kernel_run FOR EACH ROW
    WHEN ((OLD.kind = 'dry_run') <> (NEW.kind = 'dry_run')
       OR (OLD.kind = 'dry_run' AND (OLD.key <> NEW.key OR (OLD.state <> 'planned' AND OLD.parameters <> NEW.parameters)
                                     OR (OLD.state = 'done' AND OLD.totals <> NEW.totals))))
    EXECUTE FUNCTION dryruns_run_stays();
