"""Money is booked by a line of the bank, once: whoever takes money back, or pays it back, uses a part of a line here.

if refusal := why_not_use(account, read, fen, since=found_on, today=today):   # fen: positive where money came in
    raise refusal
use_line(account=account, read=read, entry=entry, fen=fen, since=found_on, case=case, by=by, at=at)
"""

import datetime as dt
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from funds.banking.models import BankLine, LinePart
from funds.banking.selectors.lines import Known, known_line, told_uses, uses_of
from funds.ledger.models import Account, AccountKind, Entry
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters.models import Case

BANK_LINE_USED = Reason(
    "bank_line_used",
    "银行流水 {reference} 已用于{used}。",
    "The bank's line {reference} was already used for {used}.",
    "核对流水号；一笔款分作几用的，首次登记时填写整笔金额。",
    "Check its number. Where one sum is for several things, write down all of the line from the first on.",
)
BANK_LINE_SHORT = Reason(
    "bank_line_short",
    "银行流水 {reference} 整笔 {whole} 元，不足 {amount} 元。",
    "All of the bank's line {reference} is ¥{whole}, less than ¥{amount}.",
    "核对金额。",
    "Check the amount.",
)
BANK_LINE_DIFFERS = Reason(
    "bank_line_differs",
    "银行流水 {reference} 记载为 {day} {way} {whole} 元。",
    "The bank's line {reference} is on record as ¥{whole} {way} on {day}.",
    "按银行对账单填写日期和整笔金额；对账单导入后以对账单为准。",
    "Write the day and all of the line as the statement shows them; once its file is taken in, that counts.",
)
BANK_LINE_WHEN = Reason(
    "bank_line_when",
    "银行流水的日期 {day} 早于 {since}，或者晚于今天。",
    "The day {day} of the bank's line lies before {since}, or has not come yet.",
    "按银行流水填写日期。",
    "Write the day of the bank's line.",
)
_WAYS = {True: Words("收入", "in"), False: Words("支出", "out")}


@dataclass(frozen=True, slots=True)
class ReadOff:
    """A line as a person reads it off a statement. `whole_fen`: all of it, where it is more than what is used."""

    reference: str
    on: dt.date
    whole_fen: int | None = None


def spending_account(region: Region, fund: str) -> Account:
    """Where benefits leave from and come back to."""
    return Account.objects.get(book__region=region, book__fund=fund, kind=AccountKind.EXPENDITURE)


def why_not_use(account: Account, read: ReadOff, fen: int, *, since: dt.date, today: dt.date) -> Refusal | None:
    """Why so much, positive where it came in, cannot be of this line."""
    if not since <= read.on <= today:
        return BANK_LINE_WHEN(day=read.on, since=since)
    known, uses = known_line(account, read.reference), uses_of(account.pk, read.reference)
    taken, whole = sum(each.amount_fen for each in uses), _whole(read, fen, known)
    if known is not None and taken >= abs(known.amount_fen):
        return BANK_LINE_USED(reference=read.reference, used=told_uses(uses))
    if known is not None and (known.value_on, known.amount_fen) != (read.on, whole):
        return BANK_LINE_DIFFERS(
            reference=read.reference, day=known.value_on, way=_WAYS[known.amount_fen > 0],
            whole=written(abs(known.amount_fen)),
        )  # fmt: skip
    if abs(fen) > abs(whole):
        return BANK_LINE_SHORT(reference=read.reference, whole=written(abs(whole)), amount=written(abs(fen)))
    if abs(fen) > abs(whole) - taken:
        return BANK_LINE_USED(reference=read.reference, used=told_uses(uses))
    return None


def _whole(read: ReadOff, fen: int, known: Known | None) -> int:
    """All of the line as it was read off, signed as what is used of it; as it is on record where nobody said."""
    whole = read.whole_fen or (abs(known.amount_fen) if known else abs(fen))
    return whole if fen > 0 else -whole


@transaction.atomic
def use_line(
    *, account: Account, read: ReadOff, entry: Entry, fen: int, since: dt.date, case: Case | None, by: User,
    at: dt.datetime,
) -> LinePart:  # fmt: skip
    """What the entry books is of this line, once; the line is written down with its first use.

    Raises BANK_LINE_WHEN, BANK_LINE_DIFFERS, BANK_LINE_SHORT, BANK_LINE_USED.
    """
    with connection.cursor() as cursor:  # as the guard locks it
        named = f"bank_line:{account.pk}:{read.reference}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [named])
    if refusal := why_not_use(account, read, fen, since=since, today=timezone.localdate(at)):
        raise refusal
    whole = _whole(read, fen, known_line(account, read.reference))
    line, _ = BankLine.objects.get_or_create(
        account=account,
        bank_reference=read.reference,
        defaults={"value_on": read.on, "amount_fen": whole, "written_by": by, "written_at": at},
    )
    return LinePart.objects.create(line=line, entry=entry, amount_fen=abs(fen), case=case, used_by=by, used_at=at)
