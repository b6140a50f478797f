"""Medical costs of a birth: by what the place has on file, of a spouse without work too, counted apart (SIL 54–55)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from benefits.claims.models import Decision
from benefits.maternity.schemes.costs import MaternityCosts
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person, Sex
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from tests.cities import BEIJING, broken, tick
from tests.claims.desk import ClaimDesk, a_worker
from tests.factories import a_person, a_user, an_employer, an_employment, identity_number_of

pytestmark = pytest.mark.usefixtures("a_year_paid")
BIRTH: dict[str, Any] = {
    "whose": "own",
    "spouse": "",
    "how": "natural",
    "happened_on": "2026-10-12",
    "receipts": "SY-1",
    "charged": "6000.00",
}


def on_file(key: str, value: str, unit: str, category: str = "") -> None:
    proposal = propose(
        key=f"maternity.{key}", region=Region.objects.get(pk=BEIJING), category=category, unit=unit,
        starts_on=dt.date(2026, 1, 1), ends_before=None, value=Decimal(value), source="test", status="official",
        note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def a_mother() -> Person:
    _, person = a_worker()
    Person.objects.filter(pk=person.pk).update(sex=Sex.FEMALE, retirement_group="F50")
    person.refresh_from_db()
    return person


def a_desk(person: Person) -> ClaimDesk:
    return ClaimDesk(person, pool=BEIJING, matter="maternity_costs", line=Line.HS)


def granted(person: Person, facts: dict[str, Any]) -> tuple[Decision, int]:
    decision = a_desk(person).granted(a_desk(person).asked(facts))
    (item,) = decision.items.all()
    return decision, item.amount_fen


def not_due(person: Person, facts: dict[str, Any]) -> str:
    desk = a_desk(person)
    case = desk.handled(desk.asked(facts))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    return refusal.value.zh


def test_a_place_without_values_says_so_before_anybody_asks() -> None:
    with pytest.raises(Refusal) as refused:
        a_desk(a_mother()).asked(BIRTH)
    assert "没有经核实" in refused.value.zh


def test_a_flat_amount_is_paid_up_to_what_was_charged_once_and_counted_as_maternity() -> None:
    on_file("costs_flat", "5000", "yuan", "natural")
    person = a_mother()
    decision, amount = granted(person, BIRTH)
    assert amount == 500_000
    put = Entitlement.objects.get(decision=decision)
    assert (put.fund, put.insurance) == (Fund.MEDICAL, Insurance.MATERNITY)
    assert any(step["name"]["en"] == "Merged with medical insurance" for step in steps(decision))
    assert "不重复支付" in not_due(person, BIRTH | {"happened_on": "2026-10-20"})
    assert broken() == {}


def steps(decision: Decision) -> list[Any]:
    from benefits.claims.selectors import content_of

    assert decision.assessment is not None
    found: list[Any] = content_of(decision.assessment)["trace"]["steps"]
    return found


def test_less_was_charged_than_the_flat_amount() -> None:
    on_file("costs_flat", "5000", "yuan", "natural")
    assert granted(a_mother(), BIRTH | {"charged": "4999.99"})[1] == 499_999


def test_a_share_where_the_place_has_one_and_months_where_it_asks_for_them() -> None:
    on_file("costs_rate", "0.75", "rate")
    on_file("costs_months", "13", "months")
    person = a_mother()
    assert "不足当地规定的13个月" in not_due(person, BIRTH)
    on_file_again = MaternityCosts()
    assert on_file_again.against(person, dt.date(2026, 10, 12)) == []


def test_a_husband_claims_for_a_wife_who_does_not_work() -> None:
    on_file("costs_rate", "0.75", "rate")
    _, husband = a_worker()
    wife = a_person(female=True)
    told = BIRTH | {"whose": "spouse", "spouse": identity_number_of(wife)}
    assert granted(husband, told)[1] == 450_000
    assert "女职工申请" in not_due(husband, BIRTH | {"happened_on": "2026-03-01"})
    working = a_person(female=True)
    an_employment(working, an_employer())
    assert "由配偶本人申请" in not_due(
        husband, told | {"spouse": identity_number_of(working), "happened_on": "2026-11-02"}
    )
