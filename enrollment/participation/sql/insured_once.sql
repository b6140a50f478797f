-- A person is insured once at a time in each insurance; in work injury once per employer (IMPL 9).
-- One set-based check per statement, under a lock of the persons it touches: two writers for one person wait for each
-- other, and the second sees the first's rows.
-- Both queries are planned anew each time: a plan for a hundred thousand rows reads the whole table for one person's.
CREATE FUNCTION participation_refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash record;
BEGIN
    EXECUTE $check$
        SELECT 1 FROM registry_person WHERE id IN (SELECT person_id FROM fresh) ORDER BY id FOR NO KEY UPDATE
    $check$;
    EXECUTE $check$
        SELECT a.person_id, a.insurance, a.from_month
          FROM fresh a
          JOIN participation_insuredperiod b ON b.person_id = a.person_id AND b.insurance = a.insurance AND b.id <> a.id
           AND (a.insurance <> 'injury' OR a.employer_id = b.employer_id)
           AND daterange(a.from_month, a.before_month) && daterange(b.from_month, b.before_month)
         LIMIT 1
    $check$ INTO clash;
    IF clash.person_id IS NOT NULL THEN
        RAISE EXCEPTION 'insured twice: person %, % from %', clash.person_id, clash.insurance, clash.from_month
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'insured_once_at_a_time', DETAIL = clash.person_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER participation_no_overlap_insert AFTER INSERT ON participation_insuredperiod
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_overlap();
CREATE TRIGGER participation_no_overlap_update AFTER UPDATE ON participation_insuredperiod
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_overlap();
