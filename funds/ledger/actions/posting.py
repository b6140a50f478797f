"""Post an entry once, reverse it once. The database refuses what does not balance or is not allowed."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from funds.ledger.flows import REVERSAL_SUFFIX
from funds.ledger.items import items_of
from funds.ledger.models import Account, AccountKind, Book, Entry, Posting, Side
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

ALREADY_POSTED = Reason(
    "already_posted",
    "凭证 {key} 已按其他内容入账。",
    "Entry {key} was posted with other contents.",
    "更正请作冲销凭证。",
    "Correct it by a reversing entry.",
)
FLOW_NOT_ALLOWED = Reason(
    "flow_not_allowed",
    "资金流向“{flow}”不在账户的收支范围内。",
    "The flow “{flow}” is not allowed for these accounts (Caishe [2017] No. 144, art. 39–42).",
    "按规定的收支范围选择账户。",
    "Choose accounts that the rules allow for this flow.",
)
MONTH_CLOSED = Reason(
    "month_closed",
    "{day} 所在月份已结账，不能再入账。",
    "The month of {day} is closed; nothing is booked in it any more.",
    "记入未结账的月份。",
    "Book it in an open month.",
)
NO_SUCH_ACCOUNT = Reason(
    "no_such_account",
    "该账套没有“{kind}”账户。",
    "This book has no account of the kind “{kind}”.",
    "核对账套和账户；税务征收的统筹区不设收入户。",
    "Check the book and the account; where tax collects there is no income account.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One posting to be: which book and kind of account, which side, how many fen (positive), for which month.

    Of benefits: `item`, one that whoever pays registered for the fund (`funds.ledger.items`).
    """

    book: Book
    kind: str
    side: str
    amount_fen: int
    month: Month | None = None
    item: str = ""


def by_item(book: Book, side: str, amounts: Mapping[str, int], month: Month | None = None) -> list[Line]:
    """Benefits of a fund, a line an item; items of nothing are left out."""
    return [Line(book, AccountKind.BENEFITS, side, fen, month, item) for item, fen in sorted(amounts.items()) if fen]


def signed(book: Book, kind: str, usual: str, amount_fen: int, month: Month | None = None) -> list[Line]:
    """A line on its usual side, on the other for a negative amount, none for zero."""
    if not amount_fen:
        return []
    other = {Side.DEBIT: Side.CREDIT, Side.CREDIT: Side.DEBIT}[Side(usual)]
    return [Line(book, kind, str(usual if amount_fen > 0 else other), abs(amount_fen), month)]


@transaction.atomic
def post(
    *,
    key: str,
    flow: str,
    booked_on: dt.date,
    reason: str,
    lines: Iterable[Line],
    by: int | None,
    at: dt.datetime,
    reverses: Entry | None = None,
) -> tuple[Entry, bool]:
    """Post one balanced entry and say whether it is new. The same key and lines again change nothing.

    Raises ALREADY_POSTED, FLOW_NOT_ALLOWED, MONTH_CLOSED, NO_SUCH_ACCOUNT. An unbalanced entry, or benefits without an
    item of their fund, are our mistake: assert, and the database refuses them even if that is bypassed.
    """
    wanted = list(lines)
    assert wanted and not any(_off(wanted).values()), f"unbalanced: {_off(wanted)}"
    assert not (astray := [line for line in wanted if not _has_its_item(line)]), f"no such item: {astray}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"entry:{key}"])
    known = Entry.objects.filter(key=key).first()
    if known is not None:
        if known.flow != flow or _contents_of(known) != _contents(wanted):
            raise ALREADY_POSTED(key=key)
        return known, False
    accounts = _accounts(wanted)
    entry = Entry.objects.create(
        key=key,
        flow=flow,
        booked_on=booked_on,
        reason=reason,
        reverses=reverses,
        posted_by=by,
        posted_at=at,
        transaction_id=0,
    )
    with (
        refusing("posting_flow_allowed", FLOW_NOT_ALLOWED(flow=flow)),
        refusing("posting_month_open", MONTH_CLOSED(day=booked_on)),
    ):
        Posting.objects.bulk_create(
            [
                Posting(
                    entry=entry,
                    flow=flow,
                    book=line.book,
                    account_id=accounts[line.book.pk, line.kind],
                    account_kind=line.kind,
                    side=line.side,
                    amount_fen=line.amount_fen,
                    booked_on=booked_on,
                    month=line.month,
                    item=line.item,
                )
                for line in wanted
            ]
        )
    return entry, True


def _has_its_item(line: Line) -> bool:
    return line.item in items_of(line.book.fund) if line.kind == AccountKind.BENEFITS else not line.item


def _off(lines: list[Line]) -> dict[int, int]:
    net: dict[int, int] = {}
    for line in lines:
        sign = 1 if line.side == Side.DEBIT else -1
        net[line.book.pk] = net.get(line.book.pk, 0) + sign * line.amount_fen
    return net


def _contents(lines: list[Line]) -> list[tuple[int, str, str, int, str, str]]:
    return sorted(
        (line.book.pk, line.kind, str(line.side), line.amount_fen, str(line.month), line.item) for line in lines
    )


def _contents_of(entry: Entry) -> list[tuple[int, str, str, int, str, str]]:
    return sorted(
        (p.book_id, p.account_kind, str(p.side), p.amount_fen, str(p.month), p.item) for p in entry.postings.all()
    )


def _accounts(lines: list[Line]) -> dict[tuple[int, str], int]:
    accounts = {
        (account.book_id, account.kind): account.pk
        for account in Account.objects.filter(book__in={line.book.pk for line in lines})
    }
    for line in lines:
        if (line.book.pk, line.kind) not in accounts:
            raise NO_SUCH_ACCOUNT(kind=AccountKind(line.kind).label)
    return accounts


@transaction.atomic
def reverse(*, entry: Entry, booked_on: dt.date, reason: str, by: int | None, at: dt.datetime) -> Entry:
    """Correct a mistake: the same postings on the other sides, once. Nothing posted disappears."""
    other = {Side.DEBIT: Side.CREDIT, Side.CREDIT: Side.DEBIT}
    lines = [
        Line(p.book, p.account_kind, other[Side(p.side)], p.amount_fen, p.month, p.item)
        for p in entry.postings.select_related("book")
    ]
    reversal, _ = post(
        key=f"reversal:{entry.key}",
        flow=entry.flow + REVERSAL_SUFFIX,
        booked_on=booked_on,
        reason=reason,
        lines=lines,
        by=by,
        at=at,
        reverses=entry,
    )
    return reversal
