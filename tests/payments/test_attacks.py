"""What somebody would try: money that leaves by a name, a number or a moment that is not theirs."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from benefits.payments import actions
from benefits.payments.models import BankFile, Payment
from enrollment.registry.models import BankCard
from siadmin.agency.documents import content_of
from siadmin.agency.models import PostGrant
from siadmin.agency.posts import Post
from siadmin.kernel import runs
from siadmin.kernel.models import RunState
from siadmin.kernel.months import Month
from tests import database
from tests.cities import NOVEMBER, SHANGHAI, broken, tick, work
from tests.factories import a_member_of_staff, a_person
from tests.payments.till import BANKS, Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")
NEXT_MONTH = dt.timedelta(days=20)


@pytest.fixture
def till() -> Till:
    funded()
    found = Till()
    for place in range(2):
        person = a_person(name=("=HYPERLINK(0)", "@李强")[place])
        a_card(person, bank=BANKS[place])
        found.granted(person)
    return found


def test_a_name_is_no_formula_in_the_file_of_a_bank(till: Till) -> None:
    own = till.approved()
    names = [content_of(till.sent(own, bank).document).decode("utf-8-sig").split(",")[5] for bank in BANKS]
    assert names == ["'=HYPERLINK(0)", "'@李强"]


def test_what_is_of_one_person_goes_to_no_account_of_another(till: Till) -> None:
    """Nor while the run is assembled."""
    own = actions.open_payments(region=till.region, fund=till.fund, month=NOVEMBER, by=till.clerk, at=tick())
    one, other = BankCard.objects.order_by("pk")
    told = {
        "month": NOVEMBER, "batch_id": own.batches.get(bank_name=BANKS[0]).pk, "person_id": one.person_id,
        "amount_fen": 100, "slice_id": own.run.slices.get().pk,
    }  # fmt: skip
    with database.refused("payment_to_own_account"):
        Payment.objects.create(**told, row=1, card_id=other.pk)
    Payment.objects.create(**told, row=1, card_id=one.pk)


def test_files_go_on_another_day_by_the_posts_and_books_of_that_day(till: Till) -> None:
    """A cashier asked; it was paused, and an administrator lets it go on once the cashier is in office no more."""
    own = till.approved()
    run = actions.open_sending(payment_run_id=own.pk, by=till.cashier, at=tick())
    runs.pause(run.pk, at=tick())
    PostGrant.objects.filter(user=till.cashier).update(ends_before=(NOVEMBER + 1).first_day)
    runs.resume(run.pk, at=tick() + NEXT_MONTH)
    assert work(run).state == RunState.FAILED
    assert not BankFile.objects.exists()
    run = actions.open_sending(
        payment_run_id=own.pk, by=a_member_of_staff(Post.CASHIER, at=till.region.pk), at=tick() + NEXT_MONTH
    )
    assert work(run).state == RunState.DONE
    assert {Month.of(file.entry.booked_on) for file in BankFile.objects.all()} == {NOVEMBER + 1}
    assert broken() == {}


def test_an_administrator_of_the_place_lets_a_run_go_on_and_reads_no_names(
    till: Till, client: Client, settings: Settings
) -> None:
    """Nobody else may: a run that stopped would keep the months after it from being paid."""
    settings.STAFF_TOTP_REQUIRED = False
    own = till.approved()
    run = actions.open_sending(payment_run_id=own.pk, by=till.cashier, at=tick())
    client.force_login(a_member_of_staff(Post.ADMINISTRATOR, at=till.region.pk))
    for each in (own.run, run):
        page = client.get(reverse("run", args=(each.pk,)))
        assert page.status_code == 200
        assert "HYPERLINK" not in page.content.decode()
        assert reverse("payment_run", args=(own.number,)) not in page.content.decode()
    assert client.get(reverse("payment_run", args=(own.number,))).status_code == 403
    for name, state in (("run_pause", RunState.PAUSED), ("run_continue", RunState.RUNNING)):
        assert client.post(reverse(name, args=(run.pk,))).status_code == 302
        run.refresh_from_db()
        assert run.state == state
    client.force_login(a_member_of_staff(Post.ADMINISTRATOR, at=SHANGHAI))
    assert client.get(reverse("run", args=(run.pk,))).status_code == 404
    assert client.post(reverse("run_pause", args=(run.pk,))).status_code == 404


def test_the_second_look_takes_no_bank_of_another_run_and_no_other_place(
    till: Till, client: Client, settings: Settings
) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    own = till.approved()
    other = till.batch(own, BANKS[0])
    client.force_login(till.cashier)
    send = reverse("payment_send", args=(own.number,))
    for banks in (["9" * 5_000], [str(other.pk + 10_000)], ["-1"], ["٣"], []):
        assert client.post(send, {"bank": banks}).status_code == 409, banks
        assert client.get(reverse("payment_sending", args=(own.number,)), {"bank": banks}).status_code == 200
    client.force_login(a_member_of_staff(Post.CASHIER, at=SHANGHAI))
    assert client.get(reverse("payment_sending", args=(own.number,))).status_code == 404
    assert client.post(send, {"bank": [str(other.pk)]}).status_code == 404
    assert not BankFile.objects.exists()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' or 1=1 --"])
def test_what_is_typed_into_the_search_of_guides_is_text(client: Client, typed: str) -> None:
    answer = client.get(reverse("guides"), {"q": typed})
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()
    assert "<img src=x" not in answer.content.decode()


def test_a_name_is_text_on_the_pages_of_a_run(client: Client, settings: Settings) -> None:
    settings.STAFF_TOTP_REQUIRED = False
    funded()
    till, person = Till(), a_person(name="<b>李</b>")
    a_card(person)
    till.granted(person)
    own = till.approved()
    till.answered(till.sent(own), {0: "account_closed"})
    client.force_login(till.clerk)
    page = client.get(reverse("payment_run", args=(own.number,)), {"show": "returned"}).content.decode()
    assert "<b>李</b>" not in page
    assert "&lt;b&gt;李&lt;/b&gt;" in page
