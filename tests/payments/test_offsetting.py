"""An overpayment is set off against another benefit of the same fund, by consent and by two (REG 46)."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from benefits.payments import actions
from benefits.payments.models import (
    BankFile,
    BenefitLine,
    Offset,
    OffsetAgreement,
    OffsetEnding,
    Overpayment,
    Payment,
    PaymentRun,
    Recovered,
)
from enrollment.registry.models import BankCard
from funds.ledger.evidence import behind
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.factories import TODAY, a_citizen
from tests.payments.refusals import refused
from tests.payments.setting_off import looked_into, next_month, owing
from tests.payments.till import Till, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def spent() -> int:
    return balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)).get(AccountKind.BENEFITS, 0)


def test_each_payment_is_less_until_nothing_is_left_and_lines_stay(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    own = looked_into(till, next_month(till, monkeypatch))
    payment = Payment.objects.get(month=own.month)
    assert sum(BenefitLine.objects.filter(paid_in=own.pk).values_list("amount_fen", flat=True)) == 12_000
    assert (payment.amount_fen, own.total_fen, own.offset_fen) == (7_500, 7_500, 4_500)
    assert Offset.objects.get().amount_fen == 4_500 and not Recovered.objects.exists()
    before = spent()
    file = till.sent(till.approved(own))
    assert (file.total_fen, file.offset_fen) == (7_500, 4_500)
    back = Recovered.objects.get()
    assert (back.kind, back.amount_fen, back.offset) == ("offset", 4_500, Offset.objects.get())
    assert spent() == before + 7_500
    assert file.offset_entry is not None
    told = behind(file.offset_entry)
    assert told is not None and told.pieces[0].amount_fen == 4_500
    assert broken() == {}


def test_nothing_is_set_off_from_what_has_no_account(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    BankCard.objects.filter(person=other.person).update(ends_before=TODAY)
    own = next_month(till, monkeypatch)
    assert not Offset.objects.exists() and Payment.objects.get(month=own.month).amount_fen == 12_000


def test_what_waits_in_a_run_is_not_asked_again_and_a_cancelled_run_gives_it_back(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    own = next_month(till, monkeypatch)
    with refused("overpayment_more_than_left"):
        till.repaid(ended, "55.01")
    actions.cancel(
        payment_run_id=own.pk,
        seen_version=own.version,
        by=till.reviewer,
        at=tick() + dt.timedelta(days=30),
        reason="重做",
    )
    till.repaid(ended, "80.00")
    own = looked_into(till, till.opened(NOVEMBER + 1))
    assert own.offset_fen == 2_000, "no more than is left"
    till.sent(till.approved(own))
    assert actions.left_of(Overpayment.objects.get()) == 0
    assert broken() == {}


def test_what_is_agreed_is_less_than_the_benefit_and_of_the_same_fund(till: Till) -> None:
    ended, other = owing(till)
    with refused("offset_whole_benefit"):
        till.set_off(ended, other, "60.00")
    elsewhere = Till("toy_dole", Fund.UNEMPLOYMENT).granted(ended.person)
    with refused("facts_invalid"):
        till.set_off(ended, elsewhere, "10.00")
    till.set_off(ended, other, "10.00")
    for agreed in (lambda: till.set_off(ended, other, "20.00"), lambda: till.agreed(ended, 2)):
        with refused("overpayment_agreed_already"):
            agreed()


def test_the_database_takes_no_other_figures(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    case = till.set_off(ended, other, "45.00")
    own = next_month(till, monkeypatch)
    offset = Offset.objects.get()
    with database.refused("offset_as_agreed"):
        Offset.objects.create(
            agreement=offset.agreement, run=own, month=own.month, batch_id=offset.batch_id, row=7, amount_fen=1
        )
    with database.refused("offset_came_back_as_it_left"):
        Recovered.objects.create(
            overpayment=Overpayment.objects.get(), kind="offset", amount_fen=4_500, received_on=tick().date(),
            offset=offset, recorded_at=tick(),
        )  # fmt: skip
    with database.refused("payment_run_stays"):
        PaymentRun.objects.filter(pk=own.pk).update(offset_fen=1)
    assert case.state == "done" and BankFile.objects.count() == 1


def test_nobody_sets_off_by_another_case_or_against_what_ended(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    overpayment = Overpayment.objects.get()
    for room in ("matters", "actions"):
        monkeypatch.setattr(f"benefits.payments.{room}.offsetting.why_not_set_off", lambda *_: None)
    monkeypatch.setattr("benefits.payments.matters.offsetting._against", lambda _: ended)
    with database.refused("offset_against_their_own"):
        till.set_off(ended, other, "45.00")
    with database.refused("offset_agreed_by_two"):
        OffsetAgreement.objects.create(
            overpayment=overpayment, against=other, most_fen=1, consented_on=tick().date(),
            case=overpayment.ending.case, agreed_at=tick(),
        )  # fmt: skip


def test_the_list_and_the_persons_page_show_it(till: Till, monkeypatch: Any, client: Any) -> None:
    ended, other = owing(till)
    client.force_login(till.clerk)
    start = reverse("matter_start", args=["overpayment_offset", ended.person.number])
    demand = Overpayment.objects.get()
    assert f"{start}?demand={demand.number}" in client.get(reverse("overpayments")).content.decode()
    assert other.number in client.get(f"{start}?demand={demand.number}").content.decode()
    till.set_off(ended, other, "45.00")
    assert "45.00" in client.get(reverse("overpayments")).content.decode()
    own = next_month(till, monkeypatch)
    assert "45.00" in client.get(reverse("payment_run", args=[own.number])).content.decode()
    client.force_login(a_citizen(ended.person))
    page = client.get(reverse("citizen_benefits")).content.decode()
    assert "抵扣" in page and "75.00" in page


def test_a_consent_withdrawn_ends_it_and_something_else_may_be_agreed(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    with refused("matter_stands_against"):
        till.withdrawn(ended)
    till.set_off(ended, other, "45.00")
    with refused("offset_withdrawn_when"):
        till.withdrawn(ended, on="2020-01-01")
    till.withdrawn(ended)
    own = next_month(till, monkeypatch)
    assert own.offset_fen == 0 and not Offset.objects.exists()
    till.set_off(ended, other, "20.00")
    till.withdrawn(ended)
    till.agreed(ended, 2)
    with refused("overpayment_agreed_already"):
        till.set_off(ended, other, "10.00")
    assert broken() == {}


def test_what_came_back_whole_is_set_off_no_more(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    till.repaid(ended, "100.00")
    with refused("matter_stands_against"):
        till.withdrawn(ended)
    assert next_month(till, monkeypatch).offset_fen == 0


def test_the_database_takes_one_agreement_at_a_time(till: Till, monkeypatch: Any) -> None:
    ended, other = owing(till)
    till.set_off(ended, other, "45.00")
    demand = Overpayment.objects.get()
    monkeypatch.setattr("benefits.payments.actions.recovering.standing_offset", lambda _: None)
    with database.refused("agreed_in_one_way"):
        till.agreed(ended, 2)
    monkeypatch.setattr("benefits.payments.actions.offsetting.standing_offset", lambda _: None)
    with database.refused("agreed_in_one_way"):
        till.set_off(ended, other, "10.00")
    with database.refused("offset_ended_by_two"):
        OffsetEnding.objects.create(
            agreement=demand.offset_agreements.get(), withdrawn_on=TODAY, reason="x", case=demand.ending.case,
            ended_at=tick(),
        )  # fmt: skip
