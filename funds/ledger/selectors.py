"""What the books say: balances, inflow by month, entries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, F, Max, QuerySet, Sum, When

from funds.ledger.draws import ToldLine, told_by_bank
from funds.ledger.items import items_of
from funds.ledger.models import BANK_KINDS, AccountKind, Book, Closing, Entry, FundingPlan, Posting
from funds.ledger.names import account_name
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

_NO_ITEM = Words("未分明细", "Not divided")
_NET = Sum(Case(When(side="DEBIT", then=F("amount_fen")), default=-F("amount_fen")))


def books_seen_by(viewer: Viewer) -> QuerySet[Book]:
    """Books the viewer's posts cover: of the post's line, in the post's region."""
    return Book.objects.filter(viewer.fund_filter(region="region", fund="fund")).select_related("region")


def books_within(region: Region) -> QuerySet[Book]:
    """Books of a region and of those below it, of all funds."""
    return Book.objects.filter(region__path__startswith=region.path)


def pooling_regions() -> QuerySet[Region]:
    """Every region that has books, in the order of the tree."""
    return Region.objects.filter(pk__in=Book.objects.values("region_id")).order_by("path")


def regions_seen_by(viewer: Viewer) -> list[Region]:
    """Pooling regions with a book the viewer may see, in the order of the tree."""
    return list(pooling_regions().filter(pk__in=books_seen_by(viewer).values("region_id")))


def in_order(books: Iterable[Book]) -> list[Book]:
    """The funds of a region always stand in the same order."""
    order = list(Fund.values)
    return sorted(books, key=lambda book: (book.region_id, order.index(book.fund)))


def balances_of(book: Book, *, until: dt.date | None = None) -> dict[str, int]:
    """Net debit of each account in fen, of all postings booked before `until`."""
    postings = Posting.objects.filter(book=book)
    if until is not None:
        postings = postings.filter(booked_on__lt=until)
    return {row["account_kind"]: int(row["net"]) for row in postings.values("account_kind").annotate(net=_NET)}


def first_open_day(book: Book, day: dt.date) -> dt.date:
    """`day` itself, or the first day after the closed months of a book when it lies in one."""
    closed = Closing.objects.filter(book=book, closed_at__isnull=False).aggregate(last=Max("month"))["last"]
    return day if closed is None else max(day, (closed + 1).first_day)


def money_held(balances: dict[str, int]) -> int:
    """What the fund has at the bank: fiscal, income and expenditure accounts together."""
    return sum(balances.get(kind, 0) for kind in BANK_KINDS)


def entries_of(book: Book, month: Month) -> QuerySet[Entry]:
    """Entries booked in a month that touch a book, newest first."""
    return (
        Entry.objects.filter(postings__book=book, booked_on__gte=month.first_day, booked_on__lt=(month + 1).first_day)
        .distinct()
        .order_by("-booked_on", "-id")
    )


def balances_by_book(books: Iterable[Book]) -> dict[int, dict[str, int]]:
    """Net debit of each account of several books, in fen."""
    found: dict[int, dict[str, int]] = {book.pk: {} for book in books}
    for row in Posting.objects.filter(book__in=found).values("book_id", "account_kind").annotate(net=_NET):
        found[row["book_id"]][row["account_kind"]] = int(row["net"])
    return found


@dataclass(frozen=True, slots=True)
class AccountShown:
    """An account with what stood on it before a month, what moved in it and what stands after, net debit in fen."""

    kind: str
    before_fen: int
    debit_fen: int
    credit_fen: int

    @property
    def name(self) -> Words:
        return account_name(self.kind)

    @property
    def after_fen(self) -> int:
        return self.before_fen + self.debit_fen - self.credit_fen


def accounts_in(book: Book, month: Month) -> list[AccountShown]:
    """Every account of a book through a month."""
    before = balances_of(book, until=month.first_day)
    moved = {
        (row["account_kind"], row["side"]): int(row["sum"])
        for row in Posting.objects.filter(
            book=book, booked_on__gte=month.first_day, booked_on__lt=(month + 1).first_day
        )
        .values("account_kind", "side")
        .annotate(sum=Sum("amount_fen"))
    }
    kinds = set(book.accounts.values_list("kind", flat=True))
    return [
        AccountShown(kind, before.get(kind, 0), moved.get((kind, "DEBIT"), 0), moved.get((kind, "CREDIT"), 0))
        for kind in AccountKind.values
        if kind in kinds
    ]


@dataclass(frozen=True, slots=True)
class ItemSpent:
    """A sub-item of a fund's benefits: fen spent, without what came back, in each month of a year so far."""

    name: Words
    fen: list[int]

    @property
    def month_fen(self) -> int:
        return self.fen[-1]

    @property
    def year_fen(self) -> int:
        return sum(self.fen)


