-- A settlement is the sum of its lines, and personal accounts paid what it says; what was taken back is every amount with the other
-- sign, the last one first of all that the person's records of the time have of the year and scheme.
-- law    SIL 28–29
-- out    one text per offender
SELECT format('settlement %s: %s fen charged in %s lines, its lines are %s fen in %s', its.number, its.charged_fen, its.lines,
              coalesce(sum(line.charged_fen), 0), count(line.row))
  FROM settlement_settlement AS its
  LEFT JOIN settlement_line AS line
         ON line.person_id = its.person_id AND line.month = its.month AND line.settlement_id = its.id
 GROUP BY its.id
HAVING (its.charged_fen, its.out_of_scope_fen, its.lines)
       <> (coalesce(sum(line.charged_fen), 0),
           coalesce(sum(line.over_limit_fen + line.excluded_fen + line.advance_fen), 0), count(line.row))
 UNION ALL
SELECT format('line %s of no settlement %s', line.row, line.settlement_id)
  FROM settlement_line AS line
  LEFT JOIN settlement_settlement AS its
         ON its.id = line.settlement_id AND its.person_id = line.person_id AND its.month = line.month
 WHERE its.id IS NULL
 UNION ALL
SELECT format('settlement %s does not take %s back', back.number, own.number)
  FROM settlement_settlement AS back
  JOIN settlement_settlement AS own ON own.id = back.reverses_id
 WHERE own.charged_fen + back.charged_fen <> 0 OR own.pool_fen + back.pool_fen <> 0 OR own.large_fen + back.large_fen <> 0
    OR own.major_fen + back.major_fen <> 0 OR own.own_in_scope_fen + back.own_in_scope_fen <> 0 OR own.stay_id <> back.stay_id
    OR own.reverses_id IS NOT NULL
 UNION ALL
SELECT format('settlement %s was taken back before %s', own.number, later.number)
  FROM settlement_settlement AS back
  JOIN settlement_settlement AS own ON own.id = back.reverses_id
 CROSS JOIN LATERAL settlement_records_of(own.person_id) AS same (person_id)
  JOIN settlement_settlement AS later
    ON later.person_id = same.person_id AND later.year = own.year AND later.scheme = own.scheme AND later.id > own.id AND later.id < back.id
   AND later.reverses_id IS NULL
 WHERE (same.person_id = own.person_id OR registry_was_one(own.person_id, same.person_id, back.settled_at))
   AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS its WHERE its.reverses_id = later.id AND its.id < back.id)
 UNION ALL
SELECT format('settlement %s is not of stay %s', its.number, stay.number)
  FROM settlement_settlement AS its
  JOIN settlement_stay AS stay ON stay.id = its.stay_id
  JOIN settlement_presettlement AS shown ON shown.id = its.shown_id
 WHERE (stay.person_id, stay.institution_id, stay.fund, stay.scheme) <> (its.person_id, its.institution_id, its.fund, its.scheme)
    OR shown.stay_id <> stay.id
 UNION ALL
SELECT format('stay %s is of no agreement in force', stay.number)
  FROM settlement_stay AS stay
  JOIN providers_agreement AS agreed ON agreed.id = stay.agreement_id
 WHERE agreed.signed_at IS NULL OR agreed.institution_id <> stay.institution_id
    OR stay.admitted_on < agreed.starts_on OR stay.admitted_on >= agreed.ends_before
 UNION ALL
SELECT format('stay %s was withdrawn and is settled', stay.number)
  FROM settlement_withdrawal AS gone
  JOIN settlement_stay AS stay ON stay.id = gone.stay_id
  JOIN settlement_settlement AS its ON its.stay_id = stay.id AND its.reverses_id IS NULL
 WHERE NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = its.id)
 UNION ALL
SELECT format('settlement %s has %s fen of personal accounts, they paid %s', coalesce(its.number, paid.number),
              coalesce(its.account_fen, 0), coalesce(paid.fen, 0))
  FROM (SELECT number, account_fen FROM settlement_settlement WHERE account_fen <> 0) AS its
  FULL JOIN (SELECT split_part(key, ':', 2) AS number, sum(amount_fen) AS fen
               FROM accounts_payment WHERE key LIKE 'settlement:%' GROUP BY 1) AS paid ON paid.number = its.number
 WHERE coalesce(its.account_fen, 0) <> coalesce(paid.fen, 0)
