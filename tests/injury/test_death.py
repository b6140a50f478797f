"""What is paid upon a death of work: once, and to dependants each month, together the wage at most (WIR 39)."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.models import DeathGrant
from benefits.injury.models import Injury
from enrollment.registry.models import Person
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.cities import broken
from tests.factories import a_person, identity_number_of
from tests.injury.course import a_desk, appraised, certified, works

pytestmark = pytest.mark.usefixtures("five_cities")
DIED_ON = dt.date(2026, 11, 10)
DEATH: dict[str, Any] = {"relation": "spouse", "in_leave": True, "from_elsewhere": False}
DEPENDS: dict[str, Any] = {
    "relation": "child", "is_alone": False, "is_incapable": False, "has_spouse": False, "others": 0, "alone_others": 0,
}  # fmt: skip


def died(**told: Any) -> Injury:
    """Of an accident in November, after a year of 8,000; with `grade`, appraised before."""
    employer, person = works(since=Month(2025, 11), until=Month(2026, 7 if told else 11))
    injury = certified(person, employer, happened_on="2026-07-06" if told else "2026-11-02")
    if told:
        appraised(injury, **told)
    Person.objects.filter(pk=person.pk).update(died_on=DIED_ON)
    return injury


def a_claim(injury: Injury, matter: str, claimant: Person, told: dict[str, Any]) -> tuple[Any, Any]:
    desk = a_desk(claimant, matter)
    return desk, desk.asked(told | {"deceased": identity_number_of(injury.person)})


def granted(injury: Injury, matter: str, claimant: Person, told: dict[str, Any]) -> dict[str, Any]:
    desk, case = a_claim(injury, matter, claimant, told)
    return {each.component: each for each in desk.granted(case).items.all()}


def not_due(injury: Injury, matter: str, claimant: Person, told: dict[str, Any]) -> str:
    desk, case = a_claim(injury, matter, claimant, told)
    case = desk.handled(case)
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    desk.act("refuse", case, desk.reviewer, reason=refusal.value.zh[:200])
    return refusal.value.zh


def test_funeral_and_lump_are_paid_once_upon_a_death() -> None:
    injury, widow = died(), a_person(name="王某")
    items = granted(injury, "injury_death", widow, DEATH)
    assert {code: each.amount_fen for code, each in items.items()} == {
        "funeral_grant": 6 * 1_211_600, "death_lump": 20 * 5_650_200,
    }  # fmt: skip
    assert DeathGrant.objects.count() == 2
    assert "已核定" in not_due(injury, "injury_death", a_person(name="李子"), DEATH | {"relation": "child"})
    assert broken() == {}


def test_of_the_worst_grades_after_the_leave_there_is_no_lump() -> None:
    injury = died(grade="2")
    items = granted(injury, "injury_death", a_person(), DEATH | {"in_leave": False})
    assert set(items) == {"funeral_grant"}


def test_any_other_death_is_not_of_work() -> None:
    injury = died(grade="7")
    assert "不是因工死亡" in not_due(injury, "injury_death", a_person(), DEATH | {"in_leave": False})
    assert "不是因工死亡" in not_due(injury, "injury_dependant", _a_child(), DEPENDS)


def _a_child(born_on: dt.date = dt.date(2016, 3, 5), name: str = "李子") -> Person:
    return a_person(name=name, born_on=born_on)


def test_a_child_draws_until_eighteen() -> None:
    injury = died(grade="1")
    (item,) = granted(injury, "injury_dependant", _a_child(), DEPENDS).values()
    assert (item.amount_fen, item.from_month, item.before_month) == (240_000, Month(2026, 12), Month(2034, 4))
    assert broken() == {}


def test_shares_of_all_are_cut_together_and_never_exceed_the_wage() -> None:
    """Spouse 40, three others 30 each: 130 per cent of 8,000 is cut to 8,000."""
    injury = died(grade="1")
    widow = a_person(name="王某", born_on=dt.date(1966, 1, 5), female=True)
    all_of = DEPENDS | {"relation": "spouse", "others": 3}
    (item,) = granted(injury, "injury_dependant", widow, all_of).values()
    assert item.amount_fen == 246_154
    first, second, third = (_a_child(name=f"李{n}") for n in range(3))
    beside = DEPENDS | {"has_spouse": True, "others": 2}
    amounts = [
        granted(injury, "injury_dependant", each, beside)["injury_dependant"].amount_fen for each in (first, second)
    ]
    left = granted(injury, "injury_dependant", third, DEPENDS)["injury_dependant"].amount_fen
    assert left == 800_000 - 246_154 - sum(amounts), "told to be alone, and still no more than is left"
    assert "已达到死者本人工资" in not_due(injury, "injury_dependant", _a_child(name="李四"), DEPENDS)
    assert "不重复支付" in not_due(injury, "injury_dependant", first, beside)
    assert broken() == {}


def test_who_is_able_to_work_is_no_dependant_unless_an_appraisal_says_so() -> None:
    injury = died(grade="1")
    grown = a_person(name="李大", born_on=dt.date(2000, 1, 5))
    assert "已满18周岁" in not_due(injury, "injury_dependant", grown, DEPENDS)
    (item,) = granted(injury, "injury_dependant", grown, DEPENDS | {"is_incapable": True}).values()
    assert item.before_month is None
