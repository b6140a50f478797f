"""Money is booked by a line of the bank, and a line is used once, part by part (REG 37, 40, 46)."""

import datetime as dt

import pytest
from django.db import connection

from funds.banking.actions import ReadOff, import_statement, match_by_hand, match_lines, open_bank_account, use_line
from funds.banking.actions.using import why_not_use
from funds.banking.evidence import _FLOWS
from funds.banking.models import BankAccount, BankLine, LinePart, Match, StatementLine
from funds.ledger.actions import Line, post, reverse
from funds.ledger.evidence import behind
from funds.ledger.models import Account, AccountKind, Book, Entry, Side
from siadmin.agency.insurances import Fund
from siadmin.kernel.money import yuan
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, broken, tick
from tests.factories import TODAY, a_user
from tests.planned import planned

pytestmark = pytest.mark.usefixtures("five_cities")
BEFORE = TODAY - dt.timedelta(days=30)
K = AccountKind


@pytest.fixture
def account(five_cities: None) -> Account:
    book = Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)
    planned(book)
    return book.accounts.get(kind=K.EXPENDITURE)


def drawn(account: Account, key: str, fen: int, *, by: int | None = None) -> Entry:
    """So much came to the expenditure account."""
    sides = ((K.EXPENDITURE, Side.DEBIT), (K.FISCAL, Side.CREDIT))
    lines = [Line(account.book, kind, side, fen) for kind, side in sides]
    return post(key=key, flow="funding", booked_on=TODAY, reason="x", lines=lines, by=by, at=tick())[0]


def used(account: Account, read: ReadOff, entry: Entry, fen: int) -> LinePart:
    return use_line(
        account=account, read=read, entry=entry, fen=fen, since=BEFORE, case=None, by=a_user(staff=True), at=tick()
    )


def code(account: Account, read: ReadOff, fen: int) -> str:
    refusal = why_not_use(account, read, fen, since=BEFORE, today=TODAY)
    return refusal.code if refusal else ""


def bank_of(account: Account) -> BankAccount:
    return open_bank_account(account=account, bank_name="某行", number=f"62220000{account.pk:08d}", by=None, at=tick())


def told(account: Account, *rows: tuple[str, int]) -> BankAccount:
    """Lines of a statement of today."""
    bank = bank_of(account)
    lines = "".join(f"{reference},{TODAY},{yuan(fen)}\n" for reference, fen in rows)
    content = f"bank_reference,value_on,amount\n{lines}".encode()
    import_statement(bank_account=bank, name="x.csv", content=content, by=None, at=tick())
    return bank


def test_a_line_is_used_once_and_says_what_for(account: Account) -> None:
    read = ReadOff("B1", TODAY)
    entry = drawn(account, "one", 500)
    assert used(account, read, entry, 500).amount_fen == 500
    with pytest.raises(Refusal) as refused:
        used(account, read, drawn(account, "two", 300), 300)
    assert refused.value.code == "bank_line_used"
    assert "5.00" in refused.value.zh and "entry one" in refused.value.en and entry.flow_name.en in refused.value.en
    told = behind(entry)
    assert told is not None and [(each.name, each.amount_fen) for each in told.pieces] == [("B1", 500)]
    assert broken() == {}


def test_one_sum_for_several_things_is_used_up_and_no_further(account: Account) -> None:
    used(account, ReadOff("B1", TODAY, 800), drawn(account, "one", 500), 500)
    assert code(account, ReadOff("B1", TODAY), 301) == "bank_line_used"
    used(account, ReadOff("B1", TODAY), drawn(account, "two", 300), 300)
    assert code(account, ReadOff("B1", TODAY), 1) == "bank_line_used"
    assert BankLine.objects.get().amount_fen == 800 and broken() == {}


@pytest.mark.parametrize(
    ("read", "fen", "why"),
    [
        (ReadOff("B1", TODAY - dt.timedelta(days=1)), 100, "bank_line_differs"),
        (ReadOff("B1", TODAY, 900), 100, "bank_line_differs"),
        (ReadOff("B1", TODAY), -100, "bank_line_differs"),
        (ReadOff("B1", TODAY + dt.timedelta(days=1)), 100, "bank_line_when"),
        (ReadOff("B1", BEFORE - dt.timedelta(days=1)), 100, "bank_line_when"),
        (ReadOff("B2", TODAY, 99), 100, "bank_line_short"),
        (ReadOff("B1", TODAY), 300, ""),
        (ReadOff("B2", TODAY), 100, ""),
    ],
)
def test_a_line_is_what_it_was_said_to_be(account: Account, read: ReadOff, fen: int, why: str) -> None:
    used(account, ReadOff("B1", TODAY, 800), drawn(account, "one", 500), 500)
    assert code(account, read, fen) == why


