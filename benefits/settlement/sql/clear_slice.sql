-- What a range of institutions is due: settled to the month and in no clearing that stands, with what was taken back; less what was
-- disallowed and not taken off yet, also where nothing new was settled, with what was taken off of settlements taken back now. Who would
-- owe us, or whose payment is stopped, waits, and that is told with its sums (in codes of `Stop`). So does a settlement that is taken back
-- in a later month, for what takes it back, and one with doubts nobody decided, where such a doubt is waited for, or where something of
-- the same person there was disallowed before and taken back.
-- law    REG 40, 43; 财社〔2017〕144号 art. 40–41
-- in     run, region, fund, month, day; first, last: of the institutions' ids; stopping: kinds of measures that suspend payment;
--        waiting: codes of doubts
-- out    institutions, settlements, fund_fen, account_fen, disallowed_fen, pay_fen
-- again  nothing: what is in a clearing is not taken again
-- note   what is cleared, taken back or doubted is looked up by key, bill by bill: joined, the history of all is read for each slice
WITH unpaid AS MATERIALIZED (
    SELECT its.id
      FROM settlement_settlement AS its
     WHERE its.institution_id BETWEEN %(first)s AND %(last)s AND its.month <= %(month)s
       AND NOT EXISTS (SELECT 1 FROM settlement_cleared AS before WHERE before.settlement_id = its.id AND before.freed_at IS NULL OFFSET 0)
), found AS MATERIALIZED (
    SELECT its.*, back.month AS back_in
      FROM unpaid
     CROSS JOIN LATERAL (
           SELECT own.id, own.institution_id, own.person_id, own.reverses_id, own.region_id, own.fund,
                  own.pool_fen + own.large_fen + own.major_fen AS fund_fen, own.account_fen
             FROM settlement_settlement AS own
            WHERE own.id = unpaid.id
           OFFSET 0) AS its
      LEFT JOIN LATERAL (SELECT own.month FROM settlement_settlement AS own WHERE own.reverses_id = its.id OFFSET 0) AS back ON true
     WHERE its.region_id = %(region)s AND its.fund = %(fund)s
), taken AS MATERIALIZED (
    SELECT found.*
      FROM found
     WHERE found.back_in <= %(month)s
        OR found.back_in IS NULL
           AND (NOT EXISTS (SELECT 1 FROM settlement_flag AS own WHERE own.settlement_id = found.id AND own.disallowed_fen IS NULL OFFSET 0)
                OR NOT EXISTS (
                   SELECT 1 FROM settlement_flag AS own
                    WHERE own.settlement_id = found.id AND own.disallowed_fen IS NULL AND own.code = ANY(%(waiting)s::text[]) OFFSET 0)
                   AND NOT EXISTS (
                   SELECT 1 FROM settlement_settlement AS earlier
                    WHERE earlier.person_id = found.person_id AND earlier.institution_id = found.institution_id AND earlier.id < found.id
                      AND EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = earlier.id OFFSET 0)
                      AND EXISTS (SELECT 1 FROM settlement_flag AS known
                                   WHERE known.settlement_id = earlier.id AND known.disallowed_fen > 0 OFFSET 0)
                   OFFSET 0))
), disallowed AS MATERIALIZED (
    SELECT flag.id, flag.settlement_id, flag.disallowed_fen
      FROM settlement_flag AS flag
     WHERE flag.disallowed_fen > 0
       AND NOT EXISTS (SELECT 1 FROM settlement_clearedflag AS off
                        WHERE off.flag_id = flag.id AND off.amount_fen > 0 AND off.freed_at IS NULL OFFSET 0)
), flags AS (
    SELECT taken.institution_id, disallowed.id, disallowed.disallowed_fen AS amount_fen
      FROM taken
      JOIN disallowed ON disallowed.settlement_id = taken.id
     WHERE taken.reverses_id IS NULL AND taken.back_in IS NULL
     UNION ALL
    SELECT its.institution_id, disallowed.id, disallowed.disallowed_fen
      FROM disallowed
     CROSS JOIN LATERAL (
           SELECT own.institution_id, own.region_id, own.fund FROM settlement_settlement AS own WHERE own.id = disallowed.settlement_id
           OFFSET 0) AS its
     WHERE its.institution_id BETWEEN %(first)s AND %(last)s AND its.region_id = %(region)s AND its.fund = %(fund)s
       AND EXISTS (SELECT 1 FROM settlement_cleared AS before
                    WHERE before.settlement_id = disallowed.settlement_id AND before.freed_at IS NULL OFFSET 0)
       AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = disallowed.settlement_id OFFSET 0)
     UNION ALL
    SELECT taken.institution_id, flag.id, -flag.disallowed_fen
      FROM taken
     CROSS JOIN LATERAL (
           SELECT own.id, own.disallowed_fen
             FROM settlement_flag AS own
            WHERE own.settlement_id = taken.reverses_id AND own.disallowed_fen > 0
           OFFSET 0) AS flag
     WHERE taken.reverses_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM settlement_clearedflag AS off
                    WHERE off.flag_id = flag.id AND off.amount_fen > 0 AND off.freed_at IS NULL OFFSET 0)
       AND NOT EXISTS (SELECT 1 FROM settlement_clearedflag AS back
                        WHERE back.flag_id = flag.id AND back.amount_fen < 0 AND back.freed_at IS NULL OFFSET 0)
), summed AS (
    SELECT institution_id, count(*) AS settlements, sum(fund_fen) AS fund_fen, sum(account_fen) AS account_fen
      FROM taken
     GROUP BY institution_id
), stopped AS (
    SELECT hold.institution_id, 'held' AS because
      FROM settlement_clearinghold AS hold
     WHERE hold.fund = %(fund)s AND hold.lifted_at IS NULL AND hold.institution_id BETWEEN %(first)s AND %(last)s
     UNION ALL
    SELECT measure.institution_id, 'suspended'
      FROM providers_measure AS measure
     WHERE measure.kind = ANY(%(stopping)s) AND measure.outcome = 'imposed'
       AND measure.institution_id BETWEEN %(first)s AND %(last)s
       AND measure.effective_on <= %(day)s AND (measure.ends_before IS NULL OR %(day)s < measure.ends_before)
     UNION ALL
    SELECT change.institution_id, 'account'
      FROM providers_accountchange AS change
     WHERE change.outcome = '' AND change.institution_id BETWEEN %(first)s AND %(last)s
), off AS (
    SELECT institution_id, sum(amount_fen) AS disallowed_fen FROM flags GROUP BY institution_id
), told AS (
    SELECT coalesce(summed.institution_id, off.institution_id) AS institution_id, coalesce(summed.settlements, 0) AS settlements,
           coalesce(summed.fund_fen, 0) AS fund_fen, coalesce(summed.account_fen, 0) AS account_fen,
           coalesce(off.disallowed_fen, 0) AS disallowed_fen
      FROM summed FULL JOIN off ON off.institution_id = summed.institution_id
), due AS (
    SELECT told.*,
           coalesce((SELECT max(stopped.because) FROM stopped WHERE stopped.institution_id = told.institution_id),
                    CASE WHEN told.fund_fen < told.disallowed_fen OR told.account_fen < 0 THEN 'owes' END) AS because
      FROM told
), waiting AS (
    INSERT INTO settlement_waiting (run_id, institution_id, because, settlements, fund_fen, account_fen, disallowed_fen, due_fen)
    SELECT %(run)s, institution_id, because, settlements, fund_fen, account_fen, disallowed_fen, fund_fen + account_fen - disallowed_fen
      FROM due WHERE because IS NOT NULL
), clearings AS (
    INSERT INTO settlement_clearing (run_id, institution_id, settlements, fund_fen, account_fen, disallowed_fen, pay_fen)
    SELECT %(run)s, institution_id, settlements, fund_fen, account_fen, disallowed_fen, fund_fen + account_fen - disallowed_fen
      FROM due WHERE because IS NULL
    RETURNING id, institution_id, settlements, fund_fen, account_fen, disallowed_fen, pay_fen
), cleared AS (
    INSERT INTO settlement_cleared (settlement_id, clearing_id)
    SELECT taken.id, clearings.id FROM taken JOIN clearings ON clearings.institution_id = taken.institution_id
), marked AS (
    INSERT INTO settlement_clearedflag (flag_id, clearing_id, amount_fen)
    SELECT flags.id, clearings.id, flags.amount_fen FROM flags JOIN clearings ON clearings.institution_id = flags.institution_id
)
SELECT count(*), coalesce(sum(settlements), 0)::bigint, coalesce(sum(fund_fen), 0)::bigint, coalesce(sum(account_fen), 0)::bigint,
       coalesce(sum(disallowed_fen), 0)::bigint, coalesce(sum(pay_fen), 0)::bigint
  FROM clearings
