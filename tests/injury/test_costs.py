"""Costs of an injury claimed back by hand: all the catalogues cover, standards of the place, devices."""

from typing import Any

import pytest

from benefits.injury.models import Injury
from siadmin.kernel.refusal import Refusal
from tests import cities
from tests.cities import broken
from tests.injury.course import a_desk, appraised, certified
from tests.injury.test_leaving import AGAIN, recorded

pytestmark = pytest.mark.usefixtures("a_year_paid")
TOLD: dict[str, Any] = {
    "began_on": "2026-11-03", "receipts": "ZY-01", "billed": "12000.00", "covered": "10500.00", "hospital_days": 6,
    "away_days": 2, "nights": 2, "lodging": "400.00", "transport": "0",
}  # fmt: skip
DEVICE: dict[str, Any] = {
    "began_on": "2026-11-10", "receipts": "FJ-01", "device": "wheelchair", "committee": "北京市劳动能力鉴定委员会",
    "document": "京器1", "is_agreed": True, "cost": "2600.00",
}  # fmt: skip


def hurt() -> Injury:
    employer, (person,) = cities.staff()
    return certified(person, employer)


def granted(injury: Injury, **told: Any) -> dict[str, int]:
    desk = a_desk(injury.person, "injury_costs")
    decision = desk.granted(desk.asked(TOLD | {"injury": injury.number} | told))
    return {each.component: each.amount_fen for each in decision.items.all()}


def refused(injury: Injury, matter: str = "injury_costs", **told: Any) -> Refusal:
    desk = a_desk(injury.person, matter)
    facts = (TOLD if matter == "injury_costs" else DEVICE) | {"injury": injury.number} | told
    with pytest.raises(Refusal) as refusal:
        desk.act("review", desk.handled(desk.asked(facts)), desk.reviewer)
    return refusal.value


def test_the_catalogues_are_covered_whole_and_food_and_lodging_by_the_place() -> None:
    """Six days of 30, two of 50, two nights of 150 at most."""
    injury = hurt()
    assert granted(injury) == {"injury_treatment": 1_050_000, "injury_food": 18_000, "injury_travel": 40_000}
    with pytest.raises(Refusal) as refusal:
        granted(injury)
    assert refusal.value.code == "claim_granted_once_already"
    assert broken() == {}


def test_a_standard_that_is_not_on_file_is_never_guessed() -> None:
    injury = hurt()
    assert refused(injury, transport="300.00").code == "not_verified_here"
    assert refused(injury, "injury_device").code == "not_verified_here"
    assert "服务协议" in refused(injury, "injury_device", receipts="FJ-02", is_agreed=False).zh


def test_treated_after_the_grade_it_takes_a_confirmed_recurrence() -> None:
    injury = hurt()
    appraised(injury, concluded_on="2026-11-05", delivered_on="2026-11-06", grade="8")
    assert "工伤复发" in refused(injury, began_on="2026-11-10").zh
    recorded(injury, "injury_recurrence", **AGAIN)
    assert granted(injury, began_on="2026-11-10", receipts="ZY-02")["injury_treatment"] == 1_050_000
    assert "受伤之前" in refused(injury, began_on="2026-11-01", receipts="ZY-03").zh
