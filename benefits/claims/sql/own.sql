-- Whether a natural person, as accounts and signatures know them, is the one a record is of, under any record and number.
-- law    REG 37 (nobody decides on their own benefit)
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
