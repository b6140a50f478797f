-- What no word lifts is let go once the record it rests on was put right: the death corrected, the work never of that month, the other
-- benefit not paid, what had arrived in its stead returned since. While it stands it is not.
-- note   the work that was lost is none beside the benefit that begins in its last month, as where the run is reckoned
-- law    REG 25, 26, 37 (what was verified is paid); 17号 art. 8; SIL 51
CREATE FUNCTION payments_put_right(_month date, _person_id bigint, _because text, _told jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH records AS (
        SELECT _person_id AS id
         UNION
        SELECT other.person_id
          FROM registry_onepeople AS own JOIN registry_onepeople AS other ON other.head_id = own.head_id
         WHERE own.person_id = _person_id)
    SELECT CASE _because
           WHEN 'died' THEN NOT EXISTS (SELECT 1 FROM registry_person WHERE id = _person_id AND died_on < _month)
           WHEN 'working' THEN _told ->> 'insurance' IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM participation_insuredperiod AS insured JOIN records ON records.id = insured.person_id
                 WHERE insured.insurance = _told ->> 'insurance' AND insured.employer_id IS NOT NULL
                   AND insured.from_month <= _month AND (insured.before_month IS NULL OR insured.before_month > _month)
                   AND NOT (insured.before_month IS NOT DISTINCT FROM (_month + interval '1 month')::date AND insured.from_month < _month
                            AND EXISTS (
                            SELECT 1 FROM payments_entitlement AS entitled JOIN payments_component AS part ON part.entitlement_id = entitled.id
                             WHERE entitled.person_id = _person_id AND entitled.fund = _told ->> 'fund' AND part.rhythm = 'monthly'
                             GROUP BY entitled.id HAVING min(part.from_month) = _month)))
           WHEN 'two_benefits' THEN NOT EXISTS (
                SELECT 1 FROM payments_line AS line
                  JOIN records ON records.id = line.person_id
                  JOIN payments_component AS part ON part.id = line.component_id AND part.rhythm = 'monthly'
                  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state <> 'cancelled' AND its.fund = _told ->> 'other'
                 WHERE line.month = _month
                   AND NOT EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE gone.run_id = its.id AND gone.person_id = line.person_id))
           WHEN 'arrived' THEN NOT payments_has_left((_told ->> 'run')::bigint, _person_id)
           ELSE false END
$$;
