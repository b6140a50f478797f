-- Settle a month's bills whose allocations reach their total: mark them, credit personal accounts. A bill that comes to
-- nothing moves money between accounts only once the other bills of its fund and month are paid.
-- law    SIL 12, 14; 国发〔2005〕38号 §6; 国办发〔2021〕14号; REG 11
-- in     month, range of payers, batch key, day, funds that keep personal accounts
-- out    settled bills and account credits; rows of (region, fund, month, total, for accounts, credited, bills, key of the
--        entry) to be booked
-- again  adds nothing: a settled bill stays settled, a credit's key is its line's
-- speed  the month and the range stand at the lines, so that one partition's part is read once
-- check  contributions.collection.actions.settling.settle holds the credited sum against the bills' account amounts
WITH settled AS (
    UPDATE assessment_bill AS bill
       SET settled_on = %(on)s,
           entry_key = CASE WHEN bill.kind IN ('assessed', 'adjustment', 'orders', 'project')
                            THEN format('settled:%%s:%%s:%%s:%%s', %(batch)s::text, bill.region_id, bill.fund, bill.month) ELSE '' END
     WHERE bill.settled_on IS NULL AND bill.lapsed_on IS NULL AND bill.month = %(month)s
       AND bill.payer BETWEEN %(first)s AND %(last)s
       AND bill.total_fen = coalesce((SELECT sum(amount_fen) FROM collection_allocation WHERE bill_id = bill.id), 0)
       AND (bill.total_fen <> 0 OR NOT EXISTS (
            SELECT 1 FROM assessment_bill AS unpaid
             WHERE unpaid.payer = bill.payer AND unpaid.month = bill.month AND unpaid.fund = bill.fund
               AND unpaid.settled_on IS NULL
               AND unpaid.total_fen <> coalesce((SELECT sum(amount_fen) FROM collection_allocation WHERE bill_id = unpaid.id), 0)))
    RETURNING bill.id, bill.payer, bill.region_id, bill.fund, bill.month, bill.version, bill.kind, bill.total_fen, bill.account_fen,
              bill.entry_key
), credited AS (
    INSERT INTO accounts_credit (person_id, month, account, employer_id, version, amount_fen, bill_id, credited_on)
    SELECT line.person_id, line.month, line.insurance, line.employer_id, line.version, line.account_fen, settled.id, %(on)s
      FROM settled JOIN assessment_line AS line
        ON line.employer_id = settled.payer AND line.version = settled.version
       AND line.insurance = settled.fund AND line.account_fen <> 0
     WHERE settled.fund = ANY(%(accounts)s) AND line.month = %(month)s AND line.employer_id BETWEEN %(first)s AND %(last)s
    RETURNING bill_id, amount_fen
), per_bill AS (
    SELECT bill_id, sum(amount_fen) AS credited_fen FROM credited GROUP BY bill_id
)
SELECT settled.region_id, settled.fund, settled.month, sum(settled.total_fen)::bigint, sum(settled.account_fen)::bigint,
       coalesce(sum(per_bill.credited_fen), 0)::bigint, count(*), settled.entry_key
  FROM settled LEFT JOIN per_bill ON per_bill.bill_id = settled.id
 WHERE settled.kind IN ('assessed', 'adjustment', 'orders', 'project')
 GROUP BY settled.region_id, settled.fund, settled.month, settled.entry_key
