"""An allowance beside a pension is found, ended, and made up for by the difference (SIL 40; WIR 35)."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.schemes import Pension
from benefits.injury.checks import AllowanceBesidePension
from benefits.injury.models import Injury
from benefits.injury.rules.disability import Beside
from benefits.injury.schemes import at_age as schemes
from benefits.injury.selectors import at_age as selected
from benefits.payments.actions.suspecting import look_through
from benefits.payments.models import Entitlement, Suspicion
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import broken, tick
from tests.claims.toy import Rainwear
from tests.injury.course import a_desk, appraised, certified, notice, suspended, works
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("a_year_paid")


@pytest.fixture(autouse=True)
def _old_age(monkeypatch: Any) -> None:
    """The toy's pension counts as one."""
    monkeypatch.setattr(Rainwear, "pension", Pension.OLD_AGE)


def drawing(wage: int = 8_000) -> tuple[Injury, Entitlement]:
    """An allowance of grade 1 from October, and a pension from November."""
    employer, person = works(wage=wage, since=Month(2025, 7), until=Month(2026, 7))
    injury = certified(person, employer, happened_on="2026-07-06")
    appraised(injury, grade="1")
    desk = a_desk(person, "injury_allowance")
    desk.granted(desk.asked({"injury": injury.number}))
    a_card(person)
    return injury, Till("toy_pension", Fund.PENSION).granted(person)


def test_the_month_finds_it_and_two_people_end_it_and_grant_the_difference() -> None:
    injury, pension = drawing()
    funded(Fund.INJURY)
    till = Till(fund=Fund.INJURY)
    till.opened()
    suspicion = Suspicion.objects.get()
    assert (suspicion.kind, suspicion.found_by) == ("injury_on_pension", AllowanceBesidePension.code)
    desk = a_desk(injury.person, "injury_pension_difference")
    item = desk.granted(desk.asked({})).items.get()
    allowance = Entitlement.objects.get(scheme="injury_allowance")
    first = min(part.from_month for part in pension.components.all())
    paid = sum(part.amount_fen for part in pension.components.all())
    assert (item.amount_fen, item.from_month) == (720_000 - paid, max(first, Month(2026, 10)))
    assert item.decision.granted_once.of == f"{injury.number}:0", "what was paid because of it can be added up"
    ending = allowance.endings.get()
    assert (ending.kind, ending.from_month, ending.because) == ("ended", item.from_month, "injury_on_pension")
    suspicion.refresh_from_db()
    assert suspicion.outcome == "stopped"
    assert broken() == {}


def test_months_in_which_the_allowance_was_suspended_bring_no_difference() -> None:
    """December: November is paid once, each month from January on; the allowance ends in November all the same."""
    injury, pension = drawing()
    allowance = Entitlement.objects.get(scheme="injury_allowance")
    suspended(allowance, Month(2026, 12), Month(2027, 1))
    desk = a_desk(injury.person, "injury_pension_difference")
    items = {each.component: each for each in desk.granted(desk.asked({})).items.all()}
    fen = 720_000 - sum(part.amount_fen for part in pension.components.all())
    found = {component: (each.amount_fen, each.from_month) for component, each in items.items()}
    assert found == {
        "injury_pension_difference": (fen, Month(2027, 1)), "injury_made_up": (fen, Month(2026, 12)),
    }  # fmt: skip
    assert allowance.endings.get(kind="ended").from_month == Month(2026, 11)
    assert broken() == {}


