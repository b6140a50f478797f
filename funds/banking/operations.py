"""Migration operation for rooms above that kept references of the bank themselves."""

from django.db import migrations


class WriteLinesDown(migrations.RunSQL):
    """Lines of the bank that a table booked by go where all of them are, each with its parts.

    `day`: its column with the bank's day. A line that was used more than once is as large as its uses: which of them
    was wrong nobody can tell from here. Guards are of what people write down from now on.
    """

    def __init__(self, table: str, *, day: str, at: str) -> None:
        super().__init__(
            sql=f"""
ALTER TABLE banking_bankline DISABLE TRIGGER USER;
ALTER TABLE banking_linepart DISABLE TRIGGER USER;
CREATE TEMPORARY TABLE written_before ON COMMIT DROP AS
SELECT booked.account_id, own.bank_reference, own.{day} AS value_on, booked.amount_fen, booked.side,
       own.case_id, own.entry_id, entry.posted_by, own.{at} AS used_at
  FROM {table} AS own
  JOIN ledger_entry AS entry ON entry.id = own.entry_id
  JOIN ledger_posting AS booked ON booked.entry_id = entry.id AND booked.account_kind = 'expenditure_account'
 WHERE own.bank_reference <> '';
INSERT INTO banking_bankline AS known (account_id, bank_reference, value_on, amount_fen, written_by_id, written_at)
SELECT account_id, bank_reference, min(value_on), sum(CASE side WHEN 'DEBIT' THEN amount_fen ELSE -amount_fen END),
       min(posted_by), min(used_at)
  FROM written_before GROUP BY account_id, bank_reference
    ON CONFLICT (account_id, bank_reference) DO UPDATE SET amount_fen = known.amount_fen + excluded.amount_fen;
INSERT INTO banking_linepart (line_id, entry_id, amount_fen, case_id, used_by_id, used_at)
SELECT line.id, before.entry_id, before.amount_fen, before.case_id, before.posted_by, before.used_at
  FROM written_before AS before
  JOIN banking_bankline AS line ON (line.account_id, line.bank_reference) = (before.account_id, before.bank_reference);
DROP TABLE written_before;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE banking_bankline ENABLE TRIGGER USER;
ALTER TABLE banking_linepart ENABLE TRIGGER USER;
""",
            reverse_sql=migrations.RunSQL.noop,
        )