def test_the_word_of_the_bank_counts(account: Account) -> None:
    """A statement that came first says what the line is; one that comes later says more than was written down."""
    told(account, ("B1", 800))
    assert code(account, ReadOff("B1", TODAY, 500), 500) == "bank_line_differs"
    used(account, ReadOff("B1", TODAY), drawn(account, "one", 500), 500)
    used(account, ReadOff("B2", TODAY), drawn(account, "two", 500), 500)
    told(account, ("B2", 600))
    used(account, ReadOff("B2", TODAY), drawn(account, "three", 100), 100)
    assert code(account, ReadOff("B2", TODAY), 1) == "bank_line_used"
    assert broken() == {}


def test_what_was_booked_by_a_line_is_matched_with_it(account: Account) -> None:
    """Whatever else is of that sum, and on whichever day."""
    right, wrong = drawn(account, "right", 500), drawn(account, "wrong", 500)
    used(account, ReadOff("B1", TODAY, 800), right, 500)
    bank = told(account, ("B1", 800))
    match_lines(bank_account=bank, at=tick())
    assert Match.objects.filter(posting__entry=right).get().how == "reference"
    assert not Match.objects.filter(posting__entry=wrong).exists() and broken() == {}


def test_what_the_bank_was_matched_with_by_hand_is_not_booked_again(account: Account) -> None:
    told(account, ("B1", 500), ("B2", 500))
    drawn(account, "other", 400)
    line = StatementLine.objects.get(bank_reference="B1")
    posting = Entry.objects.get(key="other").postings.get(account=account)
    match_by_hand(line_id=line.pk, posting_id=posting.pk, seen_rest_fen=500, by=a_user(staff=True), at=tick())
    assert code(account, ReadOff("B1", TODAY), 101) == "bank_line_used"
    assert code(account, ReadOff("B1", TODAY), 100) == ""
    used(account, ReadOff("B2", TODAY), drawn(account, "mine", 500), 500)
    line = StatementLine.objects.get(bank_reference="B2")
    posting = drawn(account, "theirs", 700).postings.get(account=account)
    with pytest.raises(Refusal) as refused:
        match_by_hand(line_id=line.pk, posting_id=posting.pk, seen_rest_fen=500, by=a_user(staff=True), at=tick())
    assert refused.value.code == "bank_line_used" and "mine" in refused.value.en
    with database.refused("match_of_a_used_line"):
        database.forged(Match.objects.get(how="hand"), line_id=line.pk, posting_id=posting.pk, amount_fen=500)


def test_a_reversed_entry_gives_its_line_back(account: Account) -> None:
    entry = drawn(account, "one", 500)
    used(account, ReadOff("B1", TODAY), entry, 500)
    reverse(entry=entry, booked_on=TODAY, reason="x", by=None, at=tick())
    used(account, ReadOff("B1", TODAY), drawn(account, "two", 500), 500)
    assert broken() == {}


def test_the_database_books_nothing_of_these_flows_without_a_line(account: Account) -> None:
    sides = ((K.EXPENDITURE, Side.DEBIT, ""), (K.BENEFITS, Side.CREDIT, "basic_pension"))
    lines = [Line(account.book, kind, side, 500, item=item) for kind, side, item in sides]
    with database.refused("entry_by_its_bank_line"):
        post(key="x", flow="benefit_recovered", booked_on=TODAY, reason="x", lines=lines, by=None, at=tick())


def test_the_database_takes_no_part_that_is_not_there(account: Account) -> None:
    maker = a_user(staff=True)
    entry = drawn(account, "one", 500, by=maker.pk)
    told = {"value_on": TODAY, "written_by": maker, "written_at": tick()}
    line = BankLine.objects.create(account=account, bank_reference="B1", amount_fen=800, **told)
    other = {"entry": entry, "used_by": a_user(staff=True), "used_at": tick()}
    with database.refused("line_part_as_booked"):
        line.parts.create(amount_fen=501, **other)
    with database.refused("line_part_within"):
        line.parts.create(amount_fen=801, **other)
    with database.refused("draw_confirmed_by_another"):
        line.parts.create(amount_fen=500, **(other | {"used_by": maker}))
    with database.refused("bank_line_once"):
        BankLine.objects.create(account=account, bank_reference="B1", amount_fen=1, **told)
    with database.refused("bank_line_as_told"):
        contributions = account.book.accounts.get(kind=K.CONTRIBUTIONS_POOLED)
        BankLine.objects.create(account=contributions, bank_reference="B1", amount_fen=1, **told)


def test_the_evidence_is_of_every_flow_that_is_booked_by_lines() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(banking_flows_by_line())")
        flows = {flow for (flow,) in cursor.fetchall()}
    assert flows | {"funding"} == set(_FLOWS)
