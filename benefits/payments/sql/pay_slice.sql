-- What a range of people is paid in a run: a line for each component and month that is due and was not paid, one payment
-- a person to the account that stands, and what must wait for a person's reason.
-- law    REG 18, 24, 25–26 (paid in time; stopped only as decided), 40, 42, 46 (offset); 64号 (pay-out control); 17号 art. 8; SIL 51
-- in     region, fund, month, month before, run, slice, first and last person, at; jump_ppm, outlier_fen, back_months and
--        the month as many before; the law of a guard; funds nothing of which is drawn beside, the insurance that tells of work
--        beside which nothing is drawn
-- again  a line is keyed by person, month and component; a month paid by a run that stands is not due, unless it was given up
-- note   where the month before was paid, or the last one of what is over, nothing older is looked for, unless a suspension was lifted,
--        or a payment given up, since the run before the last: what began before the last was opened may have been decided after it
-- note   who has an account since the run was opened, at a bank that it knows nothing of, has none for it: paid again to that account
-- note   a payment is less by what is set off of it, of the oldest agreement with something left; never the whole of it
-- note   the work that was lost is insured through its last month, in which the benefit may begin (SIL 50: from the registration): it is no
--        work beside the benefit; any other is
-- out    one row of (people, lines, amount in fen, payments, held, set off in fen, fen of the lines by batch and sub-item)
WITH gone AS MATERIALIZED (
    SELECT run_id, person_id, given_up_at FROM payments_givenup WHERE person_id BETWEEN %(first)s AND %(last)s
), before AS MATERIALIZED (
    SELECT line.person_id, line.component_id, line.amount_fen,
           line.paid_in = ANY(array(SELECT id FROM payments_paymentrun WHERE region_id = %(region)s AND fund = %(fund)s)) AS is_own
      FROM payments_line AS line
     WHERE line.month = %(month_before)s AND line.person_id BETWEEN %(first)s AND %(last)s
       AND line.paid_in = ANY(array(SELECT id FROM payments_paymentrun WHERE month >= %(month_before)s AND state <> 'cancelled'))
       AND (line.paid_in, line.person_id) NOT IN (SELECT run_id, person_id FROM gone)
), looked_for AS MATERIALIZED (
    SELECT part.id, part.entitlement_id, entitled.person_id, part.amount_fen, part.booked_as, part.rhythm,
           part.from_month, part.before_month,
           lifted.entitlement_id IS NOT NULL AS is_lifted,
           part.rhythm = 'monthly' AND lifted.entitlement_id IS NULL AND part.id IN (SELECT component_id FROM before) AS is_going_on,
           CASE WHEN part.rhythm = 'once' THEN part.from_month
                ELSE least(%(month)s::date, (least(part.before_month, ended.from_month) - interval '1 month')::date) END AS until
      FROM payments_entitlement AS entitled
     CROSS JOIN LATERAL (
           SELECT * FROM payments_component AS own
            WHERE own.entitlement_id = entitled.id AND own.from_month <= %(month)s AND (own.before_month IS NULL OR own.rhythm = 'monthly')
           OFFSET 0) AS part
      LEFT JOIN (SELECT entitlement_id FROM payments_ending WHERE lifted_at > %(since)s
                  UNION
                 SELECT (SELECT entitlement_id FROM payments_component WHERE id = line.component_id)
                   FROM gone
                  CROSS JOIN LATERAL (
                        SELECT own.component_id FROM payments_line AS own
                         WHERE own.person_id = gone.person_id AND own.paid_in = gone.run_id
                        OFFSET 0) AS line
                  WHERE gone.given_up_at > %(since)s) AS lifted
        ON lifted.entitlement_id = entitled.id
      LEFT JOIN (SELECT entitlement_id, min(from_month) AS from_month FROM payments_ending
                  WHERE kind = 'ended' GROUP BY entitlement_id) AS ended
        ON ended.entitlement_id = entitled.id
     WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s AND entitled.person_id BETWEEN %(first)s AND %(last)s
), over AS (
    SELECT looked_for.id, bool_or(its.state <> 'cancelled' AND gone.run_id IS NULL) AS is_paid
      FROM looked_for
     CROSS JOIN LATERAL (
           SELECT own.paid_in FROM payments_line AS own
            WHERE own.person_id = looked_for.person_id AND own.month = looked_for.until AND own.component_id = looked_for.id
           OFFSET 0) AS line
      JOIN payments_paymentrun AS its ON its.id = line.paid_in
      LEFT JOIN gone ON gone.run_id = line.paid_in AND gone.person_id = looked_for.person_id
     WHERE NOT looked_for.is_going_on AND NOT looked_for.is_lifted
     GROUP BY looked_for.id
), going_back AS MATERIALIZED (
    SELECT looked_for.*, each.month::date AS month
      FROM looked_for
      LEFT JOIN over ON over.id = looked_for.id
     CROSS JOIN LATERAL generate_series(looked_for.from_month, looked_for.until, interval '1 month') AS each (month)
     WHERE NOT looked_for.is_going_on AND over.is_paid IS NOT true
), wanted AS (
    SELECT id AS component_id, entitlement_id, person_id, %(month)s::date AS month, amount_fen, booked_as, true AS is_monthly
      FROM looked_for WHERE is_going_on AND (before_month IS NULL OR before_month > %(month)s)
     UNION ALL
    SELECT id, entitlement_id, person_id, month, amount_fen, booked_as, rhythm = 'monthly' FROM going_back
), written AS (
    SELECT line.component_id, line.month, count(*) AS versions, bool_or(its.state <> 'cancelled' AND gone.run_id IS NULL) AS is_paid
      FROM (SELECT component_id, month, paid_in, person_id FROM payments_line
             WHERE month = %(month)s AND person_id BETWEEN %(first)s AND %(last)s
             UNION ALL
            SELECT component_id, month, paid_in, person_id FROM payments_line
             WHERE month BETWEEN (SELECT min(month) FROM going_back) AND (SELECT max(month) FROM going_back) AND month <> %(month)s
               AND person_id BETWEEN %(first)s AND %(last)s) AS line
      JOIN payments_paymentrun AS its ON its.id = line.paid_in
      LEFT JOIN gone ON gone.run_id = line.paid_in AND gone.person_id = line.person_id
     GROUP BY line.component_id, line.month
), due AS MATERIALIZED (
    SELECT wanted.person_id, wanted.entitlement_id, wanted.component_id, wanted.month, wanted.amount_fen, wanted.booked_as,
           wanted.is_monthly, coalesce(written.versions, 0) AS version
      FROM wanted
      LEFT JOIN written ON written.component_id = wanted.component_id AND written.month = wanted.month
     WHERE written.is_paid IS NOT true
       AND NOT EXISTS (
           SELECT 1 FROM payments_ending AS ended
            WHERE ended.entitlement_id = wanted.entitlement_id AND ended.from_month <= wanted.month
              AND (ended.before_month IS NULL OR wanted.month < ended.before_month))
), lines AS (
    INSERT INTO payments_line (person_id, month, component_id, version, paid_in, slice_id, amount_fen)
    SELECT person_id, month, component_id, version, %(run)s, %(slice)s, amount_fen FROM due
), totals AS (
    SELECT person_id, sum(amount_fen)::bigint AS amount_fen, bool_or(is_monthly) AS is_monthly, count(*) AS lines,
           min(month) FILTER (WHERE is_monthly) AS oldest,
           coalesce(sum(amount_fen) FILTER (WHERE is_monthly AND month < %(month)s), 0)::bigint AS back_fen,
           coalesce(sum(amount_fen) FILTER (WHERE month = %(month)s), 0)::bigint AS month_fen
      FROM due GROUP BY person_id
), payees AS MATERIALIZED (
    SELECT totals.person_id, totals.amount_fen, totals.month_fen, totals.is_monthly, totals.lines, totals.oldest, totals.back_fen,
           CASE WHEN batch.id IS NOT NULL THEN card.id END AS card_id,
           coalesce(batch.id, nobank.id) AS batch_id,
           %(slice)s::bigint * 1000000 + row_number() OVER (ORDER BY totals.person_id) AS row
      FROM totals
      LEFT JOIN registry_bankcard AS card
        ON card.person_id = totals.person_id AND card.ends_before IS NULL AND card.person_id BETWEEN %(first)s AND %(last)s
      LEFT JOIN payments_batch AS batch ON batch.payment_run_id = %(run)s AND batch.bank_name = card.bank_name
      JOIN payments_batch AS nobank ON nobank.payment_run_id = %(run)s AND nobank.bank_name = ''
), agreed AS MATERIALIZED (
    SELECT DISTINCT ON (payees.person_id) payees.person_id, agreed.id AS agreement_id, least(agreed.most_fen, stands.left_fen) AS fen
      FROM payees
      JOIN payments_entitlement AS against
        ON against.person_id = payees.person_id AND against.person_id BETWEEN %(first)s AND %(last)s
       AND against.region_id = %(region)s AND against.fund = %(fund)s
      JOIN payments_offsetagreement AS agreed ON agreed.against_id = against.id
       AND NOT EXISTS (SELECT 1 FROM payments_offsetending AS ended WHERE ended.agreement_id = agreed.id)
      JOIN payments_overpayment AS whole ON whole.id = agreed.overpayment_id
     CROSS JOIN LATERAL (SELECT whole.amount_fen - payments_taken_of(whole.id) AS left_fen) AS stands
     WHERE payees.card_id IS NOT NULL AND stands.left_fen > 0 AND least(agreed.most_fen, stands.left_fen) < payees.amount_fen
       AND EXISTS (SELECT 1 FROM due WHERE due.person_id = payees.person_id AND due.entitlement_id = against.id)
     ORDER BY payees.person_id, agreed.id
), payments AS (
    INSERT INTO payments_payment (month, batch_id, row, person_id, amount_fen, card_id, slice_id)
    SELECT %(month)s, payees.batch_id, payees.row, payees.person_id, payees.amount_fen - coalesce(agreed.fen, 0), payees.card_id, %(slice)s
      FROM payees LEFT JOIN agreed ON agreed.person_id = payees.person_id
), offsets AS (
    INSERT INTO payments_offset (agreement_id, run_id, month, batch_id, row, amount_fen)
    SELECT agreed.agreement_id, %(run)s, %(month)s, payees.batch_id, payees.row, agreed.fen
      FROM agreed JOIN payees ON payees.person_id = agreed.person_id
 RETURNING amount_fen
), records AS MATERIALIZED (
    SELECT payees.batch_id, payees.row, payees.person_id, coalesce(other.person_id, payees.person_id) AS record_id
      FROM (SELECT * FROM payees WHERE is_monthly) AS payees
      LEFT JOIN registry_onepeople AS own ON own.person_id = payees.person_id
      LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
), doubts AS (
    SELECT payees.batch_id, payees.row, payees.person_id, 'died' AS because, jsonb_build_object('died_on', person.died_on) AS told
      FROM payees JOIN registry_person AS person ON person.id = payees.person_id AND person.id BETWEEN %(first)s AND %(last)s
     WHERE person.died_on IS NOT NULL AND person.died_on < %(month)s
     UNION ALL
    SELECT batch_id, row, person_id, 'no_account', '{}'::jsonb FROM payees WHERE card_id IS NULL
     UNION ALL
    SELECT payees.batch_id, payees.row, payees.person_id, 'jump', jsonb_build_object('before_fen', last.fen, 'now_fen', payees.month_fen)
      FROM payees
      JOIN (SELECT person_id, sum(amount_fen)::bigint AS fen FROM before WHERE is_own GROUP BY person_id) AS last
        ON last.person_id = payees.person_id
     WHERE last.fen > 0 AND payees.month_fen > 0
       AND abs(payees.month_fen - last.fen) * 1000000 > last.fen * %(jump_ppm)s
     UNION ALL
    SELECT batch_id, row, person_id, 'outlier', jsonb_build_object('limit_fen', %(outlier_fen)s::bigint)
      FROM payees WHERE month_fen > %(outlier_fen)s
     UNION ALL
    SELECT batch_id, row, person_id, 'back_pay', jsonb_build_object('paid_since', oldest, 'back_fen', back_fen)
      FROM payees WHERE oldest < %(back_month)s AND back_fen > month_fen * %(back_months)s
     UNION ALL
    SELECT DISTINCT records.batch_id, records.row, records.person_id, 'working',
           jsonb_build_object('since', period.from_month, 'insurance', %(work_beside)s::text, 'fund', %(fund)s::text)
      FROM records
     CROSS JOIN LATERAL (
           SELECT insured.from_month FROM participation_insuredperiod AS insured
            WHERE insured.person_id = records.record_id AND insured.insurance = %(work_beside)s AND insured.employer_id IS NOT NULL
              AND insured.from_month <= %(month)s AND (insured.before_month IS NULL OR insured.before_month > %(month)s)
              AND NOT (insured.before_month IS NOT DISTINCT FROM (%(month)s::date + interval '1 month')::date
                       AND insured.from_month < %(month)s AND EXISTS (
                       SELECT 1 FROM looked_for AS begun WHERE begun.person_id = records.person_id AND begun.rhythm = 'monthly'
                        GROUP BY begun.entitlement_id HAVING min(begun.from_month) = %(month)s))
           OFFSET 0) AS period
     WHERE %(work_beside)s::text IS NOT NULL
     UNION ALL
    SELECT DISTINCT records.batch_id, records.row, records.person_id, 'two_benefits', jsonb_build_object('other', its.fund)
      FROM records
     CROSS JOIN LATERAL (
           SELECT own.paid_in FROM payments_line AS own
            WHERE own.person_id = records.record_id AND own.month = %(month)s
              AND (SELECT part.rhythm FROM payments_component AS part WHERE part.id = own.component_id) = 'monthly'
           OFFSET 0) AS line
      JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state <> 'cancelled' AND its.id <> %(run)s
     WHERE its.fund = ANY(%(excluded_funds)s)
       AND EXISTS (SELECT 1 FROM payments_paymentrun WHERE fund = ANY(%(excluded_funds)s) AND month >= %(month)s AND state <> 'cancelled')
       AND NOT EXISTS (SELECT 1 FROM payments_givenup AS lost WHERE lost.run_id = line.paid_in AND lost.person_id = records.record_id)
), holds AS (
    INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
    SELECT DISTINCT ON (batch_id, row, because) %(month)s::date, batch_id, row, person_id, because, told, %(at)s::timestamptz, ''
      FROM doubts ORDER BY batch_id, row, because
 RETURNING row
)
SELECT count(*), coalesce(sum(lines), 0)::bigint, coalesce(sum(amount_fen), 0)::bigint, count(*), (SELECT count(DISTINCT row) FROM holds),
       coalesce((SELECT sum(amount_fen) FROM offsets), 0)::bigint,
       (SELECT coalesce(jsonb_object_agg(each.batch_id, each.items), '{}'::jsonb)
          FROM (SELECT batch_id, jsonb_object_agg(booked_as, fen) AS items
                  FROM (SELECT payees.batch_id, due.booked_as, sum(due.amount_fen) AS fen
                          FROM due JOIN payees ON payees.person_id = due.person_id
                         GROUP BY payees.batch_id, due.booked_as) AS part
                 GROUP BY batch_id) AS each)
  FROM payees
