-- Agreements are signed by another than who prepared them, cover something, and no insurance twice on a day.
-- law    SIL 31; REG 37, 61
-- out    one text per offender
SELECT format('agreement %s: prepared and signed by one person', number)
  FROM providers_agreement
 WHERE signed_at IS NOT NULL AND agency_person_of_eyes(prepared_eyes) = agency_person_of_eyes(signed_eyes)
 UNION ALL
SELECT format('agreement %s covers nothing', number)
  FROM providers_agreement AS its
 WHERE signed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM providers_agreementscope WHERE agreement_id = its.id)
 UNION ALL
SELECT format('agreement %s covers %s on days of agreement %s', one.number, own.insurance, other.number)
  FROM providers_agreement AS one
  JOIN providers_agreementscope AS own ON own.agreement_id = one.id
  JOIN providers_agreement AS other ON other.institution_id = one.institution_id AND other.id > one.id
  JOIN providers_agreementscope AS its ON its.agreement_id = other.id AND its.insurance = own.insurance
 WHERE one.signed_at IS NOT NULL AND other.signed_at IS NOT NULL
   AND one.starts_on < other.ends_before AND other.starts_on < one.ends_before
 UNION ALL
SELECT format('institution %s is not of the region of its employer', its.number)
  FROM providers_institution AS its
  JOIN registry_employer AS employer ON employer.id = its.employer_id
 WHERE employer.pooling_region_id <> its.region_id
 UNION ALL
SELECT format('department %s of institution %s: no days', department.code, its.number)
  FROM providers_department AS department
  JOIN providers_institution AS its ON its.id = department.institution_id
 WHERE department.ends_before <= department.starts_on
 UNION ALL
SELECT format('client %s serves another name than its application', client.id)
  FROM providers_providerclient AS client
  JOIN oauth2_provider_application AS application ON application.id = client.application_id
 WHERE application.authorization_grant_type <> 'client-credentials' OR application.client_type <> 'confidential'
