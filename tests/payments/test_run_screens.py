"""The pages of a run as the people see them who sign, pay and book it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from benefits.payments import actions
from benefits.payments.models import BankFile, Hold, Payment, PaymentRun
from benefits.payments.selectors import Kept, kept_of, progress_of
from enrollment.registry.models import Person
from funds.ledger.models import Book
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from tests.cities import BEIJING, tick, work
from tests.factories import a_member_of_staff, a_person
from tests.payments.till import BANKS, Till, a_card, answer, funded, rows_of
from tests.planned import planned

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded()
    return Till()


def approved(till: Till) -> PaymentRun:
    for bank in (BANKS[0], BANKS[0], BANKS[1]):
        person = a_person()
        a_card(person, bank=bank)
        till.granted(person)
    return till.approved()


def test_the_cashier_sees_what_waits_to_be_paid_and_looks_twice_before_money_leaves(till: Till, client: Any) -> None:
    own = approved(till)
    client.cookies["django_language"] = "en"
    client.force_login(till.cashier)
    assert "1 approved payment run waits to be paid" in client.get(reverse("payment_runs")).content.decode()
    assert "Payment runs to pay" in client.get(reverse("work")).content.decode()
    batch = till.batch(own)
    second_look = reverse("payment_sending", args=[own.number])
    assert second_look in client.get(reverse("payment_run", args=[own.number])).content.decode()
    shown = client.get(second_look, {"bank": batch.pk})
    assert shown.context["payments"] == 2 and "In this file" in shown.content.decode()
    assert not BankFile.objects.exists(), "looking pays nothing"
    paid(client, own, batch.pk)
    file = BankFile.objects.get()
    assert (file.payments, file.total_fen) == (2, shown.context["total_fen"])
    assert client.get(second_look, {"bank": batch.pk}).context["payments"] == 0
    assert "waits to be paid" in client.get(reverse("payment_runs")).content.decode(), "the other bank's"
    paid(client, own, till.batch(own, BANKS[1]).pk)
    assert "waits to be paid" not in client.get(reverse("payment_runs")).content.decode()


def test_what_is_free_to_leave_and_what_doubts_keep_back_are_two_figures(till: Till, client: Any) -> None:
    with_an_account, without = a_person(), a_person()
    a_card(with_an_account)
    till.granted(with_an_account)
    till.granted(without, days=3)
    own = till.opened()
    drawn = Payment.objects.get(month=own.month, person_id=with_an_account.pk)
    Hold.objects.get_or_create(
        month=own.month, batch_id=drawn.batch_id, row=drawn.row, because="sample",
        defaults={"person": with_an_account, "raised_at": tick()},
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    client.force_login(till.reviewer)
    for path in (reverse("payment_runs"), reverse("payment_run", args=[own.number])):
        kept = client.get(path).context["kept"]
        its = kept[own.pk] if isinstance(kept, dict) else kept
        assert (its.payments, its.fen, its.sample_fen, its.free_fen) == (2, 13_000, 10_000, 0)
    shown = client.get(reverse("payment_run", args=[own.number])).content.decode()
    assert "130.00</a>" in shown and "100.00 for the second look alone" in shown
    till.seen(own)
    assert kept_of([own])[own.pk] == Kept(13_000, 1, 3_000, 0)
    actions.cancel(payment_run_id=own.pk, seen_version=own.version, by=till.reviewer, at=tick(), reason="重做")
    own.refresh_from_db()
    assert kept_of([own])[own.pk] == Kept(0), "of what was cancelled nothing leaves"


def test_how_far_an_approved_run_is_stands_in_the_list_and_on_its_page(till: Till, client: Any) -> None:
    own = approved(till)
    client.cookies["django_language"] = "en"
    client.force_login(till.accountant)

    def told(word: str, sent_fen: int) -> bool:
        pages = [client.get(path) for path in (reverse("payment_runs"), reverse("payment_run", args=[own.number]))]
        assert progress_of([own])[own.pk].sent_fen == sent_fen
        return all(f"{word}</span>" in page.content.decode() for page in pages)

    assert told("approved", 0)
    first = till.sent(own)
    assert told("partly sent", first.total_fen)
    second = till.sent(own, BANKS[1])
    assert told("sent, banks to answer", own.total_fen)
    assert f"{written(own.total_fen)} sent" in client.get(reverse("payment_run", args=[own.number])).content.decode()
    till.answered(second, {0: "account_closed"})
    assert told("answered in part", own.total_fen)
    till.answered(first)
    assert told("answered in full", own.total_fen)
    returned = Payment.objects.get(month=own.month, batch_id=second.batch_id)
    a_card(Person.objects.get(pk=returned.person_id))
    actions.pay_again(payment_run_id=own.pk, row=returned.row, by=till.clerk, at=tick())
    assert told("partly sent", own.total_fen)
    assert till.sent(own).from_returned_fen == returned.amount_fen
    assert told("answered in part", own.total_fen + returned.amount_fen)


def test_who_has_no_account_is_paid_again_once_one_is_recorded(till: Till, client: Any) -> None:
    person = a_person()
    till.granted(person)
    own = till.approved()
    client.cookies["django_language"] = "en"
    client.force_login(till.clerk)
    row = Payment.objects.get(month=own.month, person_id=person.pk).row
    there, again = reverse("payment_run", args=[own.number]), reverse("payment_again", args=[own.number, row])
    page = client.get(there).content.decode()
    where = reverse("matter_start", args=["person_bank_card", person.number])
    assert "not sent: no account is recorded" in page and "record the account first" in page and again not in page
    assert page.count(where) == 2, "from the doubt, and from what was not sent"
    a_card(person)
    page = client.get(there).content.decode()
    assert again in page and "record the account first" not in page
    client.post(again)
    assert "It goes to the bank again with the next file." in client.get(there).content.decode()


def paid(client: Any, own: PaymentRun, batch_id: int) -> None:
    """Pressed, then written by a worker; the page of that work says what left."""
    answer = client.post(reverse("payment_send", args=[own.number]), {"bank": batch_id})
    run = Run.objects.filter(kind="payment_files").latest("pk")
    assert answer["Location"] == reverse("run", args=[run.pk])
    assert "Files are being written" in client.get(reverse("payment_run", args=[own.number])).content.decode()
    work(run)
    page = client.get(reverse("run", args=[run.pk])).content.decode()
    assert "Booked out" in page and own.number in page


def test_what_no_plan_covers_is_refused_on_the_second_look(client: Any) -> None:
    till = Till()
    own = approved(till)
    client.cookies["django_language"] = "en"
    client.force_login(till.cashier)
    answer = client.post(reverse("payment_send", args=[own.number]), {"bank": till.batch(own).pk})
    assert answer.status_code == 409
    assert "fiscal special account holds 0.00 yuan" in answer.content.decode()
    assert not Run.objects.filter(kind="payment_files").exists()


def test_who_sends_a_run_back_without_a_reason_reads_that_one_is_missing(till: Till, client: Any) -> None:
    person = a_person()
    a_card(person)
    till.granted(person)
    own = till.opened()
    client.force_login(till.reviewer)
    send = reverse("payment_act", args=[own.number, "cancel"])
    answered = client.post(send, {"seen_version": own.version, "reason": "  "})
    (offer,) = (each for each in answered.context["offers"] if each["act"] == "cancel")
    assert answered.status_code == 422 and offer["form"].errors["reason"]


def test_what_waits_to_be_paid_fills_the_funding_plan(client: Any) -> None:
    own = approved(Till())
    client.cookies["django_language"] = "en"
    client.force_login(a_member_of_staff(Post.ACCOUNTANT, at=BEIJING))
    where = {"region": BEIJING, "month": str(Month.of(timezone.localdate()))}
    page = client.get(reverse("funding_plans"), where).content.decode()
    assert own.number in page and "is covered by no plan" in page and written(own.total_fen) in page
    planned(Book.objects.get(region_id=BEIJING, fund=own.fund))
    assert "is covered by no plan" not in client.get(reverse("funding_plans"), where).content.decode()


def test_an_answer_that_came_before_is_said_to_change_nothing_and_a_wrong_one_is_corrected_in_place(
    till: Till, client: Any
) -> None:
    own = approved(till)
    file = till.sent(own)
    client.cookies["django_language"] = "en"
    client.force_login(till.accountant)
    send = reverse("payment_answer", args=[own.number, file.pk])

    def sent(rows: list[tuple[str, str]]) -> Any:
        return client.post(send, {"file": SimpleUploadedFile("answer.csv", answer(rows))}, follow=True)

    references = [row["reference"] for row in rows_of(file)]
    wrong = sent([(references[0], "okay")])
    assert wrong.status_code == 409 and 'details class="behind" open' in wrong.content.decode()
    right = [(each, "paid") for each in references]
    assert "answer was taken in." in sent(right).content.decode()
    assert "nothing has changed" in sent(right).content.decode()
