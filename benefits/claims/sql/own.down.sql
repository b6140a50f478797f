DROP FUNCTION claims_signed_by_two(bigint, text [], bigint);
DROP FUNCTION claims_is_own(bytea, bigint);
