-- A changed cost is decided by a case of the contractor and two people, is another cost than stood, by a paper that is no older and had
-- come by then, and comes to the premium by the project's own rate; the difference, and nothing else, is billed with the first bill.
-- law    SPI 3; 人社部发〔2014〕103号; REG 37
CREATE FUNCTION projects_stood_before(_change bigint) RETURNS TABLE (cost_fen bigint, premium_fen bigint, since date)
LANGUAGE sql STABLE AS $$
    SELECT coalesce(before.cost_fen, project.cost_fen), coalesce(before.premium_fen, project.premium_fen),
           coalesce(before.changed_on, (project.registered_at AT TIME ZONE 'Asia/Shanghai')::date)
      FROM projects_costchange AS own
      JOIN projects_project AS project ON project.id = own.project_id
      LEFT JOIN LATERAL (SELECT earlier.cost_fen, earlier.premium_fen, earlier.changed_on FROM projects_costchange AS earlier
                          WHERE earlier.project_id = own.project_id AND earlier.id < own.id
                          ORDER BY earlier.id DESC LIMIT 1) AS before ON true
     WHERE own.id = _change
$$;

-- Whether a change's premium is of its cost, and the difference billed to the contractor in the project's place, with its first bill.
CREATE FUNCTION projects_change_is_billed(_change bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT own.premium_fen = (own.cost_fen * project.rate_ppm + 500000) / 1000000
           AND coalesce(bill.total_fen, 0) = own.premium_fen - before.premium_fen
           AND (bill.id IS NULL
                OR bill.kind = 'project' AND (bill.of_bill_id, bill.employer_id, bill.region_id, bill.month)
                   = (first.id, project.employer_id, project.region_id, first.month))
      FROM projects_costchange AS own
      JOIN projects_project AS project ON project.id = own.project_id
      JOIN assessment_bill AS first ON first.id = project.bill_id
     CROSS JOIN projects_stood_before(own.id) AS before
      LEFT JOIN assessment_bill AS bill ON bill.id = own.bill_id
     WHERE own.id = _change
$$;

-- Whether a change is of another cost than stood before it, by a paper of the same day or a later one.
CREATE FUNCTION projects_change_follows(_change bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT own.cost_fen <> before.cost_fen
           AND own.changed_on BETWEEN before.since AND (own.decided_at AT TIME ZONE 'Asia/Shanghai')::date
      FROM projects_costchange AS own
     CROSS JOIN projects_stood_before(own.id) AS before
     WHERE own.id = _change
$$;

CREATE FUNCTION projects_change_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; its projects_project;
BEGIN
    SELECT project.* INTO its
      FROM projects_project AS project JOIN registry_employer AS contractor ON contractor.id = project.employer_id
     WHERE project.id = NEW.project_id
       FOR UPDATE OF contractor;
    broken := CASE
        WHEN NOT projects_is_decided(NEW.case_id, 'project_cost_change', its.employer_id, NEW.decided_at) THEN 'project_decided_by_two'
        WHEN NOT projects_change_follows(NEW.id) THEN 'project_change_follows'
        WHEN NOT projects_change_is_billed(NEW.id) THEN 'project_change_is_billed'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'project %: %', its.number, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_change_guard AFTER INSERT ON projects_costchange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION projects_change_guard();

-- The fund is that of the place it is built in.
CREATE FUNCTION projects_insured_at_its_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM agency_region AS site JOIN agency_region AS pool ON starts_with(site.path, pool.path)
                    WHERE site.code = NEW.site_id AND pool.code = NEW.region_id) THEN
        RAISE EXCEPTION 'project % is insured elsewhere than it is built', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_insured_at_its_site';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_insured_at_its_site BEFORE INSERT ON projects_project
    FOR EACH ROW EXECUTE FUNCTION projects_insured_at_its_site();
