"""The ledger's promises hold whoever writes (财会〔2017〕28号; 财社〔2017〕144号 art. 39–42)."""

import datetime as dt
from itertools import count
from typing import Any

import psycopg2.errors
import pytest
from django.db import transaction

from funds.ledger.models import Account, AccountKind, Book, Closing, Collector, Entry, Posting, Side
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.kernel.months import Month
from tests import database, factories
from tests.factories import NOW, TODAY

_keys = count(1)
RECEIPT = "receipt_from_tax"


def _entry(**traits: Any) -> Entry:
    return Entry.objects.create(
        **{
            "key": f"test:{next(_keys)}",
            "flow": RECEIPT,
            "booked_on": TODAY,
            "reason": "test",
            "posted_at": NOW,
            "transaction_id": 0,
        }
        | traits
    )


def _posting(entry: Entry, book: Book, kind: str, side: str, fen: int = 100, **traits: Any) -> Posting:
    return Posting.objects.create(
        **{
            "entry": entry,
            "flow": entry.flow,
            "book": book,
            "account": Account.objects.get(book=book, kind=kind),
            "account_kind": kind,
            "side": side,
            "amount_fen": fen,
            "booked_on": entry.booked_on,
        }
        | traits
    )


def _received(book: Book, fen: int = 100, **traits: Any) -> Entry:
    """A balanced entry: money on the fiscal account, not yet allocated."""
    entry = _entry(**traits)
    _posting(entry, book, AccountKind.FISCAL, Side.DEBIT, fen)
    _posting(entry, book, AccountKind.UNALLOCATED, Side.CREDIT, fen)
    return entry


def _taken_back(book: Book, reverses: Entry, fen: int) -> Entry:
    entry = _entry(flow=f"{RECEIPT}.reversed", reverses=reverses)
    _posting(entry, book, AccountKind.FISCAL, Side.CREDIT, fen)
    _posting(entry, book, AccountKind.UNALLOCATED, Side.DEBIT, fen)
    return entry


@pytest.fixture
def book(db: None) -> Book:
    return _a_book()


def _a_book(**traits: Any) -> Book:
    return factories.a_book(**traits)


def _prepared(book: Book, by: User, **traits: Any) -> Closing:
    return Closing.objects.create(
        **{
            "book": book,
            "month": Month.of(TODAY),
            "balances": {},
            "prepared_by": by,
            "prepared_eyes": by.eyes,
            "prepared_at": NOW,
        }
        | traits
    )


def _closed(book: Book, month: Month) -> Closing:
    one, other = factories.a_user(staff=True), factories.a_user(staff=True)
    return Closing.objects.create(
        book=book,
        month=month,
        balances={},
        prepared_by=one,
        prepared_eyes=one.eyes,
        prepared_at=NOW,
        closed_by=other,
        closed_eyes=other.eyes,
        closed_at=NOW,
    )


# --- an entry balances ----------------------------------------------------------------------------------------


def test_a_balanced_entry_is_booked(book: Book) -> None:
    entry = _received(book)
    database.run("SET CONSTRAINTS ALL IMMEDIATE")
    assert entry.postings.count() == 2


def test_an_empty_entry_is_refused(book: Book) -> None:
    with database.refused("entry_balances"):
        _entry()


def test_an_entry_off_by_a_fen_is_refused(book: Book) -> None:
    with database.refused("entry_balances"):
        entry = _entry()
        _posting(entry, book, AccountKind.FISCAL, Side.DEBIT, 101)
        _posting(entry, book, AccountKind.UNALLOCATED, Side.CREDIT, 100)


def test_two_books_do_not_balance_each_other(book: Book) -> None:
    other = _a_book(fund=Fund.INJURY)
    with database.refused("entry_balances"):
        entry = _entry()
        _posting(entry, book, AccountKind.FISCAL, Side.DEBIT)
        _posting(entry, other, AccountKind.UNALLOCATED, Side.CREDIT)


@pytest.mark.parametrize("fen", [0, -100])
def test_an_amount_is_positive(book: Book, fen: int) -> None:
    with database.refused("posting_positive"):
        _received(book, fen)


def test_one_key_books_once(book: Book) -> None:
    _received(book, key="once")
    with database.refused("ledger_entry_key_key"):
        _received(book, key="once")


def test_an_entry_is_reversed_once(book: Book) -> None:
    entry = _received(book)
    _taken_back(book, entry, 100)
    with database.refused("ledger_entry_reverses_id_key"):
        _taken_back(book, entry, 100)


