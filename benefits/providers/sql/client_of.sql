-- The program that a token was given to, with its institution, while the token holds and the program is not revoked.
-- law    REG 49
-- in     digest, now
-- out    at most one row: scopes; client: id, institution, application, name, issued_at; institution: id, number, employer, kind, level,
--        region, registered_at
SELECT token.scope, client.id, client.institution_id, client.application_id, client.name, client.issued_at, its.id, its.number,
       its.employer_id, its.kind, its.level, its.region_id, its.registered_at
  FROM oauth2_provider_accesstoken AS token
  JOIN providers_providerclient AS client ON client.application_id = token.application_id AND client.revoked_at IS NULL
  JOIN providers_institution AS its ON its.id = client.institution_id
 WHERE token.token_checksum = %(digest)s AND token.expires > %(now)s::timestamptz
