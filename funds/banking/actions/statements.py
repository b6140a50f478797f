"""Bank statements come as CSV, once; their lines are matched with what the books say of the same account."""

import datetime as dt
import hashlib
from decimal import Decimal, InvalidOperation

from django.db import transaction

from funds.banking.actions.matching import match_lines
from funds.banking.models import BankAccount, Statement, StatementLine
from funds.ledger.models import Account
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import HALF_UP, fen
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason
from siadmin.kernel.sheets import read_csv

_LONGEST_REFERENCE = 60  # cut short, one line would be taken for another
_TOO_MUCH = Decimal(10) ** 13  # yuan
COLUMNS = ("bank_reference", "value_on", "amount", "counterparty", "text")
STATEMENT_COLUMNS = Reason(
    "statement_columns",
    "银行对账单缺少列：{missing}。",
    "The bank statement lacks the columns: {missing}.",
    "列名为 bank_reference, value_on, amount, counterparty, text；收入为正，支出为负。",
    "The columns are bank_reference, value_on, amount, counterparty, text; money in is positive.",
)
STATEMENT_ROW = Reason(
    "statement_row",
    "银行对账单第 {row} 行不能读：{value}。",
    "Row {row} of the bank statement cannot be read: {value}.",
    "整份对账单未导入；更正该行后重新导入。",
    "Nothing of it was imported; correct the row and import it again.",
)
STATEMENT_UNREADABLE = Reason(
    "statement_unreadable",
    "文件不是可读的 CSV 文本。",
    "The file is not readable CSV text.",
    "请从网银重新导出。",
    "Export it again from the bank.",
)
STATEMENT_REFERENCE_REUSED = Reason(
    "statement_reference_reused",
    "银行流水号 {reference} 已用于另一日期或金额的流水。",
    "The bank reference {reference} was used for a line of another day or amount.",
    "整份对账单未导入；向银行核实流水号后重新导入。",
    "Nothing of it was imported; ask the bank about the reference and import it again.",
)
BANK_ACCOUNT_KNOWN = Reason(
    "bank_account_known",
    "尾号 {last_four} 的账户已登记在另一个账套账户上。",
    "The account ending in {last_four} already stands behind another account of the books.",
    "核对账号：一个银行账户只对应一个账套账户。",
    "Check the number: a bank account stands behind one account only.",
)


@transaction.atomic
def open_bank_account(
    *, account: Account, bank_name: str, number: str, by: User | None, at: dt.datetime
) -> BankAccount:
    """The real account behind a bank account of a book; again gives the first. Raises BANK_ACCOUNT_KNOWN."""
    with refusing("bank_account_once", BANK_ACCOUNT_KNOWN(last_four=number[-4:])):
        bank, is_new = BankAccount.objects.get_or_create(
            account=account,
            defaults={
                "bank_name": bank_name,
                "account_number": number,
                "account_hash": keyed_hash(number),
                "last_four": number[-4:],
            },
        )
    if is_new:
        record(
            by=by, at=at, code="bank_account_named", subject_kind="bank_account", subject=str(bank.pk),
            account=account.kind,
        )  # fmt: skip
    return bank


@transaction.atomic
def import_statement(
    *, bank_account: BankAccount, name: str, content: bytes, by: User | None, at: dt.datetime
) -> tuple[Statement, bool]:
    """Import a statement whole or not at all; the same file again gives the first import, a known line is not doubled.

    Raises STATEMENT_UNREADABLE, STATEMENT_COLUMNS, STATEMENT_ROW, STATEMENT_REFERENCE_REUSED.
    """
    digest = hashlib.sha256(content).hexdigest()
    rows = _read(content)
    statement, is_new = Statement.objects.get_or_create(
        bank_account=bank_account,
        digest=digest,
        defaults={"file_name": name[:200], "imported_by": by, "imported_at": at, "lines_count": len(rows)},
    )
    if is_new:
        lines = [StatementLine(statement=statement, bank_account=bank_account, **row) for row in rows]
        StatementLine.objects.bulk_create(lines, batch_size=2000, ignore_conflicts=True)
        _check_known(bank_account, lines)
        matched = match_lines(bank_account=bank_account, at=at)
        record(
            by=by, at=at, code="statement_imported", subject_kind="bank_account", subject=str(bank_account.pk),
            file=name, lines=len(rows), matched=matched,
        )  # fmt: skip
    return statement, is_new


def _check_known(bank_account: BankAccount, told: list[StatementLine]) -> None:
    """What stands under each reference by now is what was told. Raises STATEMENT_REFERENCE_REUSED."""
    references = {line.bank_reference for line in told}
    standing = {
        reference: (value_on, amount_fen)
        for reference, value_on, amount_fen in StatementLine.objects.filter(
            bank_account=bank_account, bank_reference__in=references
        ).values_list("bank_reference", "value_on", "amount_fen")
    }
    for line in told:
        if standing[line.bank_reference] != (line.value_on, line.amount_fen):
            raise STATEMENT_REFERENCE_REUSED(reference=line.bank_reference)


def _read(content: bytes) -> list[dict[str, object]]:
    rows = read_csv(
        content, columns=COLUMNS, required=COLUMNS[:3], unreadable=STATEMENT_UNREADABLE, lacking=STATEMENT_COLUMNS
    )
    return [_line(number, cells) for number, cells in rows]


def _line(number: int, cells: dict[str, str]) -> dict[str, object]:
    reference, day_text, amount_text = cells["bank_reference"], cells["value_on"], cells["amount"].replace(",", "")
    try:
        value_on = dt.date.fromisoformat(day_text)
        amount = Decimal(amount_text)
    except (ValueError, InvalidOperation) as error:
        raise STATEMENT_ROW(row=number, value=f"{day_text} {amount_text}") from error
    if not reference or len(reference) > _LONGEST_REFERENCE or not _moves(amount):
        raise STATEMENT_ROW(row=number, value=f"{reference} {amount_text}")
    return {
        "bank_reference": reference,
        "value_on": value_on,
        "amount_fen": fen(amount, HALF_UP),
        "counterparty": cells["counterparty"][:120],
        "text": cells["text"][:200],
    }


def _moves(amount: Decimal) -> bool:
    """Yuan and whole fen, not nothing, and not more than any bank moves."""
    return amount.is_finite() and 0 < abs(amount) < _TOO_MUCH and amount == amount.quantize(Decimal("0.01"))