def test_a_reversal_takes_back_one_entry_whole(book: Book) -> None:
    its, other = _received(book, 300), _received(book, 200)
    with database.refused("entry_reversed_says_which"):
        _entry(flow=f"{RECEIPT}.reversed")
    with database.refused("entry_reversed_says_which"):
        _received(book, 300, reverses=its)
    for reverses, fen in ((other, 300), (its, 200)):
        with database.refused("entry_takes_back_its_own"):
            _taken_back(book, reverses, fen)
    with database.refused("entry_takes_back_its_own"):
        _received(book, 300, flow="refund_from_fiscal.reversed", reverses=its)
    assert _taken_back(book, its, 300).reverses == its


# --- a posting joins its entry, its book, an allowed flow, an open month --------------------------------------


@pytest.mark.django_db(transaction=True)
def test_nothing_joins_an_entry_of_an_earlier_transaction() -> None:
    book = _a_book()
    with transaction.atomic():
        entry = _received(book)
    with database.refused("posting_joins_its_entry"):
        _posting(entry, book, AccountKind.FISCAL, Side.DEBIT)
        _posting(entry, book, AccountKind.UNALLOCATED, Side.CREDIT)


def test_nothing_joins_an_entry_that_balances(book: Book) -> None:
    """Not even in its own transaction, after the check at commit was called early."""
    entry = _received(book)
    database.run("SET CONSTRAINTS ALL IMMEDIATE")
    with database.refused("posting_joins_its_entry"):
        _posting(entry, book, AccountKind.FISCAL, Side.DEBIT, 999)


def test_an_entry_cannot_say_which_transaction_it_is_of(book: Book) -> None:
    entry = _entry(transaction_id=4711)
    entry.refresh_from_db()
    assert entry.transaction_id not in (0, 4711)
    _posting(entry, book, AccountKind.FISCAL, Side.DEBIT)
    _posting(entry, book, AccountKind.UNALLOCATED, Side.CREDIT)


@pytest.mark.parametrize("traits", [{"flow": "another"}, {"booked_on": TODAY + dt.timedelta(days=1)}])
def test_a_posting_repeats_what_its_entry_says(book: Book, traits: dict[str, Any]) -> None:
    entry = _received(book)
    with database.refused("posting_joins_its_entry"):
        _posting(entry, book, AccountKind.FISCAL, Side.DEBIT, **traits)


def test_a_posting_without_an_entry_is_refused(book: Book) -> None:
    nowhere = Entry(pk=-1, flow=RECEIPT, booked_on=TODAY)
    with database.refused("posting_joins_its_entry"):
        _posting(nowhere, book, AccountKind.FISCAL, Side.DEBIT)


def test_an_account_of_another_book_is_refused(book: Book) -> None:
    stranger = Account.objects.get(book=_a_book(fund=Fund.INJURY), kind=AccountKind.FISCAL)
    entry = _received(book)
    with database.refused("posting_account_of_its_book"):
        _posting(entry, book, AccountKind.FISCAL, Side.DEBIT, account=stranger)


def test_an_account_is_not_called_by_another_kind(book: Book) -> None:
    entry = _received(book)
    fiscal = Account.objects.get(book=book, kind=AccountKind.FISCAL)
    with database.refused("posting_account_of_its_book"):
        _posting(entry, book, AccountKind.UNALLOCATED, Side.CREDIT, account=fiscal)


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (AccountKind.BENEFITS, Side.DEBIT),
        (AccountKind.FISCAL, Side.CREDIT),
        (AccountKind.UNALLOCATED, Side.DEBIT),
        (AccountKind.EXPENDITURE, Side.DEBIT),
    ],
)
def test_a_flow_outside_the_whitelist_is_refused(book: Book, kind: str, side: str) -> None:
    entry = _received(book)
    with database.refused("posting_flow_allowed"):
        _posting(entry, book, kind, side, item="any" if kind == AccountKind.BENEFITS else "")


@pytest.mark.parametrize(("kind", "item"), [(AccountKind.BENEFITS, ""), (AccountKind.FISCAL, "basic_pension")])
def test_benefits_name_an_item_and_nothing_else_does(book: Book, kind: str, item: str) -> None:
    with database.refused("posting_names_its_item"):
        _posting(_entry(flow="benefit_payment"), book, kind, Side.DEBIT, item=item)


def test_nothing_is_booked_in_a_closed_month(book: Book) -> None:
    _closed(book, Month.of(TODAY))
    with database.refused("posting_month_open"):
        _received(book)


def test_the_month_after_a_closed_one_is_open(book: Book) -> None:
    _closed(book, Month.of(TODAY))
    _received(book, booked_on=(Month.of(TODAY) + 1).first_day)
    database.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_month_prepared_for_closing_is_open_still(book: Book) -> None:
    clerk = factories.a_user(staff=True)
    _prepared(book, clerk)
    _received(book)


