"""What the bank told is matched with the books by reference, sum and day, once; the rest waits (财会〔2017〕28号)."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contributions.collection.actions import receive_file
from contributions.collection.models import Source
from funds.banking.actions import (
    explain_line,
    import_statement,
    match_by_hand,
    match_lines,
    open_bank_account,
    own_line,
    reconcile,
)
from funds.banking.models import BankAccount, How, Match, Proof, Statement, StatementLine
from funds.banking.selectors import bank_credits
from funds.ledger.actions import Line, post, reverse
from funds.ledger.models import AccountKind, Book, Entry, Posting, Side
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Act, Region
from siadmin.kernel.money import yuan
from siadmin.kernel.refusal import Refusal
from tests import cities, database
from tests.cities import BEIJING, NOVEMBER, SEPTEMBER, broken, tick
from tests.factories import NOW, a_user

HEAD = "bank_reference,value_on,amount,counterparty,text\n"
FIFTH = dt.date(2026, 11, 5)
IN, OUT = AccountKind.FISCAL_SUBSIDY, AccountKind.REMIT_UP

pytestmark = pytest.mark.usefixtures("five_cities")


def book(fund: str = Fund.PENSION) -> Book:
    return Book.objects.get(region_id=BEIJING, fund=fund)


@pytest.fixture
def bank(five_cities: None) -> BankAccount:
    return account_of(book())


def account_of(place: Book) -> BankAccount:
    account = place.accounts.get(kind=AccountKind.FISCAL)
    number = f"62220000{account.pk:08d}"
    return open_bank_account(account=account, bank_name="某行", number=number, by=None, at=tick())


def told(bank: BankAccount, *rows: tuple[str, int] | tuple[str, int, dt.date]) -> None:
    """Lines of a statement: reference, fen, and the day unless it is the fifth."""
    lines = [f"{reference},{(day or [FIFTH])[0]},{yuan(fen)},,\n" for reference, fen, *day in rows]
    content = (HEAD + "".join(lines)).encode()
    import_statement(bank_account=bank, name="x.csv", content=content, by=None, at=tick())


def booked(key: str, fen: int, on: dt.date = FIFTH, *, fund: str = Fund.PENSION) -> Posting:
    """Money that came into the fiscal account by the books, or went out of it for a negative amount."""
    flow, kind = ("fiscal_subsidy", IN) if fen > 0 else ("remit_up", OUT)
    sides = (Side.DEBIT, Side.CREDIT) if fen > 0 else (Side.CREDIT, Side.DEBIT)
    lines = [
        Line(book(fund), AccountKind.FISCAL, sides[0], abs(fen)),
        Line(book(fund), kind, sides[1], abs(fen)),
    ]
    entry, _ = post(key=key, flow=flow, booked_on=on, reason="x", lines=lines, by=None, at=tick())
    return entry.postings.get(account_kind=AccountKind.FISCAL)


def matches() -> set[tuple[str, str, int, str]]:
    rows = Match.objects.values_list("line__bank_reference", "posting__entry_id", "amount_fen", "how")
    keys = dict(Entry.objects.values_list("pk", "key"))
    return {(reference, keys[entry], fen, how) for reference, entry, fen, how in rows}


def waiting() -> set[str]:
    return set(StatementLine.objects.filter(matched_at=None).values_list("bank_reference", flat=True))


def test_a_line_and_a_posting_of_one_day_and_sum_are_the_same_money(bank: BankAccount) -> None:
    booked("in", 500)
    booked("out", -300)
    told(bank, ("B1", 500), ("B2", -300), ("B3", 300))
    assert matches() == {("B1", "in", 500, "amount"), ("B2", "out", 300, "amount")}
    assert waiting() == {"B3"}
    assert broken() == {}


def test_equal_sums_of_a_day_are_paired_each_once(bank: BankAccount) -> None:
    for key in ("a", "b"):
        booked(key, 500)
    told(bank, ("B1", 500), ("B2", 500), ("B3", 500))
    assert matches() == {("B1", "a", 500, "amount"), ("B2", "b", 500, "amount")}
    booked("c", 500)
    assert match_lines(bank_account=bank, at=tick()) == 1
    assert waiting() == set()
    assert match_lines(bank_account=bank, at=tick()) == 0


def test_a_day_paid_in_one_sum_stands_for_all_its_postings(bank: BankAccount) -> None:
    for key, fen in (("a", 500), ("b", 70), ("c", 1)):
        booked(key, fen)
    told(bank, ("B1", 571), ("B2", 9))
    assert matches() == {("B1", "a", 500, "total"), ("B1", "b", 70, "total"), ("B1", "c", 1, "total")}
    assert waiting() == {"B2"}


def test_a_posting_of_a_day_stands_for_all_lines_of_it(bank: BankAccount) -> None:
    booked("day", 571)
    booked("other", 3)
    told(bank, ("B1", 500), ("B2", 71))
    assert matches() == {("B1", "day", 500, "total"), ("B2", "day", 71, "total")}
    assert waiting() == set()


def test_a_day_that_is_equal_in_sum_is_shared_out_in_order(bank: BankAccount) -> None:
    booked("a", 500)
    booked("b", 100)
    told(bank, ("B1", 450), ("B2", 150))
    assert matches() == {("B1", "a", 450, "total"), ("B2", "a", 50, "total"), ("B2", "b", 100, "total")}


@pytest.mark.parametrize(("days", "found"), [(0, "amount"), (1, "nearby"), (-7, "nearby"), (7, "nearby"), (8, None)])
def test_money_on_its_way_is_found_within_a_week(bank: BankAccount, days: int, found: str | None) -> None:
    booked("a", 500)
    told(bank, ("B1", 500, FIFTH + dt.timedelta(days=days)))
    assert [how for *_, how in matches()] == ([found] if found else [])


def test_what_could_be_either_of_two_waits_for_a_person(bank: BankAccount) -> None:
    booked("a", 500, FIFTH - dt.timedelta(days=1))
    booked("b", 500, FIFTH + dt.timedelta(days=1))
    told(bank, ("B1", 500))
    assert (matches(), waiting()) == (set(), {"B1"})


def test_what_is_left_without_a_rival_is_matched_too(bank: BankAccount) -> None:
    """Either line could be the first posting, until one of them is found to be a part of the other posting."""
    days = [FIFTH + dt.timedelta(days=day) for day in range(11)]
    booked("first", 5, days[2])
    booked("second", 9, days[10])
    told(bank, ("B1", 5, days[0]), ("B2", 5, days[9]), ("B3", 4, days[9]))
    assert matches() == {("B1", "first", 5, "nearby"), ("B2", "second", 5, "nearby"), ("B3", "second", 4, "nearby")}


def test_a_day_with_one_line_is_no_more_than_its_line(bank: BankAccount) -> None:
    """Of two lines of one sum neither is the posting, though only one of them has its day for itself."""
    booked("a", 5)
    told(bank, ("B1", 5, FIFTH + dt.timedelta(days=1)), ("B2", 5, FIFTH + dt.timedelta(days=2)), ("B3", 7))
    told(bank, ("B4", 3, FIFTH + dt.timedelta(days=1)))
    assert matches() == set()


def test_a_receipt_told_under_the_banks_reference_is_found_among_others_of_its_sum(bank: BankAccount) -> None:
    employer, (person,) = cities.staff()
    cities.declare(employer, SEPTEMBER, {person: 8_000})
    cities.charge(BEIJING, SEPTEMBER)
    ref = cities.reference(employer, SEPTEMBER)
    rows = [(f"B{n}", BEIJING, str(Fund.PENSION), 100, ref) for n in range(4)]
    content = cities.receipt_file(rows, received_on=FIFTH)
    _, run, _ = receive_file(source=Source.TAX, name="r.csv", content=content, by=None, at=tick())
    cities.work(run)
    ((key, fen),) = Posting.objects.filter(account_kind=AccountKind.FISCAL, book=book(), booked_on=FIFTH).values_list(
        "entry__key", "amount_fen"
    )
    assert fen == 400
    told(bank, ("B2", 100, FIFTH + dt.timedelta(days=20)), ("B9", 100), ("B3", 101))
    assert matches() == {("B2", key, 100, "reference")}
    assert waiting() == {"B9", "B3"}


def test_an_entry_and_its_reversal_say_nothing_together(bank: BankAccount) -> None:
    wrong = booked("wrong", 500)
    reverse(entry=wrong.entry, booked_on=FIFTH, reason="typo", by=None, at=tick())
    booked("right", 500, FIFTH + dt.timedelta(days=1))
    told(bank, ("B1", 500))
    assert matches() == {("B1", "right", 500, "nearby")}


def test_other_accounts_are_none_of_it(bank: BankAccount) -> None:
    booked("a", 500, fund=Fund.INJURY)
    told(bank, ("B1", 500))
    assert waiting() == {"B1"}


def test_the_reconciliation_matches_what_was_booked_since(bank: BankAccount) -> None:
    told(bank, ("B1", 500))
    booked("late", 500)
    reconcile(region=Region.objects.get(pk=BEIJING), month=NOVEMBER, at=tick())
    assert waiting() == set()


def test_interest_is_no_contribution_once_it_is_booked(bank: BankAccount) -> None:
    told(bank, ("B1", 500), ("B2", 70))
    assert bank_credits(Region.objects.get(pk=BEIJING), NOVEMBER) == {Fund.PENSION: 570}
    booked("subsidy", 500)
    reconcile(region=Region.objects.get(pk=BEIJING), month=NOVEMBER, at=tick())
    assert bank_credits(Region.objects.get(pk=BEIJING), NOVEMBER) == {Fund.PENSION: 70}
    assert Proof.objects.get(check_code="bank_receipts").left_fen == 70


# --- what waits has an owner, and a person may say what it is ----------------------------------------------------


def test_a_line_that_waits_is_taken_on_and_explained() -> None:
    bank, clerk, other = account_of(book()), a_user(staff=True), a_user(staff=True)
    told(bank, ("B1", 500))
    line = own_line(line_id=StatementLine.objects.get().pk, by=clerk, at=tick())
    line = explain_line(line_id=line.pk, note="税务未传", by=other, at=tick())
    assert (line.owner, line.note, line.matched_at) == (clerk, "税务未传", None)
    booked("a", 500)
    match_lines(bank_account=bank, at=tick())
    for act in (own_line, lambda **what: explain_line(note="x", **what)):
        with pytest.raises(Refusal) as refused:
            act(line_id=line.pk, by=clerk, at=tick())
        assert refused.value.code == "changed_since"
    codes = Act.objects.filter(subject=str(bank.pk), code__startswith="statement_line").values_list("code", flat=True)
    assert list(codes.order_by("pk")) == ["statement_line_owned", "statement_line_explained"]


def test_a_person_matches_what_no_rule_could(bank: BankAccount) -> None:
    clerk = a_user(staff=True)
    first, second = booked("a", 300, FIFTH - dt.timedelta(days=30)), booked("b", 250)
    told(bank, ("B1", 500))
    line = StatementLine.objects.get()
    line = match_by_hand(line_id=line.pk, posting_id=first.pk, seen_rest_fen=500, by=clerk, at=tick())
    assert line.matched_at is None
    with pytest.raises(Refusal) as refused:
        match_by_hand(line_id=line.pk, posting_id=second.pk, seen_rest_fen=500, by=clerk, at=tick())
    assert refused.value.code == "changed_since"
    line = match_by_hand(line_id=line.pk, posting_id=second.pk, seen_rest_fen=200, by=clerk, at=tick())
    assert line.matched_at is not None
    assert matches() == {("B1", "a", 300, "hand"), ("B1", "b", 200, "hand")}
    told(bank, ("B2", 50))
    assert ("B2", "b", 50, "amount") in matches()
    assert broken() == {}


def test_a_person_does_not_match_what_is_not_the_same_money(bank: BankAccount) -> None:
    told(bank, ("B1", 500, FIFTH + dt.timedelta(days=60)), ("B2", 300))
    line, clerk = StatementLine.objects.get(bank_reference="B1"), a_user(staff=True)
    taken = booked("taken", 300)
    match_lines(bank_account=bank, at=tick())
    for posting in (taken, booked("out", -500), booked("elsewhere", 500, fund=Fund.INJURY)):
        with pytest.raises(Refusal) as refused:
            match_by_hand(line_id=line.pk, posting_id=posting.pk, seen_rest_fen=500, by=clerk, at=tick())
        assert refused.value.code == "not_the_same_money"


# --- kept by the database, whoever writes ------------------------------------------------------------------------


def match(line: StatementLine, posting: Posting, fen: int, **traits: Any) -> Match:
    how = {"how": How.AMOUNT, "matched_at": NOW} | traits
    return Match.objects.create(line=line, posting=posting, amount_fen=fen, **how)


@pytest.fixture
def line(bank: BankAccount) -> StatementLine:
    told(bank, ("B1", 500, FIFTH + dt.timedelta(days=60)))
    return StatementLine.objects.get()


def test_a_match_is_within_its_line_and_its_posting(line: StatementLine) -> None:
    small, large = booked("small", 300), booked("large", 900)
    for posting, fen, promise in ((small, 301, "match_within_its_posting"), (large, 501, "match_within_its_line")):
        with database.refused(promise):
            match(line, posting, fen)
    match(line, large, 400)
    with database.refused("match_within_its_line"):
        match(line, small, 101)
    with database.refused("match_once"):
        match(line, large, 1)
    with database.refused("match_positive"):
        match(line, small, 0)
    with database.refused("match_by_hand_has_a_hand"):
        match(line, small, 1, how=How.HAND)


def test_a_match_is_of_one_account_and_direction(line: StatementLine) -> None:
    for posting in (booked("out", -500), booked("elsewhere", 500, fund=Fund.INJURY)):
        with database.refused("match_of_one_account"):
            match(line, posting, 1)


def test_what_the_bank_told_stays_as_it_was_told(line: StatementLine) -> None:
    rows = StatementLine.objects.filter(pk=line.pk)
    for changes in ({"amount_fen": 1}, {"value_on": FIFTH}, {"bank_reference": "B2"}, {"counterparty": "x"}):
        with database.refused("statement_line_stays"):
            rows.update(**changes)
    with database.refused("statement_line_stays"):
        rows.delete()
    with database.not_permitted():
        Statement.objects.update(file_name="another")


def test_a_line_is_matched_when_its_matches_add_up_to_it(line: StatementLine) -> None:
    rows = StatementLine.objects.filter(pk=line.pk)
    with database.refused("statement_line_adds_up"):
        rows.update(matched_at=NOW)
    match(line, booked("a", 500, FIFTH), 499)
    with database.refused("statement_line_adds_up"):
        rows.update(matched_at=NOW)
    match(line, booked("b", 500, FIFTH), 1)
    rows.update(matched_at=NOW)
    with database.refused("statement_line_stays"):
        rows.update(matched_at=None)
    with database.not_permitted():
        Match.objects.all().delete()


def test_verify_names_a_line_whose_matches_do_not_fit(line: StatementLine) -> None:
    match(line, booked("a", 500), 500)
    assert broken() == {"lines_match_postings": ["line B1 of a statement: its matches do not fit"]}


@hypothesis_settings(max_examples=30)
@given(
    lines=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.booleans()), max_size=8),
    postings=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.booleans()), max_size=8),
)
def test_whatever_was_told_and_booked_nothing_is_matched_twice(
    lines: list[tuple[int, int, bool]], postings: list[tuple[int, int, bool]]
) -> None:
    with database.savepoint():
        bank = account_of(book())
        for number, (fen, day, is_out) in enumerate(postings):
            booked(f"p{number}", -fen if is_out else fen, FIFTH + dt.timedelta(days=day))
        told(
            bank,
            *[
                (f"B{n}", -fen if out else fen, FIFTH + dt.timedelta(days=day))
                for n, (fen, day, out) in enumerate(lines)
            ],
        )
        before = matches()
        assert match_lines(bank_account=bank, at=tick()) == 0
        assert matches() == before
        assert broken() == {}
        left = [sum(f for f, d, o in side if not o) for side in (lines, postings)]
        if left[0] == left[1] and {d for _, d, _ in lines + postings} <= {0}:
            assert not StatementLine.objects.filter(matched_at=None, amount_fen__gt=0).exists()
