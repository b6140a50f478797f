-- What a bank returned of payments that were demanded back: nothing of these months arrived, neither what was sent nor what was set off of
-- it (`give_up.sql`), so as much less is asked for. What had been repaid or set off by then is more than is left, and owed to the person.
-- law    REG 46
-- in     answer, run, persons, on, at
-- out    a row of (overpayment, fen) for each of which something is owed to the person
-- again  an answer of a payment is taken in once
WITH lost AS MATERIALIZED (
    SELECT whole.id AS overpayment_id, sum(each.amount_fen)::bigint AS fen,
           greatest(0, least(sum(each.amount_fen), whole.amount_fen - payments_taken_of(whole.id)))::bigint AS asked_fen
      FROM payments_overpaidmonth AS each
      JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
      JOIN payments_ending AS ending ON ending.id = whole.ending_id
      JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
     WHERE each.paid_in_id = %(run)s AND entitled.person_id = ANY(%(persons)s)
     GROUP BY whole.id
), back AS (
    INSERT INTO payments_recovered (overpayment_id, kind, amount_fen, received_on, result_file_id, recorded_at)
    SELECT overpayment_id, 'returned', asked_fen, %(on)s::date, %(answer)s, %(at)s::timestamptz FROM lost WHERE asked_fen > 0
 RETURNING id
)
SELECT overpayment_id, fen - asked_fen FROM lost WHERE fen > asked_fen ORDER BY overpayment_id
