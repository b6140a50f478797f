-- Whether a natural person, as accounts and signatures know them, is the one a record is of, under any record and number; and whether
-- a case about a person was carried out by two others.
-- law    REG 37 (two people; nobody decides on their own benefit)
CREATE FUNCTION claims_is_own(account_person bytea, record bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM registry_identifier AS known
         WHERE agency_person_behind(known.value_hash) = account_person
           AND known.person_id = ANY(array(
               SELECT record UNION ALL
               SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
                WHERE own.person_id = record)));
END $$;

CREATE FUNCTION claims_signed_by_two(_case bigint, _matters text [], _person bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) >= 2
               AND NOT coalesce(bool_or(claims_is_own(agency_person_of_eyes(step.eyes), _person)), false)
          FROM matters_case AS its
          JOIN registry_person AS named ON named.number = its.subject
          JOIN matters_step AS step ON step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')
         WHERE its.id = _case AND its.state = 'done' AND its.matter = ANY(_matters) AND its.subject_kind = 'person'
           AND registry_was_one(named.id, _person, its.decided_at));
END $$;
