"""What the bank told of a line, or a person wrote down of it, and what is booked by it already."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from funds.banking.models import BankLine, LinePart, StatementLine
from funds.ledger.models import Account, Entry
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.models import Case


@dataclass(frozen=True, slots=True)
class Known:
    """A line as it is on record: its day, and all of it in fen, positive where money came in."""

    value_on: dt.date
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Use:
    """What an entry books of a line, in fen, and the case that decided it, where one did."""

    entry: Entry
    amount_fen: int
    case: Case | None

    @property
    def told(self) -> Words:
        flow, number = self.entry.flow_name, self.case.number if self.case else self.entry.key
        what = ("案件", "case") if self.case else ("凭证", "entry")
        yuan = written(self.amount_fen)
        return Words(f"“{flow.zh}”{yuan} 元（{what[0]} {number}）", f"“{flow.en}”, ¥{yuan} ({what[1]} {number})")


def known_line(account: Account, reference: str) -> Known | None:
    """As the bank told it; else as it was written down; None where nobody did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value_on, amount_fen FROM banking_line_told(%s, %s)", [account.pk, reference])
        told = cursor.fetchone()
    row = told or (
        BankLine.objects.filter(account=account, bank_reference=reference).values_list("value_on", "amount_fen").first()
    )
    return Known(row[0], int(row[1])) if row else None


def uses_of(account_id: int, reference: str) -> list[Use]:
    """What stands: parts that people booked, and what was matched with it by its reference or by hand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM banking_line_uses(%s, %s) ORDER BY 1", [account_id, reference])
        rows = cursor.fetchall()
    entries = Entry.objects.in_bulk([entry_id for entry_id, *_ in rows])
    cases = Case.objects.in_bulk([case_id for *_, case_id in rows if case_id])
    return [Use(entries[entry_id], int(fen), cases.get(case_id)) for entry_id, fen, case_id in rows]


def told_uses(uses: list[Use]) -> Words:
    """One after another."""
    return Words("、".join(each.told.zh for each in uses), "; ".join(each.told.en for each in uses))


def parts_of(line: StatementLine) -> list[LinePart]:
    """What people booked by a line that the bank told, whatever they wrote of it."""
    own = LinePart.objects.filter(
        line__account_id=line.bank_account.account_id, line__bank_reference=line.bank_reference
    )
    return list(own.select_related("line", "entry", "case", "used_by").order_by("pk"))
