"""How the funds of a region stand: money held, contributions of a month, what is open. The answer to “is it whole?”."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from funds.banking import income
from funds.banking.models import Difference, Proof
from funds.banking.selectors.matching import Unmatched, unmatched_by_book
from funds.ledger.models import AccountKind, Book, Closing, Posting
from funds.ledger.selectors import balances_by_book, closings_of
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month

CONTRIBUTION_FLOWS = ("receipt_from_tax", "receipt_by_agency")


@dataclass(frozen=True, slots=True)
class FundStanding:
    """One fund of a region today, and its contributions of a month; amounts in fen."""

    book: Book
    fiscal_fen: int
    income_fen: int | None
    expenditure_fen: int
    arrived_fen: int
    assessed_fen: int
    paid_fen: int
    waiting: income.Waiting | None
    open_differences: int
    apart_fen: int
    unmatched: Unmatched | None
    is_provisional: bool

    @property
    def held_fen(self) -> int:
        return self.fiscal_fen + (self.income_fen or 0) + self.expenditure_fen

    @property
    def is_whole(self) -> bool:
        """Nothing that must be equal differs, the books know every line of the bank, and no account is overdrawn."""
        return not self.open_differences and self.unmatched is None and not self.is_overdrawn

    @property
    def open_fen(self) -> int:
        """How much is open at least: a line the books do not know may be the difference itself."""
        return max(self.apart_fen, self.unmatched.amount_fen if self.unmatched else 0)

    @property
    def is_overdrawn(self) -> bool:
        return min(self.fiscal_fen, self.income_fen or 0, self.expenditure_fen) < 0

    @property
    def paid_share(self) -> int:
        """Whole per cent of what was assessed for the month; 100 only when all of it is paid."""
        return max(self.paid_fen, 0) * 100 // self.assessed_fen if self.assessed_fen > 0 else 0


def standings(region: Region, books: list[Book], month: Month) -> list[FundStanding]:
    """Every fund of the list: balances of today, contributions of `month`, differences open in any month."""
    balances = balances_by_book(books)
    assessed = income.assessed.call(region, month, month + 1)
    waiting = income.waiting.call(region)
    provisional = income.provisional.call(region, month)
    paid = income.paid.call(region, month, month + 1)
    arrived = _arrived(books, month)
    differences = _open_differences(books)
    unmatched = unmatched_by_book(books)
    return [
        FundStanding(
            book=book,
            fiscal_fen=balances[book.pk].get(AccountKind.FISCAL, 0),
            income_fen=None if book.collector == "tax" else balances[book.pk].get(AccountKind.INCOME, 0),
            expenditure_fen=balances[book.pk].get(AccountKind.EXPENDITURE, 0),
            arrived_fen=arrived.get(book.pk, 0),
            assessed_fen=assessed.get((book.fund, month), 0),
            paid_fen=paid.get((book.fund, month), 0),
            waiting=waiting.get(book.fund),
            open_differences=differences.get(book.pk, (0, 0))[0],
            apart_fen=differences.get(book.pk, (0, 0))[1],
            unmatched=unmatched.get(book.pk),
            is_provisional=book.fund in provisional,
        )
        for book in books
    ]


def _arrived(books: list[Book], month: Month) -> dict[int, int]:
    """Contributions that reached the bank accounts on the days of a month, whatever month they are for."""
    rows = (
        Posting.objects.filter(
            Q(flow__in=CONTRIBUTION_FLOWS),
            book__in=books,
            side="DEBIT",
            booked_on__gte=month.first_day,
            booked_on__lt=(month + 1).first_day,
        )
        .values("book_id")
        .annotate(sum=Sum("amount_fen"))
    )
    return {row["book_id"]: int(row["sum"]) for row in rows}


def _open_differences(books: list[Book]) -> dict[int, tuple[int, int]]:
    """By book: how many are open, and by how much in all, whichever way."""
    found: dict[int, tuple[int, int]] = {}
    rows = Difference.objects.filter(closed_at__isnull=True, proof__book__in=books)
    for book_id, amount in rows.values_list("proof__book_id", "amount_fen"):
        count, apart = found.get(book_id, (0, 0))
        found[book_id] = (count + 1, apart + abs(amount))
    return found


@dataclass(frozen=True, slots=True)
class ProofSum:
    """A month's checks together."""

    month: Month
    checks: int
    equal: int
    apart_fen: int
    checked_at: dt.datetime | None


def proof_sum(books: list[Book], month: Month) -> ProofSum:
    proofs = list(Proof.objects.filter(book__in=books, month=month))
    gaps = [abs(proof.gap_fen) for proof in proofs if proof.gap_fen]
    checked = max((proof.checked_at for proof in proofs), default=None)
    return ProofSum(month, len(proofs), len(proofs) - len(gaps), sum(gaps), checked)


def newest_proven_month(books: list[Book]) -> Month | None:
    """The last month somebody compared."""
    newest = Proof.objects.filter(book__in=books).order_by("-month").first()
    return newest.month if newest else None


@dataclass(frozen=True, slots=True)
class Inflow:
    """One fund's contribution months: what was assessed and what of it is paid, in fen, in the order of the months."""

    book: Book
    months: list[Month]
    paid_fen: list[int]
    assessed_fen: list[int]


def inflows(region: Region, books: list[Book], until: Month, months: int) -> list[Inflow]:
    """The last `months` contribution months up to and including `until`, by fund."""
    span = list((until - (months - 1)).until(until + 1))
    assessed = income.assessed.call(region, span[0], until + 1)
    paid = income.paid.call(region, span[0], until + 1)
    return [
        Inflow(
            book,
            span,
            [paid.get((book.fund, month), 0) for month in span],
            [assessed.get((book.fund, month), 0) for month in span],
        )
        for book in books
    ]


def closing_states(books: list[Book], months: list[Month]) -> list[tuple[Month, list[Closing | None]]]:
    """By month, the closing of each book in turn."""
    known = closings_of(books, min(months))
    return [(month, [known.get((book.pk, month)) for book in books]) for month in months]


def doubts_of(books: Iterable[Book], month: Month) -> dict[int, Words]:
    """What the proof says against closing a month: never compared, or not equal."""
    known = list(books)
    compared = set(Proof.objects.filter(book__in=known, month=month).values_list("book_id", flat=True))
    open_ones = Difference.objects.filter(closed_at__isnull=True, proof__book__in=known, proof__month=month)
    apart: dict[int, int] = {}
    for book_id, amount in open_ones.values_list("proof__book_id", "amount_fen"):
        apart[book_id] = apart.get(book_id, 0) + abs(amount)
    never = Words("尚未对账", "not proven yet")
    doubts = {book.pk: never for book in known if book.pk not in compared}
    return doubts | {
        book_id: Words(f"对账差 {written(fen)} 元", f"¥{written(fen)} apart in the proof")
        for book_id, fen in apart.items()
    }


def lines_in_doubt(books: Iterable[Book], month: Month) -> dict[int, Words]:
    """What the bank told of a month's days and the books do not know."""
    return {
        book_id: Words(
            f"银行流水 {found.lines} 笔未匹配，共 {written(found.amount_fen)} 元",
            f"{found.lines} {'line' if found.lines == 1 else 'lines'} of the bank not in the books, "
            f"¥{written(found.amount_fen)}",
        )
        for book_id, found in unmatched_by_book(books, month).items()
    }
