"""The allowance of a birth: from the record of her employer, once, whatever she says it is (SIL 54–56; WWR 7–8)."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.models import Decision, GrantedOnce
from benefits.claims.selectors import claimant_of
from benefits.maternity.schemes.allowance import MaternityAllowance
from benefits.payments.models import Entitlement
from enrollment.registry.models import Employer, Person, Sex
from siadmin.agency.insurances import Fund, Line
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import matter_of
from tests import cities, database
from tests.cities import COUNTY_OF, GUANGZHOU, broken
from tests.claims.desk import ClaimDesk

pytestmark = pytest.mark.usefixtures("five_cities")
MATTER = "maternity_allowance"
BORN_ON = dt.date(2026, 10, 12)
LAST_YEAR, THIS_YEAR = Month(2025, 11), Month(2026, 1)
BIRTH: dict[str, Any] = {"event": "birth", "happened_on": str(BORN_ON), "infants": 1, "dystocia": False, "weeks": None}


def works(
    *, since: Month = LAST_YEAR, own: int = 9_000, other: int = 7_000, unpaid: int = 0
) -> tuple[Employer, Person]:
    """She and a colleague, every month charged and paid but for the last `unpaid`."""
    employer, (person, colleague) = cities.staff(2, at=COUNTY_OF[GUANGZHOU], since=since)
    Person.objects.filter(pk=person.pk).update(sex=Sex.FEMALE, retirement_group="F50")
    person.refresh_from_db()
    months = list(since.until(Month(2026, 11)))
    for place, month in enumerate(months):
        cities.declare(employer, month, {person: own, colleague: other})
        cities.charge(GUANGZHOU, month)
        if place < len(months) - unpaid:
            cities.pay(employer, month)
    return employer, person


def a_desk(person: Person) -> ClaimDesk:
    return ClaimDesk(person, pool=GUANGZHOU, matter=MATTER, line=Line.HS)


def granted(person: Person, facts: dict[str, Any]) -> tuple[Decision, int]:
    decision = a_desk(person).granted(a_desk(person).asked(facts))
    (item,) = decision.items.all()
    return decision, item.amount_fen


def not_due(person: Person, facts: dict[str, Any]) -> str:
    desk = a_desk(person)
    case = desk.handled(desk.asked(facts))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    return refusal.value.zh


def test_a_birth_is_paid_by_the_employers_average_of_the_year_before_once() -> None:
    _, person = works()
    decision, fen = granted(person, BIRTH)
    assert fen == 2_613_333, "8,000 × 98 ÷ 30: the province's further days are paid by the employer"
    put = Entitlement.objects.get(decision=decision)
    assert (put.person_id, put.fund) == (person.pk, Fund.MEDICAL)
    assert GrantedOnce.objects.get().of == f"{person.pk}:{BORN_ON}"
    for other in ("2026-10-11", "2026-05-20"):
        assert "不重复支付" in not_due(person, BIRTH | {"happened_on": other})
    assert broken() == {}


def test_the_decision_says_what_the_employer_adds() -> None:
    _, person = works()
    desk = a_desk(person)
    case = desk.handled(desk.asked(BIRTH))
    told = MaternityAllowance().assess(claimant_of(desk.claim(case)), BIRTH)
    assert any(step.name.zh == "单位补差" and str(step.value) == "3266.67" for step in told.trace.steps)


def test_a_new_employer_is_reckoned_by_the_year_of_the_birth() -> None:
    _, person = works(since=THIS_YEAR, own=9_000, other=6_000)
    assert granted(person, BIRTH)[1] == 2_450_000


def test_twins_of_a_difficult_birth_and_a_miscarriage() -> None:
    _, person = works()
    assert granted(person, BIRTH | {"infants": 2, "dystocia": True})[1] == 8_000 * 128 * 100 // 30
    early = BIRTH | {"event": "miscarriage", "infants": None, "weeks": 10, "happened_on": "2026-03-02"}
    assert granted(person, early)[1] == 8_000 * 15 * 100 // 30


def test_who_was_not_insured_or_whose_employer_owes_is_denied_in_writing() -> None:
    _, person = works(unpaid=2)
    assert "没有缴清" in not_due(person, BIRTH)
    assert "没有单位为其参加" in not_due(person, BIRTH | {"happened_on": "2025-10-31"})


def test_a_man_is_told_before_he_asks() -> None:
    _, (person,) = cities.staff(at=COUNTY_OF[GUANGZHOU], since=LAST_YEAR)
    assert person.sex == Sex.MALE
    with pytest.raises(Refusal) as refusal:
        a_desk(person).asked(BIRTH)
    assert refusal.value.code == "matter_stands_against" and "女职工" in refusal.value.zh


def test_only_the_medical_record_is_asked_for() -> None:
    assert [paper.code for paper in matter_of(MATTER).papers] == ["identity_card", "medical_record"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"event": "birth", "happened_on": "2026-10-12"}, "infants"),
        ({"event": "miscarriage", "happened_on": "2026-10-12"}, "weeks"),
        ({"event": "birth", "happened_on": "2126-10-12", "infants": "1"}, "happened_on"),
    ],
)
def test_what_the_days_depend_on_must_be_told(told: dict[str, str], field: str) -> None:
    assert field in matter_of(MATTER).form(told).errors


def test_the_database_takes_no_grant_that_was_not_decided() -> None:
    _, person = works()
    desk = a_desk(person)
    case = desk.handled(desk.asked(BIRTH | {"happened_on": "2025-10-31"}))
    desk.act("refuse", case, desk.reviewer, reason="未参保")
    with database.refused("granted_once_as_decided"):
        GrantedOnce.objects.create(decision=Decision.objects.get(), scheme=MATTER, of="1:2026-10-12")
        database.run("SET CONSTRAINTS ALL IMMEDIATE")
