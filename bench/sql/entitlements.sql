-- Three components in payment to everybody since a year, an account at one of four banks.
-- in     region, fund, month since when, sealed account
INSERT INTO registry_bankcard (person_id, bank_name, account, account_hash, starts_on)
SELECT person.id, format('bench bank %%s', person.id %% 4), %(account)s, sha256(person.id::text::bytea), DATE '2026-01-01'
  FROM registry_person AS person;

INSERT INTO payments_entitlement
       (number, item_id, person_id, region_id, insurance, fund, scheme, component, amount_fen, rhythm, from_month)
SELECT format('B%%s%%s', component, person.id), person.id * 3 + component, person.id, %(region)s, 'pension_employee', %(fund)s, 'bench',
       (ARRAY['basic', 'account', 'transition'])[component + 1], 100000 + person.id %% 1000 + component * 10000, 'monthly', %(since)s
  FROM registry_person AS person CROSS JOIN generate_series(0, 2) AS component;
