"""What is paid upon a death of work: once, and to dependants each month, together the wage at most (WIR 39)."""

import datetime as dt
from contextlib import nullcontext
from typing import Any

import pytest

from benefits.claims.models import DeathGrant
from benefits.injury.models import DependantShare, Injury
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken
from tests.factories import a_person, identity_number_of
from tests.injury.course import a_desk, appraised, certified, works
from tests.payments.till import Till

pytestmark = pytest.mark.usefixtures("a_year_paid")
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


def a_family() -> tuple[Injury, Person, list[Person]]:
    """A widow and three children: 130 per cent of 8,000, each cut."""
    injury = died(grade="1")
    widow = a_person(name="王某", born_on=dt.date(1966, 1, 5), female=True)
    granted(injury, "injury_dependant", widow, DEPENDS | {"relation": "spouse", "others": 3})
    children = [_a_child(name=f"李{place}") for place in range(3)]
    for each in children:
        granted(injury, "injury_dependant", each, DEPENDS | {"has_spouse": True, "others": 2})
    return injury, widow, children


def test_once_a_share_ends_another_grows_by_one_decision() -> None:
    """Without the widow three times 30 per cent are no more than the wage: each is whole."""
    injury, widow, (child, *_) = a_family()
    beside = DEPENDS | {"others": 2}
    assert "份额不变" in not_due(injury, "injury_dependant", child, beside)
    own = Entitlement.objects.get(person=widow)
    Till(fund=Fund.INJURY).stopped(own, month=Month(2026, 12), because="injury_able_again")
    items = granted(injury, "injury_dependant", child, beside)
    assert {code: (each.amount_fen, each.from_month) for code, each in items.items()} == {
        "injury_dependant": (240_000, Month(2026, 12))
    }
    old, new = Entitlement.objects.filter(person=child).order_by("pk")
    assert (old.endings.get().from_month, new.endings.count()) == (Month(2026, 12), 0)
    assert "份额不变" in not_due(injury, "injury_dependant", child, beside)
    assert broken() == {}


def test_the_database_lets_no_shares_exceed_the_wage(monkeypatch: pytest.MonkeyPatch) -> None:
    injury, _, _ = a_family()
    monkeypatch.setattr("benefits.injury.schemes.dependants.drawn_by_others", lambda injury, person: [])
    desk, case = a_claim(injury, "injury_dependant", _a_child(name="李四"), DEPENDS)
    with pytest.raises(Refusal) as refusal:
        desk.granted(case)
    assert refusal.value.code == "injury_shares_exceed_the_wage"
    monkeypatch.setattr("benefits.injury.schemes.dependants.refusing", lambda *_: nullcontext())
    with database.refused("injury_shares_within_wage"):
        desk.act("approve", case, desk.approver)


def test_the_database_takes_no_dependant_without_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    injury = died(grade="1")
    desk, case = a_claim(injury, "injury_dependant", _a_child(), DEPENDS)
    monkeypatch.setattr(DependantShare.objects, "create", lambda **given: None)
    with database.refused("injury_granted_with_its_share"):
        desk.granted(case)
