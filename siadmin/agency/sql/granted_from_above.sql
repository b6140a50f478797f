-- Nobody grants rights sideways or upwards: who grants a post is a system administrator whose own post is over the place,
-- and one of administrator comes from strictly above. Below the city there are no administrators: a county grants nothing.
-- Without somebody who grants it is the installation itself, from its server.
-- law    人社厅发〔2021〕64号 art. 16, 17, 20, 21; REG 37
CREATE FUNCTION agency_granted_from_above() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place record; broken text;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.user_id, NEW.office_id, NEW.post, NEW.granted_by_id, NEW.granted_at)
                            IS NOT DISTINCT FROM (OLD.user_id, OLD.office_id, OLD.post, OLD.granted_by_id, OLD.granted_at)
       AND daterange(NEW.starts_on, NEW.ends_before) <@ daterange(OLD.starts_on, OLD.ends_before) THEN
        RETURN NULL;
    END IF;
    SELECT region.path, region.level INTO place
      FROM agency_office AS office JOIN agency_region AS region ON region.code = office.region_id
     WHERE office.id = NEW.office_id;
    broken := CASE
        WHEN NEW.post = 'administrator' AND place.level > 2 THEN 'administrator_not_at_county'
        WHEN NEW.granted_by_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM agency_postgrant AS held
               JOIN agency_office AS office ON office.id = held.office_id
               JOIN agency_region AS over ON over.code = office.region_id
              WHERE held.user_id = NEW.granted_by_id AND held.post = 'administrator' AND held.id <> NEW.id
                AND daterange(held.starts_on, held.ends_before) @> (NEW.granted_at AT TIME ZONE 'Asia/Shanghai')::date
                AND place.path LIKE over.path || '%' AND (NEW.post <> 'administrator' OR place.path <> over.path))
             THEN 'post_granted_from_above'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'grant % of % comes from nobody who may: %', NEW.id, NEW.post, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER agency_granted_from_above AFTER INSERT OR UPDATE ON agency_postgrant
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION agency_granted_from_above();