@pytest.mark.django_db(transaction=True)
def test_nothing_slips_into_a_month_that_is_being_closed() -> None:
    book = _a_book()
    outcome = database.in_the_meantime(lambda: _closed(book, Month.of(TODAY)), lambda: _received(book))
    assert database.promise_broken(outcome) == "posting_month_open"


@pytest.mark.django_db(transaction=True)
def test_a_month_is_not_closed_under_an_entry_that_is_being_booked() -> None:
    """The closing waits for it, and so can count it."""
    book, seen = _a_book(), []

    def close() -> None:
        _closed(book, Month.of(TODAY))
        seen.append(Entry.objects.count())

    assert database.in_the_meantime(lambda: _received(book), close) is None
    assert seen == [1]


# --- what is closed stays closed, what is booked stays booked --------------------------------------------------


def test_a_closed_month_is_not_opened_again(book: Book) -> None:
    closing = _closed(book, Month.of(TODAY))
    with database.refused("closing_stays"):
        Closing.objects.filter(pk=closing.pk).update(closed_at=None)
    with database.refused("closing_stays"):
        closing.delete()


def test_a_month_is_not_closed_by_who_prepared_it(book: Book) -> None:
    number = factories.citizen_number(order=783)
    one, same_person = (factories.a_user(identity_number=number, staff=True) for _ in range(2))
    with database.refused("closing_four_eyes"):
        _prepared(book, one, closed_by=same_person, closed_eyes=same_person.eyes, closed_at=NOW)


def test_a_month_is_not_closed_by_nobody(book: Book) -> None:
    closing = _prepared(book, factories.a_user(staff=True))
    with database.refused("closing_closed_by_someone"):
        Closing.objects.filter(pk=closing.pk).update(closed_at=NOW)


@pytest.mark.parametrize("eyes", ["", "0" * 64])
def test_who_closes_a_month_is_the_person_of_the_account_that_closes_it(book: Book, eyes: str) -> None:
    maker, other = factories.a_user(staff=True), factories.a_user(staff=True)
    closing = Closing.objects.filter(pk=_prepared(book, maker).pk)
    for changes in (
        {"closed_at": NOW, "closed_by": other, "closed_eyes": eyes},
        {"prepared_eyes": eyes},
        {"prepared_by": other},
    ):
        with database.refused("eyes_of_the_account"):
            closing.update(**changes)


def test_an_entry_is_neither_changed_nor_deleted(book: Book) -> None:
    entry = _received(book)
    with database.not_permitted():
        Entry.objects.filter(pk=entry.pk).update(reason="another")
    with database.not_permitted():
        Entry.objects.filter(pk=entry.pk)._raw_delete("default")


def test_a_posting_is_neither_changed_nor_deleted(book: Book) -> None:
    postings = _received(book).postings
    with database.not_permitted():
        postings.update(amount_fen=1)
    with database.not_permitted():
        postings.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET reason = 'another'",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_posting SET amount_fen = 1",
        "DELETE FROM ledger_posting",
    ],
)
def test_not_even_the_owner_changes_what_is_booked(statement: str) -> None:
    book = _a_book()
    with transaction.atomic():
        _received(book)
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement)


# --- who collects decides which accounts there are (art. 39–40) ------------------------------------------------


def test_there_is_no_income_account_where_tax_collects(db: None) -> None:
    book = _a_book(collector=Collector.TAX)
    with database.refused("account_no_income_account_where_tax_collects"):
        Account.objects.create(book=book, kind=AccountKind.INCOME, collector=Collector.TAX)


def test_an_account_does_not_name_another_collector_than_its_book(db: None) -> None:
    book = _a_book(collector=Collector.TAX)
    with database.refused("account_collector_of_its_book"):
        Account.objects.create(book=book, kind=AccountKind.INCOME, collector=Collector.AGENCY)


def test_an_account_stays_in_its_book_and_of_its_kind(book: Book) -> None:
    fiscal = Account.objects.filter(book=book, kind=AccountKind.FISCAL)
    with database.refused("account_stays"):
        fiscal.update(book=_a_book(fund=Fund.INJURY))
    with database.refused("account_stays"):
        Account.objects.filter(book=book, kind=AccountKind.INTEREST).update(kind=AccountKind.INCOME)


def test_where_the_agency_collects_there_is_an_income_account(db: None) -> None:
    book = _a_book(collector=Collector.AGENCY)
    assert book.accounts.filter(kind=AccountKind.INCOME).exists()
    with database.refused("book_keeps_its_collector"):
        Book.objects.filter(pk=book.pk).update(collector=Collector.TAX)
