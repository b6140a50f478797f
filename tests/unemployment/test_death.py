"""Who dies while drawing the benefit: a funeral grant and a payment to the survivors, each once (SIL 49)."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.models import DeathGrant, Decision
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Door, matter_of
from tests.cities import GUANGZHOU, broken
from tests.claims.desk import ClaimDesk
from tests.factories import identity_number_of
from tests.payments.till import Till
from tests.pension.deaths import a_survivor, dies
from tests.unemployment.spells import a_spell

pytestmark = pytest.mark.usefixtures("a_year_paid")
MATTER = "unemployment_survivor_benefit"
WAGE = 13_899_00
DIED_ON = dt.date(2026, 11, 20)


def told(dead: Person, **other: str) -> dict[str, Any]:
    facts = {"deceased": identity_number_of(dead), "relation": "spouse", "funeral": "from_unemployment"}
    return facts | other


def a_desk(name: str = "王芳") -> ClaimDesk:
    return ClaimDesk(a_survivor(name), pool=GUANGZHOU, matter=MATTER)


def amounts(decision: Decision) -> dict[str, int]:
    return {each.component: each.amount_fen for each in decision.items.all()}


def not_due(desk: ClaimDesk, facts: dict[str, Any]) -> str:
    case = desk.handled(desk.asked(facts))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    return refusal.value.zh


def test_survivors_are_paid_three_and_six_months_of_the_citys_wage_once() -> None:
    person, _ = a_spell()
    dead, desk = dies(person, DIED_ON), a_desk()
    case = desk.asked(told(dead))
    assert case.hands >= 2 and desk.claim(case).region_id == GUANGZHOU
    decision = desk.granted(case)
    assert amounts(decision) == {"funeral_grant": 3 * WAGE, "unemployment_survivors": 6 * WAGE}
    put = Entitlement.objects.get(decision=decision)
    assert (put.person_id, put.fund) == (desk.person.pk, Fund.UNEMPLOYMENT)
    assert set(DeathGrant.objects.values_list("deceased", "component")) == {
        (dead.pk, "funeral_grant"), (dead.pk, "unemployment_survivors"),
    }  # fmt: skip
    assert "同一人死亡只支付一次" in not_due(a_desk("李红"), told(dead))
    assert broken() == {}


def test_the_funeral_grant_of_another_insurance_was_chosen() -> None:
    person, _ = a_spell()
    dead, desk = dies(person, DIED_ON), a_desk()
    decision = desk.granted(desk.asked(told(dead, funeral="from_elsewhere")))
    assert amounts(decision) == {"unemployment_survivors": 6 * WAGE}


def test_who_was_ended_before_for_another_reason_drew_nothing() -> None:
    person, spell = a_spell()
    dead = dies(person, DIED_ON)
    till = Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU)
    till.stopped(spell)
    assert "没有在领取失业保险金" in not_due(a_desk(), told(dead))


def test_a_stop_because_of_the_death_takes_nothing_from_the_survivors() -> None:
    person, spell = a_spell()
    dead = dies(person, DIED_ON)
    Till(fund=Fund.UNEMPLOYMENT, pool=GUANGZHOU).stopped(spell, because="died")
    desk = a_desk()
    assert set(amounts(desk.granted(desk.asked(told(dead))))) == {"funeral_grant", "unemployment_survivors"}


def test_who_drew_nothing_in_the_month_of_death_leaves_nothing_of_it() -> None:
    person, _ = a_spell()
    dead = dies(person, dt.date(2026, 10, 20))
    assert "死亡当月没有在领取" in not_due(a_desk(), told(dead))


def test_it_is_claimed_at_the_counter_by_somebody_alive() -> None:
    assert matter_of(MATTER).doors == frozenset({Door.COUNTER})
    person, _ = a_spell()
    dead, late = dies(person, DIED_ON), a_survivor("李明")
    dies(late, DIED_ON)
    with pytest.raises(Refusal) as refusal:
        ClaimDesk(late, pool=GUANGZHOU, matter=MATTER).asked(told(dead))
    assert refusal.value.code == "matter_stands_against"