def test_months_of_a_difference_in_all_of_which_the_allowance_was_suspended_leave_nothing_to_add(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    injury, _ = drawing()
    suspended(Entitlement.objects.get(scheme="injury_allowance"), Month(2026, 12), Month(2027, 1))
    both = [Beside(Month(2026, 12), 720_000, 700_000), Beside(Month(2027, 1), 720_000, 730_000)]
    monkeypatch.setattr(schemes, "beside", lambda *_: both)
    desk = a_desk(injury.person, "injury_pension_difference")
    with pytest.raises(Refusal) as refusal:
        desk.act("review", desk.handled(desk.asked({})), desk.reviewer)
    assert refusal.value.code == "claim_not_due" and "都已暂停发放" in refusal.value.zh


def test_who_draws_no_pension_has_nothing_to_switch() -> None:
    employer, person = works(since=Month(2025, 7), until=Month(2026, 7))
    certified(person, employer, happened_on="2026-07-06")
    with pytest.raises(Refusal) as refusal:
        a_desk(person, "injury_pension_difference").asked({})
    assert "没有与养老金同时在付" in refusal.value.zh


def test_a_pension_that_is_not_lower_leaves_nothing_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    injury, pension = drawing()
    monkeypatch.setattr(selected, "fen_in", lambda entitlement, month: 1 if entitlement != pension else 2)
    desk = a_desk(injury.person, "injury_pension_difference")
    case = desk.handled(desk.asked({}))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert "没有差额" in refusal.value.zh


def test_the_database_takes_no_allowance_beside_its_difference() -> None:
    injury, _ = drawing()
    desk = a_desk(injury.person, "injury_pension_difference")
    with database.refused("injury_one_of_both"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("benefits.payments.actions.entitling.stop", lambda **given: None)
        desk.granted(desk.asked({}))


def settled() -> tuple[Injury, Entitlement, Entitlement]:
    """The difference is in payment from November on."""
    injury, pension = drawing()
    desk = a_desk(injury.person, "injury_pension_difference")
    desk.granted(desk.asked({}))
    return injury, pension, Entitlement.objects.get(scheme="injury_pension_difference")


def test_a_notice_that_raises_allowances_raises_the_difference_too() -> None:
    """720,000 and by the notice 12,000 and 1.25 per cent more, from the month from which it was settled."""
    injury, _, difference = settled()
    before = difference.components.get().amount_fen
    notice("120", "0.0125")
    desk = a_desk(injury.person, "injury_pension_difference")
    item = desk.granted(desk.asked({})).items.get()
    assert (item.amount_fen, item.from_month) == (before + 12_000 + 9_000, Month(2026, 11))
    assert difference.endings.get().because == "injury_settled_anew"
    with pytest.raises(Refusal) as refusal:
        case = desk.handled(desk.asked({}))
        desk.act("review", case, desk.reviewer)
    assert "没有变化" in refusal.value.zh
    assert broken() == {}


def test_months_in_which_the_difference_was_suspended_are_not_made_up_for() -> None:
    """December, for which nobody has paid yet: the old difference ends in November, the new one begins in January."""
    injury, _, difference = settled()
    before = difference.components.get().amount_fen
    suspended(difference, Month(2026, 12), Month(2027, 1))
    notice("120", "0.0125")
    desk = a_desk(injury.person, "injury_pension_difference")
    items = {each.component: each for each in desk.granted(desk.asked({})).items.all()}
    monthly, once = items["injury_pension_difference"], items["injury_made_up"]
    now = before + 12_000 + 9_000
    assert (monthly.amount_fen, monthly.from_month) == (now, Month(2027, 1))
    assert (once.amount_fen, once.from_month) == (now, Month(2026, 12))
    assert difference.endings.get(kind="ended").from_month == Month(2026, 11)
    assert broken() == {}


def test_a_pension_that_rises_lowers_the_difference_or_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    injury, pension, difference = settled()
    before = difference.components.get().amount_fen
    plain = selected._pension_in
    monkeypatch.setattr(selected, "_pension_in", lambda pensions, month: plain(pensions, month) + 10_000)
    desk = a_desk(injury.person, "injury_pension_difference")
    item = desk.granted(desk.asked({})).items.get()
    assert item.amount_fen == before - 10_000
    monkeypatch.setattr(selected, "_pension_in", lambda pensions, month: 800_000)
    case = desk.handled(desk.asked({}))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert "请按“停发待遇”停发补差" in refusal.value.zh
    assert Entitlement.objects.filter(pk=pension.pk).exists()


def test_the_month_finds_differences_that_no_longer_fit() -> None:
    _, _, difference = settled()
    notice("120", "0", dt.date(2026, 12, 1))
    assert look_through(difference.region, Fund.INJURY, Month(2026, 11), tick()) == 0
    assert look_through(difference.region, Fund.INJURY, Month(2026, 12), tick()) == 1
    found = Suspicion.objects.get()
    assert (found.kind, found.happened_on) == ("injury_settled_anew", dt.date(2026, 12, 1))