def spent_by_item(book: Book, month: Month) -> list[ItemSpent]:
    """The benefits of a book by sub-item, January to `month`, by the day they are booked on (财办〔2018〕43号).

    What was booked before sub-items were kept comes last, where there is any; nothing of a fund that has no items.
    """
    first = Month(month.year, 1)
    named = items_of(book.fund)
    spent = {item: [0] * (month.index - first.index + 1) for item in named}
    found = Posting.objects.filter(
        book=book, account_kind=AccountKind.BENEFITS, booked_on__gte=first.first_day,
        booked_on__lt=(month + 1).first_day,
    )  # fmt: skip
    for item, day, net in found.values("item", "booked_on").annotate(net=_NET).values_list("item", "booked_on", "net"):
        fen = spent.setdefault(item, [0] * (month.index - first.index + 1))
        fen[Month.of(day).index - first.index] += int(net)
    return [ItemSpent(named.get(item, _NO_ITEM), fen) for item, fen in spent.items()]


def entries_seen_by(viewer: Viewer) -> QuerySet[Entry]:
    """Entries that touch a book of the viewer."""
    return Entry.objects.filter(postings__book__in=books_seen_by(viewer)).distinct()


def closings_of(books: Iterable[Book], first: Month) -> dict[tuple[int, Month], Closing]:
    """Prepared and closed months of some books since `first`."""
    rows = Closing.objects.filter(book__in=list(books), month__gte=first).select_related("prepared_by", "closed_by")
    return {(closing.book_id, closing.month): closing for closing in rows}


def first_open_month(book: Book) -> Month:
    """The month a book closes next: the one after its last closed month, or that of its opening."""
    last = book.closings.filter(closed_at__isnull=False).order_by("-month").first()
    return last.month + 1 if last else Month.of(book.opened_on)


def plans_seen_by(viewer: Viewer) -> QuerySet[FundingPlan]:
    """Funding plans of the books the viewer may see."""
    found = FundingPlan.objects.filter(book__in=books_seen_by(viewer))
    return found.select_related("book__region", "prepared_by", "signed_by", "answered_by")


def granted_to(book: Book, month: Month) -> int:
    """Fen that the finance department granted for a month."""
    found = FundingPlan.objects.filter(book=book, month=month)
    granted: int = found.aggregate(fen=Sum("granted_fen", default=0))["fen"]
    return granted


def drawn_by(book: Book, month: Month) -> int:
    """Fen that went from the fiscal special account to the expenditure account in a month and were not reversed."""
    moved = Posting.objects.filter(
        book=book, flow="funding", account_kind=AccountKind.FISCAL, entry__reversed_by__isnull=True,
        booked_on__gte=month.first_day, booked_on__lt=(month + 1).first_day,
    )  # fmt: skip
    drawn: int = moved.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return drawn


@dataclass(frozen=True, slots=True)
class Draw:
    """Money that went to the expenditure account by an entry, and what the bank told of it; fen."""

    entry: Entry
    amount_fen: int
    told: list[ToldLine]

    @property
    def confirmed_fen(self) -> int:
        return sum(each.fen for each in self.told)

    @property
    def waiting_fen(self) -> int:
        return self.amount_fen - self.confirmed_fen

    @property
    def spare_fen(self) -> int:
        """What its lines brought beyond all that is booked by them."""
        return sum(each.spare_fen for each in self.told)

    @property
    def differs(self) -> bool:
        return bool(self.told) and bool(self.waiting_fen or self.spare_fen)


def draws_of(books: Iterable[Book], month: Month) -> dict[int, list[Draw]]:
    """By book, what was drawn in a month and not reversed: what differs first, then what waits, then the rest."""
    moved = Posting.objects.filter(
        book__in=list(books), flow="funding", account_kind=AccountKind.EXPENDITURE, entry__reversed_by__isnull=True,
        booked_on__gte=month.first_day, booked_on__lt=(month + 1).first_day,
    )  # fmt: skip
    found: dict[int, list[Draw]] = {}
    for book_id, draw in _draws(moved):
        found.setdefault(book_id, []).append(draw)
    for draws in found.values():
        draws.sort(key=lambda draw: (not draw.differs, not draw.waiting_fen, draw.entry.pk))
    return found


def draw_by(entry: Entry) -> Draw | None:
    """The draw that an entry books, none where it was reversed or draws nothing."""
    moved = Posting.objects.filter(
        entry=entry, flow="funding", account_kind=AccountKind.EXPENDITURE, entry__reversed_by__isnull=True
    )
    return next((draw for _, draw in _draws(moved)), None)


def drew(entry: Entry, user: User) -> bool:
    """Whether the entry was booked by this natural person."""
    return any(each.eyes == user.eyes for each in User.objects.filter(pk=entry.posted_by or 0))


def _draws(moved: QuerySet[Posting]) -> list[tuple[int, Draw]]:
    rows = list(moved.select_related("entry").order_by("pk"))
    told = told_by_bank.call([row.entry_id for row in rows])
    return [(row.book_id, Draw(row.entry, row.amount_fen, told.get(row.entry_id, []))) for row in rows]


def drawers_of(book: Book, month: Month) -> set[str]:
    """Eyes of who had money go from the fiscal special account to the expenditure account in a month."""
    moved = Posting.objects.filter(
        book=book, flow="funding", booked_on__gte=month.first_day, booked_on__lt=(month + 1).first_day
    )
    return {user.eyes for user in User.objects.filter(pk__in=moved.values("entry__posted_by"))}


def left_of_plans(book: Book, month: Month) -> int:
    """Fen that may still be drawn in a month."""
    return granted_to(book, month) - drawn_by(book, month)
