"""What a grade of disability brings, from the record: the own wage, who pays, from when (WIR 34–37)."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.selectors import claimant_of, content_of
from benefits.injury.models import Injury
from benefits.injury.schemes.disability import ExitLump
from benefits.payments.models import Entitlement
from enrollment.participation.models import Employment, EndReason
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests.cities import BEIJING, broken
from tests.injury.course import a_desk, appraised, certified, works
from tests.payments.till import Till

pytestmark = pytest.mark.usefixtures("five_cities")
FLOOR_FEN = 726_960  # 60 % of 12,116, the average of Beijing


def hurt(*, wage: int = 8_000, **told: Any) -> Injury:
    """In July, after twelve months of that wage; appraised in September."""
    employer, person = works(wage=wage, since=Month(2025, 7), until=Month(2026, 7))
    injury = certified(person, employer, happened_on="2026-07-06")
    appraised(injury, **told)
    return injury


def granted(injury: Injury, matter: str) -> Any:
    desk = a_desk(injury.person, matter)
    return desk.granted(desk.asked({"injury": injury.number})).items.get()


def not_due(injury: Injury, matter: str) -> str:
    desk = a_desk(injury.person, matter)
    case = desk.handled(desk.asked({"injury": injury.number}))
    with pytest.raises(Refusal) as refusal:
        desk.act("review", case, desk.reviewer)
    assert refusal.value.code == "claim_not_due"
    desk.act("refuse", case, desk.reviewer, reason=refusal.value.zh[:200])
    return refusal.value.zh


def test_the_lump_is_months_of_the_mean_wage_and_paid_once_of_an_injury() -> None:
    injury = hurt(grade="3")
    item = granted(injury, "injury_disability_lump")
    assert item.amount_fen == 23 * 800_000
    put = Entitlement.objects.get()
    assert (put.fund, put.region_id) == (Fund.INJURY, BEIJING)
    assert "不重复支付" in not_due(injury, "injury_disability_lump")
    assert broken() == {}


def test_a_low_wage_counts_as_the_floor_of_the_average() -> None:
    assert granted(hurt(wage=7_200, grade="10"), "injury_disability_lump").amount_fen == 7 * FLOOR_FEN


def test_the_allowance_goes_from_the_month_after_the_conclusion() -> None:
    injury = hurt(grade="1", nursing="full")
    item = granted(injury, "injury_allowance")
    assert (item.amount_fen, item.rhythm, item.from_month, item.before_month) == (
        720_000, "monthly", Month(2026, 10), None,
    )  # fmt: skip
    assert granted(injury, "injury_nursing").amount_fen == 605_800, "half of 12,116"
    assert "在付" in not_due(injury, "injury_allowance")
    assert broken() == {}


def test_of_grades_five_and_six_the_employer_pays_and_is_told_how_much() -> None:
    injury = hurt(grade="6")
    assert "由用人单位支付" in (told := not_due(injury, "injury_allowance")) and "4,800.00" in told
    assert "未确认需要生活护理" in not_due(injury, "injury_nursing")


def test_a_review_changes_the_allowance_once_the_old_one_has_ended_and_brings_no_second_lump() -> None:
    employer, person = works(since=Month(2024, 9), until=Month(2025, 9))
    injury = certified(person, employer, happened_on="2025-09-08")
    appraised(injury, grade="4", concluded_on="2025-10-13", delivered_on="2025-10-15")
    granted(injury, "injury_disability_lump")
    assert granted(injury, "injury_allowance").amount_fen == 600_000
    appraised(
        injury, kind="review", asked_on="2026-10-13", document="京鉴复1", grade="2", concluded_on="2026-10-26",
        delivered_on="2026-10-28",
    )  # fmt: skip
    assert "不重复支付" in not_due(injury, "injury_disability_lump")
    old = Entitlement.objects.get(scheme="injury_allowance")
    Till(fund=Fund.INJURY).stopped(old, month=Month(2026, 11), because="injury_appraised_anew")
    item = granted(injury, "injury_allowance")
    assert (item.amount_fen, item.from_month) == (680_000, Month(2026, 11))
    assert broken() == {}


def test_without_a_final_conclusion_or_insurance_nothing_is_paid() -> None:
    employer, person = works(since=Month(2026, 6), until=Month(2026, 7))
    injury = certified(person, employer, happened_on="2026-07-06")
    assert "没有已生效的" in not_due(injury, "injury_disability_lump")
    person.employments.update(reported_on=dt.date(2026, 8, 3), late_because="forgotten")
    other = certified(person, employer, happened_on="2026-08-01")
    assert "由用人单位按规定支付" in not_due(other, "injury_disability_lump")


def test_lumps_on_leaving_are_by_the_place_and_the_employers_part_is_told() -> None:
    """Six months of 12,116 each in Beijing for grade 9."""
    injury = hurt(grade="9")
    assert "没有终止" in not_due(injury, "injury_exit_lump")
    Employment.objects.update(ends_before=dt.date(2026, 11, 1), end_reason=EndReason.CONTRACT_EXPIRED)
    desk = a_desk(injury.person, "injury_exit_lump")
    case = desk.asked({"injury": injury.number})
    assert desk.granted(case).items.get().amount_fen == 6 * 1_211_600
    told = ExitLump().assess(claimant_of(desk.claim(case)), {"injury": injury.number})
    assert "不重复支付" in told.value.unmet[0].zh
    signed = desk.claim(case).assessments.earliest("pk")
    assert "单位支付一次性伤残就业补助金72,696.00元" in content_of(signed)["trace"]["sentence"]["zh"]
