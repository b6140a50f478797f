-- Bills settled before: a visit, what was shown, a settlement and its lines for each of the first people, and their years.
-- in     bills, lines, region, on, item, rule; after: how many were numbered before; institutions, agreements, clients: of each hospital
WITH stays AS (
    INSERT INTO settlement_stay (number, institution_id, department_id, agreement_id, client_id, reference, person_id, scheme, insurance,
           fund, region_id, care, admitted_on, insured, opened_at, is_late)
    SELECT 'B' || lpad((n + %(after)s)::text, 10, '0'), its.institution, NULL, its.agreement, its.client, 'B' || n + %(after)s, n,
           'medical', 'medical_employee', 'medical_employee', %(region)s, 'outpatient', %(on)s, '{}', %(on)s, false
      FROM generate_series(1, %(bills)s) AS n
      JOIN unnest(%(institutions)s, %(agreements)s, %(clients)s) WITH ORDINALITY AS its (institution, agreement, client, place)
        ON its.place = 1 + n %% cardinality(%(institutions)s)
    RETURNING id, number, person_id, institution_id, client_id
), shown AS (
    INSERT INTO settlement_presettlement (number, stay_id, until, is_last, lines, shown, flags, trace, made_at)
    SELECT number, id, %(on)s, true, '[]', '{}', '[]', '[]', %(on)s FROM stays
    RETURNING id, stay_id
), settled AS (
    INSERT INTO settlement_settlement (number, stay_id, shown_id, client_id, institution_id, person_id, region_id, fund, scheme, year, month,
           settled_on, settled_at, until, is_last, opens_stay, is_further, lines, charged_fen, out_of_scope_fen, deductible_fen, pool_fen,
           large_fen, major_fen, own_in_scope_fen, account_fen, adds_stays, adds_inpatient_scope_fen, adds_outpatient_scope_fen, adds_pool_fen,
           adds_outpatient_pool_fen, adds_large_fen, adds_residual_fen, adds_major_fen, explained, trace, reason)
    SELECT stays.number, stays.id, shown.id, stays.client_id, stays.institution_id, stays.person_id, %(region)s,
           'medical_employee', 'medical', extract(year FROM %(on)s::date), date_trunc('month', %(on)s::date), %(on)s, %(on)s, %(on)s, true,
           true, false, %(lines)s, %(lines)s * 1000, 0, 0, %(lines)s * 700, 0, 0, %(lines)s * 300, 0, 0, 0, %(lines)s * 1000,
           %(lines)s * 700, %(lines)s * 700, 0, %(lines)s * 300, 0, '[]', '[]', ''
      FROM stays JOIN shown ON shown.stay_id = stays.id
    RETURNING id, person_id, month, year
), lines AS (
    INSERT INTO settlement_line (person_id, month, settlement_id, row, line, item_id, rule_id, "on", department, unit_price, quantity,
           charged_fen, over_limit_fen, excluded_fen, advance_fen, in_scope_fen)
    SELECT settled.person_id, settled.month, settled.id, n, 'B' || n, %(item)s, %(rule)s, %(on)s, '', 100000, 1000, 1000, 0, 0, 0, 1000
      FROM settled CROSS JOIN generate_series(1, %(lines)s) AS n
    RETURNING 1
)
INSERT INTO settlement_yeartotal AS total (person_id, year, scheme, stays, inpatient_scope_fen, outpatient_scope_fen, pool_fen,
       outpatient_pool_fen, large_fen, residual_fen, major_fen)
SELECT person_id, year, 'medical', 0, 0, %(lines)s * 1000, %(lines)s * 700, %(lines)s * 700, 0, %(lines)s * 300, 0
  FROM settled
 WHERE (SELECT count(*) FROM lines) > 0
    ON CONFLICT (person_id, year, scheme) DO UPDATE
   SET outpatient_scope_fen = total.outpatient_scope_fen + excluded.outpatient_scope_fen, pool_fen = total.pool_fen + excluded.pool_fen,
       outpatient_pool_fen = total.outpatient_pool_fen + excluded.outpatient_pool_fen,
       residual_fen = total.residual_fen + excluded.residual_fen;
