-- Three components in payment to everybody since a year, an account at one of four banks.
-- in     region, fund, scheme, month since when, sealed account
INSERT INTO registry_bankcard (person_id, bank_name, account, account_hash, starts_on)
SELECT person.id, format('bench bank %%s', person.id %% 4), %(account)s, sha256(person.id::text::bytea), DATE '2026-01-01'
  FROM registry_person AS person;

INSERT INTO payments_entitlement (number, decision_id, person_id, region_id, insurance, fund, scheme)
SELECT format('B%%s', person.id), person.id, person.id, %(region)s, 'pension_employee', %(fund)s, %(scheme)s
  FROM registry_person AS person;

INSERT INTO payments_component (entitlement_id, item_id, component, booked_as, amount_fen, rhythm, from_month)
SELECT own.id, own.person_id * 3 + place, (ARRAY['basic', 'account', 'transition'])[place + 1], 'basic_pension',
       100000 + own.person_id %% 1000 + place * 10000, 'monthly', %(since)s
  FROM payments_entitlement AS own CROSS JOIN generate_series(0, 2) AS place;
