"""What was paid after a benefit ended is demanded as it ends, comes back booked, or by the month (REG 46)."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from benefits.payments.actions import recovering
from benefits.payments.models import (
    BankFile,
    Entitlement,
    Hold,
    OverpaidMonth,
    Overpayment,
    PaymentRun,
    Recovered,
    RepaymentAgreement,
)
from benefits.payments.rules.course import Why
from benefits.payments.selectors import overpayments_of, overpayments_seen_by, with_late
from benefits.payments.tiles import tiles_for
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from funds.banking.models import BankLine
from funds.ledger.evidence import behind
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund
from siadmin.kernel.database import run_sql
from siadmin.kernel.refusal import Refusal
from siadmin.letters.models import Message
from siadmin.letters.selectors import reissue_pdf
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.factories import TODAY, a_citizen, a_person
from tests.payments.refusals import refused
from tests.payments.setting_off import next_month
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("five_cities")


@pytest.fixture
def till() -> Till:
    funded(Fund.PENSION)
    return Till("toy_pension", Fund.PENSION)


def drawing(till: Till) -> Entitlement:
    person = a_person(lives_in="110105")
    a_card(person)
    return till.granted(person)


def paid_then_ended(till: Till) -> Overpayment:
    """100 yuan for November, which had ended."""
    entitlement = drawing(till)
    till.answered(till.sent(till.approved()))
    till.stopped(entitlement)
    return Overpayment.objects.get()


def spent() -> int:
    return balances_of(Book.objects.get(region_id=BEIJING, fund=Fund.PENSION)).get(AccountKind.BENEFITS, 0)


@pytest.mark.usefixtures("letters_set")
def test_what_was_paid_after_the_end_is_demanded_with_its_months(till: Till) -> None:
    overpayment = paid_then_ended(till)
    month = overpayment.months.get()
    assert (overpayment.amount_fen, month.month, month.amount_fen) == (10_000, NOVEMBER, 10_000)
    assert overpayment.law.startswith("社会保险经办条例")
    assert reissue_pdf(overpayment.letter).startswith(b"%PDF")
    person = overpayment.ending.entitlement.person
    assert Message.objects.filter(code="overpayment_demanded", recipient=person.number).exists()
    assert broken() == {}


def test_nothing_is_demanded_that_never_left_or_was_not_ended(till: Till) -> None:
    held, suspended, later = drawing(till), drawing(till), drawing(till)
    own = till.approved()
    till.stopped(held)
    assert Hold.objects.filter(because=Why.STOPPED, person=held.person).exists()
    assert till.sent(own).payments == 2
    till.stopped(suspended, "suspended")
    till.stopped(later, month=NOVEMBER + 1)
    assert not Overpayment.objects.exists()
    till.stopped(suspended)
    assert Overpayment.objects.get().ending.entitlement == suspended
    assert broken() == {}


def test_what_the_bank_returns_afterwards_is_asked_no_more(till: Till) -> None:
    entitlement = drawing(till)
    file = till.sent(till.approved())
    till.stopped(entitlement)
    assert Overpayment.objects.get().amount_fen == 10_000
    till.answered(file, {0: "account_closed"})
    assert [(each.kind, each.amount_fen) for each in Recovered.objects.all()] == [("returned", 10_000)]
    with refused("matter_stands_against"):
        till.repaid(entitlement, "1.00")
    assert broken() == {}


def test_a_repayment_is_booked_once_by_two(till: Till) -> None:
    overpayment = paid_then_ended(till)
    entitlement = overpayment.ending.entitlement
    with refused("overpayment_more_than_left"):
        till.repaid(entitlement, "100.01")
    with refused("bank_line_when"):
        till.repaid(entitlement, "1.00", on="2020-01-01")
    till.repaid(entitlement, "60.00")
    assert spent() == 4_000
    with refused("bank_line_used"):
        till.repaid(entitlement, "10.00")
    till.repaid(entitlement, "40.00", reference="B-78")
    assert spent() == 0
    entry = Recovered.objects.latest("pk").entry
    assert entry is not None
    told = behind(entry)
    assert told is not None and [piece.amount_fen for piece in told.pieces] == [4_000]
    assert broken() == {}


def test_one_transfer_repays_two_demands_and_is_named_where_it_was_used(till: Till) -> None:
    first, second = drawing(till), drawing(till)
    till.answered(till.sent(till.approved()))
    till.stopped(first)
    till.stopped(second)
    case = till.repaid(first, "60.00", whole="100.00")
    with pytest.raises(Refusal) as told:
        till.repaid(second, "40.01")
    assert told.value.code == "bank_line_used" and f"(case {case.number})" in told.value.en
    till.repaid(second, "40.00")
    assert spent() == 10_000
    line = BankLine.objects.get()
    assert (line.bank_reference, line.amount_fen, line.parts.count()) == ("B-77", 10_000, 2)
    assert broken() == {}


def test_instalments_sum_to_what_is_left_and_are_agreed_once(till: Till) -> None:
    overpayment = paid_then_ended(till)
    entitlement = overpayment.ending.entitlement
    till.repaid(entitlement, "0.01")
    till.agreed(entitlement, 7)
    amounts = list(overpayment.agreement.instalments.order_by("month").values_list("amount_fen", flat=True))
    assert sum(amounts) == 9_999 and amounts == [1_429, 1_429, 1_429, 1_428, 1_428, 1_428, 1_428]
    with refused("overpayment_agreed_already"):
        till.agreed(entitlement, 2)
    till.repaid(entitlement, "14.29", reference="B-79")
    assert broken() == {}


def test_who_agreed_on_instalments_and_pays_none_is_late(till: Till, client: Any) -> None:
    """Agreed from December, 33.34 then 33.33 twice: late is what months that are over ask and has not come."""
    overpayment = paid_then_ended(till)
    entitlement = overpayment.ending.entitlement
    till.agreed(entitlement, 3)
    viewer, day = viewer_of(till.clerk, on=TODAY), NOVEMBER.first_day.replace

    def late(on: dt.date) -> int:
        found = with_late(overpayments_seen_by(viewer), on).get().late_fen  # type: ignore[attr-defined]
        counts = [each.count for each in tiles_for(viewer, on) if each.code == "payments.overdue"]
        assert counts == ([1] if found else [])
        return int(found)

    assert late(day(month=12, day=31)) == 0
    assert late(day(year=2027, month=1)) == 3_334
    till.repaid(entitlement, "40.00", reference="B-80")
    assert late(day(year=2027, month=1)) == 0
    assert late(day(year=2027, month=2)) == 2_667
    assert late(day(year=2030)) == 6_000
    client.force_login(till.clerk)
    assert overpayment.number in client.get(reverse("overpayments")).content.decode()
    assert broken() == {}


def test_a_benefit_that_proves_to_have_ended_earlier_is_ended_again(till: Till, monkeypatch: Any) -> None:
    entitlement = drawing(till)
    till.answered(till.sent(till.approved()))
    own = next_month(till, monkeypatch)
    till.answered(till.sent(till.approved(own)))
    till.stopped(entitlement, month=NOVEMBER + 1)
    for kind, month in (("ended", NOVEMBER + 1), ("ended", NOVEMBER + 2), ("suspended", NOVEMBER)):
        with refused("entitlement_ended_already"):
            till.stopped(entitlement, kind, month=month)
    till.stopped(entitlement, month=NOVEMBER)
    months = [
        (each.month, each.amount_fen) for demand in Overpayment.objects.order_by("pk") for each in demand.months.all()
    ]
    assert months == [(NOVEMBER + 1, 10_000), (NOVEMBER, 10_000)], "each month in its own demand, once"
    first, second = Overpayment.objects.order_by("pk")
    with database.refused("overpaid_month_demanded_once"):
        second.months.create(month=NOVEMBER + 1, paid_in=first.months.get().paid_in, amount_fen=10_000)
    assert broken() == {}


def test_the_database_ends_nothing_again_from_a_later_month(till: Till, monkeypatch: Any) -> None:
    entitlement = drawing(till)
    till.stopped(entitlement)
    monkeypatch.setattr("benefits.payments.matters.stopping.why_not_stop", lambda *_: None)
    monkeypatch.setattr("benefits.payments.actions.entitling.why_not_stop", lambda *_: None)
    with database.refused("ending_only_earlier"):
        till.stopped(entitlement, month=NOVEMBER + 1)


def test_the_database_takes_no_other_figures(till: Till, monkeypatch: Any) -> None:
    entitlement = drawing(till)
    till.answered(till.sent(till.approved()))
    with monkeypatch.context() as halved, database.refused("overpayment_is_its_months"):
        halved.setattr(OverpaidMonth.objects, "bulk_create", lambda _: None)
        till.stopped(entitlement)
    till.stopped(entitlement)
    overpayment = Overpayment.objects.get()
    month = overpayment.months.get()
    with database.refused("overpaid_as_paid"):
        overpayment.months.create(month=NOVEMBER + 1, paid_in=month.paid_in, amount_fen=10_000)
    told = {"overpayment": overpayment, "case": overpayment.ending.case, "agreed_at": tick()}
    for name, fen, instalment in (
        ("agreement_is_its_instalments", 10_000, 9_999),
        ("agreement_is_what_is_left", 9_999, 9_999),
        ("agreement_decided", 10_000, 10_000),
    ):
        with database.refused(name):
            agreement = RepaymentAgreement.objects.create(amount_fen=fen, **told)
            agreement.instalments.create(month=NOVEMBER + 1, amount_fen=instalment)
    case = till.repaid(overpayment.ending.entitlement, "10.00")
    with database.refused("recovered_decided"):
        Recovered.objects.create(
            overpayment=overpayment, kind="repaid", amount_fen=1, received_on=tick().date(),
            case=overpayment.ending.case, entry=BankFile.objects.get().entry, recorded_at=tick(),
        )  # fmt: skip
    assert case.state == "done"


def test_no_month_is_added_to_a_demand_later(till: Till, monkeypatch: Any) -> None:
    entitlement = drawing(till)
    till.answered(till.sent(till.approved()))
    till.answered(till.sent(till.approved(next_month(till, monkeypatch))))
    with monkeypatch.context() as short:
        short.setattr(recovering, "run_sql", lambda *told: run_sql(*told)[:1])
        till.stopped(entitlement)
    demand = Overpayment.objects.get()
    assert [each.month for each in demand.months.all()] == [NOVEMBER]
    own = PaymentRun.objects.get(month=NOVEMBER + 1)
    with database.refused("overpayment_is_its_months"):
        demand.months.create(month=NOVEMBER + 1, paid_in=own, amount_fen=10_000)


def test_the_list_and_the_persons_page_show_what_is_left(till: Till, client: Any) -> None:
    overpayment = paid_then_ended(till)
    person: Person = overpayment.ending.entitlement.person
    client.force_login(till.clerk)
    page = client.get(reverse("overpayments")).content.decode()
    start = reverse("matter_start", args=["overpayment_repaid", person.number])
    assert person.number in page and f"{start}?demand={overpayment.number}" in page
    assert (
        f'value="{overpayment.number}" selected' in client.get(f"{start}?demand={overpayment.number}").content.decode()
    )
    till.agreed(overpayment.ending.entitlement, 2)
    till.repaid(overpayment.ending.entitlement, "100.00")
    assert overpayment.number in client.get(reverse("overpayments") + "?show=whole").content.decode()
    assert [each.pk for each in overpayments_of(person.pk)] == [overpayment.pk]
    client.force_login(a_citizen(person))
    assert overpayment.letter.number in client.get(reverse("citizen_benefits")).content.decode()
