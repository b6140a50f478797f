"""Contributions of months whose benefit was ended since come back: by two, once, from fund to fund."""

import pytest

from benefits.payments.models import Entitlement
from benefits.unemployment.actions import returning
from benefits.unemployment.models import MedicalMonth, MedicalReturn, ReturnedMonth
from contributions.accounts.selectors.rights import rights_seen_by
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Person
from enrollment.registry.selectors import viewer_of
from funds.ledger.models import AccountKind, Book
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, NOVEMBER, broken, tick
from tests.claims.desk import ClaimDesk
from tests.factories import TODAY, a_citizen, a_person, region
from tests.payments.till import Till
from tests.unemployment.spells import drawn_in_beijing
from tests.unemployment.test_medical import a_till, paid, undue

pytestmark = pytest.mark.usefixtures("a_year_paid")
SEPTEMBER = NOVEMBER - 2
WHY = {"found": "9月已在外地就业，10月起停发"}


def drawn_and_ended() -> tuple[Person, Till]:
    """September to November drawn and paid for; the benefit proves to have ended from October on."""
    person, till = drawn_in_beijing(first=SEPTEMBER), a_till()
    paid(till)
    till.stopped(Entitlement.objects.get(person=person), month=SEPTEMBER + 1)
    return person, till


def held(fund: str) -> dict[str, int]:
    return balances_of(Book.objects.get(region_id=BEIJING, fund=fund))


def returned(person: Person) -> MedicalReturn:
    desk = ClaimDesk(person, matter="medical_return")
    desk.act("review", desk.handled(desk.asked(WHY)), desk.reviewer)
    return MedicalReturn.objects.get()


def test_months_after_the_end_come_back_and_count_no_more() -> None:
    person, till = drawn_and_ended()
    a_month = MedicalMonth.objects.first()
    assert a_month is not None
    medical, own = held(Fund.MEDICAL)[AccountKind.FISCAL], held(Fund.UNEMPLOYMENT)[AccountKind.EXPENDITURE]
    back = returned(person)
    assert (back.months, back.total_fen) == (2, 2 * a_month.total_fen)
    assert held(Fund.MEDICAL)[AccountKind.FISCAL] == medical - back.total_fen
    assert held(Fund.UNEMPLOYMENT)[AccountKind.EXPENDITURE] == own + back.total_fen
    assert undue(till) == []
    (period,) = InsuredPeriod.objects.filter(person=person, category="unemployed")
    assert (period.from_month, period.before_month) == (SEPTEMBER, SEPTEMBER + 1)
    rights = rights_seen_by(viewer_of(a_citizen(person), on=TODAY), person, line=Line.HS, today=TODAY)
    assert rights is not None
    (insured,) = [each for each in rights.insurances if each.insurance == Insurance.MEDICAL]
    assert insured.months_elsewhere == 1
    assert broken() == {}


def test_they_come_back_once_and_only_where_a_benefit_was_ended() -> None:
    person, _ = drawn_and_ended()
    returned(person)
    for whom in (person, a_person()):
        with pytest.raises(Refusal) as refused:
            ClaimDesk(whom, matter="medical_return").asked(WHY)
        assert refused.value.code in ("matter_stands_against", "no_office")


def test_nobody_returns_them_alone() -> None:
    person, _ = drawn_and_ended()
    desk = ClaimDesk(person, matter="medical_return")
    case = desk.handled(desk.asked(WHY))
    assert case.is_open and case.hands == 2 and not MedicalReturn.objects.exists()
    with database.refused("medical_return_by_two"):
        returning.return_medical(person=person, region=region(BEIJING), case=case, by=desk.clerk, at=tick())
    with pytest.MonkeyPatch.context() as patched, database.refused("medical_return_is_its_months"):
        patched.setattr(returning.ReturnedMonth.objects, "bulk_create", lambda _: [])
        desk.act("review", case, desk.reviewer)


def test_the_database_takes_back_no_month_whose_benefit_stands() -> None:
    person, _ = drawn_and_ended()
    back = returned(person)
    stands = MedicalMonth.objects.get(person=person, month=SEPTEMBER)
    with database.refused("medical_return_of_ended_months"):
        ReturnedMonth.objects.create(month=stands, by=back)
