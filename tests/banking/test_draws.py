"""What was drawn from the fiscal special account is confirmed by the bank's line, by another person (REG 37, 40)."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from funds.banking.actions import ReadOff, confirm_draw, import_statement
from funds.banking.models import LinePart
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Book, Entry, Side
from funds.ledger.selectors import Draw, draw_by, draws_of
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.banking.test_using import bank_of
from tests.cities import BEIJING, broken, tick
from tests.factories import TODAY, a_member_of_staff, a_person, a_user, identity_number_of
from tests.planned import planned

pytestmark = pytest.mark.usefixtures("five_cities")


def pension() -> Book:
    return Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)


def drawn(fen: int = 50_000, *, key: str = "draw", by: User | None = None, on: dt.date = TODAY) -> Entry:
    book = pension()
    sides = ((AccountKind.EXPENDITURE, Side.DEBIT), (AccountKind.FISCAL, Side.CREDIT))
    lines = [Line(book, kind, side, fen) for kind, side in sides]
    maker = by.pk if by else None
    return post(key=key, flow="funding", booked_on=on, reason="待遇划付", lines=lines, by=maker, at=tick())[0]


@pytest.fixture(autouse=True)
def _granted(five_cities: None) -> None:
    planned(pension())


def confirmed(entry: Entry, reference: str, fen: int, *, by: User | None = None, on: dt.date = TODAY) -> LinePart:
    return confirm_draw(entry_id=entry.pk, read=ReadOff(reference, on, fen), by=by or a_user(staff=True), at=tick())


def of(entry: Entry) -> Draw:
    draw = draw_by(entry)
    assert draw is not None
    return draw


def refused(entry: Entry, reference: str, fen: int, **how: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        confirmed(entry, reference, fen, **how)
    return refusal.value.code


def test_a_draw_waits_until_the_bank_brought_it() -> None:
    entry = drawn()
    assert (of(entry).waiting_fen, of(entry).differs) == (50_000, False)
    confirmed(entry, "C1", 30_000)
    assert (of(entry).waiting_fen, of(entry).differs) == (20_000, True)
    confirmed(entry, "C2", 25_000)
    assert (of(entry).waiting_fen, of(entry).spare_fen, of(entry).differs) == (0, 5_000, True), "more than was drawn"
    assert refused(entry, "C3", 1) == "draw_confirmed"
    other = drawn(5_000, key="other")
    confirmed(other, "C2", 25_000)
    assert (of(entry).differs, of(other).waiting_fen) == (False, 0), "one transfer for two draws"
    third = drawn(1, key="third")
    assert refused(third, "C2", 25_000) == "bank_line_used"
    assert refused(third, "C4", 1, on=TODAY.replace(month=1)) == "bank_line_when"
    draws = draws_of([pension()], Month.of(TODAY))[pension().pk]
    assert [each.entry.key for each in draws] == ["third", "draw", "other"], "what waits first"
    assert broken() == {}


def test_who_drew_does_not_confirm_it_not_by_another_sign_in_either() -> None:
    number = identity_number_of(a_person())
    cashier, second = (a_user(staff=True, identity_number=number) for _ in range(2))
    entry = drawn(by=cashier)
    for by in (cashier, second):
        assert refused(entry, "C1", 50_000, by=by) == "draw_confirmed_by_another"


def test_the_banks_statement_confirms_by_itself_and_counts_once() -> None:
    entry, other = drawn(), drawn(7_000, key="other")
    confirmed(entry, "C1", 50_000)
    account = pension().accounts.get(kind=AccountKind.EXPENDITURE)
    rows = "".join(f"{reference},{TODAY},{yuan(fen)}\n" for reference, fen in (("C1", 50_000), ("C2", 7_000)))
    content = f"bank_reference,value_on,amount\n{rows}".encode()
    import_statement(bank_account=bank_of(account), name="x.csv", content=content, by=None, at=tick())
    for each in (entry, other):
        assert [told.is_from_file for told in of(each).told] == [True] and not of(each).waiting_fen
    assert broken() == {}


def test_it_is_confirmed_on_screen_and_the_plans_say_what_waits(settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    entry = drawn(on=timezone.localdate())
    client = Client(headers={"accept-language": "en"})
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    plans = f"{reverse('funding_plans')}?region={BEIJING}"
    assert "¥500.00 of it wait for the bank" in client.get(plans).content.decode()
    confirm, told = reverse("draw_confirm", args=[entry.pk]), {"bank_reference": "C1", "line_amount": "x"}
    wrong = client.post(confirm, told)
    assert wrong.status_code == 422 and "C1" in wrong.content.decode()
    right = told | {"line_amount": "499.99", "received_on": f"{timezone.localdate()}"}
    assert client.post(confirm, right).status_code == 302
    assert "the bank brought ¥499.99, ¥0.01 less than was drawn" in client.get(plans).content.decode()
    again = client.post(confirm, right)
    assert again.status_code == 409 and "was already used for" in again.content.decode()
    assert client.post(confirm, right | {"bank_reference": "C2", "line_amount": "0.01"}).status_code == 302
    assert "The bank brought what was drawn" in client.get(reverse("draw", args=[entry.pk])).content.decode()
    assert "Drawn: the bank brought all of it" in client.get(plans).content.decode()
    client.force_login(a_member_of_staff(Post.CASHIER, at=BEIJING))
    assert client.post(confirm, right).status_code == 403
    assert "It came by this line" not in client.get(reverse("draw", args=[entry.pk])).content.decode()
