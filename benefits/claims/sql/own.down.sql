DROP FUNCTION claims_is_own(bytea, bigint);
