-- A person is insured once at a time in each insurance; in work injury once per employer (IMPL 9). So is a natural person
-- with several records: months that both had when they were merged stay, none are added.
-- One set-based check per statement, under a lock of the persons it touches: two writers for one person wait for each
-- other, and the second sees the first's rows.
-- The queries are planned anew each time: a plan for a hundred thousand rows reads the whole table for one person's.
CREATE FUNCTION participation_refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash record;
BEGIN
    EXECUTE $check$
        SELECT 1 FROM registry_person
         WHERE id IN (SELECT person_id FROM fresh UNION
                      SELECT other.person_id FROM registry_onepeople AS own
                        JOIN registry_onepeople AS other ON other.head_id = own.head_id
                       WHERE own.person_id IN (SELECT person_id FROM fresh))
         ORDER BY id FOR NO KEY UPDATE
    $check$;
    EXECUTE $check$
        SELECT a.person_id, a.insurance, a.from_month
          FROM fresh a
          JOIN participation_insuredperiod b ON b.person_id = a.person_id AND b.insurance = a.insurance AND b.id <> a.id
           AND (a.insurance <> 'injury' OR a.employer_id = b.employer_id)
           AND daterange(a.from_month, a.before_month) && daterange(b.from_month, b.before_month)
         LIMIT 1
    $check$ INTO clash;
    IF clash.person_id IS NULL AND EXISTS (SELECT 1 FROM registry_merge WHERE undone_at IS NULL) THEN
        EXECUTE $check$
            SELECT a.person_id, a.insurance, a.from_month
              FROM fresh a
              JOIN registry_onepeople AS own ON own.person_id = a.person_id
              JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> a.person_id
              JOIN participation_insuredperiod b ON b.person_id = other.person_id AND b.insurance = a.insurance
               AND (a.insurance <> 'injury' OR a.employer_id = b.employer_id)
               AND daterange(a.from_month, a.before_month) && daterange(b.from_month, b.before_month)
        $check$ || CASE TG_OP WHEN 'UPDATE' THEN $check$
              JOIN stale ON stale.id = a.id
             WHERE NOT daterange(stale.from_month, stale.before_month)
                       @> daterange(a.from_month, a.before_month) * daterange(b.from_month, b.before_month)
        $check$ ELSE '' END || ' LIMIT 1' INTO clash;
    END IF;
    IF clash.person_id IS NOT NULL THEN
        RAISE EXCEPTION 'insured twice: person %, % from %', clash.person_id, clash.insurance, clash.from_month
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'insured_once_at_a_time', DETAIL = clash.person_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER participation_no_overlap_insert AFTER INSERT ON participation_insuredperiod
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_overlap();
CREATE TRIGGER participation_no_overlap_update AFTER UPDATE ON participation_insuredperiod
    REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_overlap();

-- Records are not merged while both go on to be insured in one insurance, or to pay for themselves. A resident's year is
-- asked for at once: what two records had of it before stays. Both are locked by the merge's own guard.
CREATE FUNCTION participation_merge_insured_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash record;
BEGIN
    SELECT b.insurance, other.person_id INTO clash
      FROM registry_onepeople AS other
      JOIN participation_insuredperiod AS a ON a.person_id = NEW.record_id
      JOIN participation_insuredperiod AS b ON b.person_id = other.person_id AND b.insurance = a.insurance
       AND (a.insurance <> 'injury' OR a.employer_id = b.employer_id)
       AND daterange(a.from_month, a.before_month) * daterange(b.from_month, b.before_month)
           && daterange(NEW.from_month, NULL)
       AND (a.insurance NOT LIKE '%_resident' OR greatest(a.from_month, b.from_month) >= NEW.from_month)
     WHERE other.head_id = NEW.into_id AND other.person_id <> NEW.record_id
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'records % and % are both insured: %', NEW.record_id, clash.person_id, clash.insurance
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'merged_insured_once';
    END IF;
    IF (SELECT count(*) FROM registry_onepeople AS one
          JOIN participation_ownterms AS terms ON terms.person_id = one.person_id AND terms.kind = 'flexible'
           AND terms.before_month IS NULL
         WHERE one.head_id = NEW.into_id) > 1 THEN
        RAISE EXCEPTION 'record % and another both pay for themselves', NEW.record_id
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'merged_insured_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER participation_merge_insured_once AFTER INSERT ON registry_merge
    FOR EACH ROW EXECUTE FUNCTION participation_merge_insured_once();
