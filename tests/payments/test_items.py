"""Benefits are booked by sub-item: as their schemes say, to the fen, whichever way the money goes (REG C6)."""

from collections import defaultdict
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benefits.claims.schemes import known_scheme
from benefits.payments.models import Hold, Recovered, ResultFile
from funds.ledger.evidence import behind
from funds.ledger.models import AccountKind, Book, Entry, Posting
from funds.ledger.selectors import spent_by_item
from siadmin.agency.insurances import Fund
from tests.cities import BEIJING, NOVEMBER, broken
from tests.claims import toy
from tests.factories import a_person
from tests.payments.setting_off import looked_into, next_month, owing
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def booked(entry: Entry | None) -> dict[tuple[str, str], int]:
    assert entry is not None
    found = Posting.objects.filter(entry=entry, account_kind=AccountKind.BENEFITS)
    return {(item, side): fen for item, side, fen in found.values_list("item", "side", "amount_fen")}


def by_item(book: Book) -> dict[str, int]:
    """Fen that stand under each item of the book."""
    total: dict[str, int] = defaultdict(int)
    for item, side, fen in Posting.objects.filter(book=book, account_kind=AccountKind.BENEFITS).values_list(
        "item", "side", "amount_fen"
    ):
        total[item] += fen if side == "DEBIT" else -fen
    return dict(total)


def test_a_payment_of_two_benefits_is_booked_as_both_and_comes_back_so(till: Till) -> None:
    person = a_person(lives_in="110105")
    a_card(person)
    till.granted(person)
    Till("toy_stick_monthly", Fund.PENSION).granted(person, days=6)
    file = till.sent(till.approved())
    assert booked(file.entry) == {("toy_monthly", "DEBIT"): 10_000, ("toy", "DEBIT"): 6_000}
    till.answered(file, {0: "no_such_account"})
    assert booked(ResultFile.objects.get().entry) == {("toy_monthly", "CREDIT"): 10_000, ("toy", "CREDIT"): 6_000}
    assert broken() == {}


def test_what_is_set_off_leaves_one_item_and_comes_back_to_another(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    file = till.sent(till.approved(looked_into(till, next_month(till, monkeypatch))))
    assert booked(file.entry) == {("toy", "DEBIT"): 7_500}
    assert booked(file.offset_entry) == {("toy", "DEBIT"): 4_500, ("toy_monthly", "CREDIT"): 4_500}
    assert broken() == {}


def test_a_set_off_that_is_undone_leaves_nothing_under_a_wrong_item(till: Till, monkeypatch: Any) -> None:
    """45 of the stick's 120 were set off; the bank returned the rest, and the stick had ended: it is undone."""
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    file = till.sent(till.approved(looked_into(till, next_month(till, monkeypatch))))
    book = Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)
    assert by_item(book) == {"toy_monthly": 10_000 - 4_500, "toy": 7_500 + 4_500}
    till.stopped(other, month=NOVEMBER + 1)
    till.answered(file, {0: "account_closed"})
    entry = Entry.objects.get(key__startswith="offset_undone:")
    assert booked(entry) == {("toy_monthly", "DEBIT"): 4_500, ("toy", "CREDIT"): 4_500}
    assert by_item(book) == {"toy_monthly": 10_000, "toy": 0}, "November's rainwear is all that was paid"
    told = behind(entry)
    assert told is not None and told.pieces[0].amount_fen == 4_500
    assert broken() == {}


def test_a_set_off_that_never_left_books_nothing(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    looked_into(till, next_month(till, monkeypatch))
    till.stopped(other, month=NOVEMBER + 1)
    assert by_item(Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)) == {"toy_monthly": 10_000}
    assert broken() == {}


def test_what_stays_behind_is_booked_with_the_file_it_leaves_in(till: Till) -> None:
    sticks, people = Till("toy_stick_monthly", Fund.PENSION), [a_person(lives_in="110105") for _ in range(5)]
    for person, account in zip(people, ("", "", "", *["6229999999999999999"] * 2), strict=True):
        a_card(person, account=account)
        (sticks if person in people[2:4] else till).granted(person)
    own = till.approved()
    assert booked(till.sent(own).entry) == {("toy_monthly", "DEBIT"): 20_000, ("toy", "DEBIT"): 10_000}
    for held, item in ((people[4], "toy_monthly"), (people[3], "toy")):
        till.lift(Hold.objects.get(person=held, because="shared_account"), reason="夫妻共用，已到家核实")
        assert booked(till.sent(own).entry) == {(item, "DEBIT"): 10_000}
    assert broken() == {}


def test_what_is_repaid_comes_back_to_the_item_it_was_paid_of(till: Till) -> None:
    ended, _ = owing(till)
    till.repaid(ended, "30.00")
    assert booked(Recovered.objects.get().entry) == {("toy_monthly", "CREDIT"): 3_000}
    spent = {
        str(each.name): each for each in spent_by_item(Book.objects.get(region_id=BEIJING, fund=Fund.PENSION), NOVEMBER)
    }
    assert (spent["雨衣"].month_fen, spent["雨衣"].year_fen, spent["雨具"].year_fen) == (7_000, 7_000, 0)
    assert broken() == {}


def test_a_component_that_no_item_is_told_of_does_not_join() -> None:
    class Nowhere(toy.Umbrella):
        code = "toy_nowhere"
        items = {"umbrella": "another"}

    class Untold(toy.Umbrella):
        code = "toy_untold"
        items = {"rainwear": "toy"}

    for scheme in (Nowhere(), Untold()):
        with pytest.raises(ValueError, match="as what it is booked"):
            known_scheme(scheme)


def test_whoever_reads_the_books_sees_what_was_spent_of_each_item(
    till: Till, client: Client, settings: Settings
) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    owing(till)
    client.force_login(till.accountant)
    page = client.get(reverse("book", args=[BEIJING, Fund.PENSION]), {"month": str(NOVEMBER)})
    shown = page.content.decode()
    assert page.status_code == 200 and page.context["spent_year_fen"] == 10_000
    assert 'id="spent-by-item"' in shown and "待遇明细" in shown and "病残津贴" in shown
    assert page.context["spent_chart"]["series"] == [{"name": "雨衣", "values": [0] * 10 + [10_000]}]
    entry = Entry.objects.get(flow="benefit_payment")
    assert "雨衣" in client.get(reverse("entry", args=[entry.key])).content.decode()
