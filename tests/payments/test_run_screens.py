"""The pages of a run as the people see them who sign, pay and book it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from benefits.payments.models import BankFile, PaymentRun
from tests.factories import a_person
from tests.payments.till import BANKS, Till, a_card, answer, funded, rows_of

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
    (batch,) = own.batches.filter(bank_name=BANKS[0])
    where = {"number": own.number, "batch": batch.pk}
    second_look = reverse("payment_sending", kwargs=where)
    assert second_look in client.get(reverse("payment_run", args=[own.number])).content.decode()
    shown = client.get(second_look)
    ready = shown.context["ready"]
    assert ready.payments == 2 and "In this file" in shown.content.decode()
    assert not BankFile.objects.exists(), "looking pays nothing"
    client.post(reverse("payment_send", kwargs=where))
    file = BankFile.objects.get()
    assert (file.payments, file.total_fen) == (ready.payments, ready.amount_fen)
    assert client.get(second_look).context["ready"].payments == 0
    assert "waits to be paid" in client.get(reverse("payment_runs")).content.decode(), "the other bank's"
    (other,) = own.batches.filter(bank_name=BANKS[1])
    client.post(reverse("payment_send", kwargs={"number": own.number, "batch": other.pk}))
    assert "waits to be paid" not in client.get(reverse("payment_runs")).content.decode()


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
    assert "Done: " in sent(right).content.decode()
    assert "nothing has changed" in sent(right).content.decode()
