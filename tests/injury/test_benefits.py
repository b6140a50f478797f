"""What a grade of disability brings, from the record: the own wage, who pays, from when (WIR 34–37)."""

import datetime as dt
from typing import Any

import pytest

from benefits.claims.selectors import claimant_of, content_of
from benefits.injury.models import Injury
from benefits.injury.schemes.disability import ExitLump
from benefits.payments.models import Entitlement, Overpayment, Suspicion
from enrollment.participation.actions import Joining, join
from enrollment.participation.models import Employment, EndReason, WorkerKind
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import cities
from tests.cities import BEIJING, COUNTY_OF, broken
from tests.factories import a_person, an_employer
from tests.injury.course import a_desk, appraised, certified, suspended, works
from tests.payments.setting_off import looked_into, next_month
from tests.payments.till import Till, a_card, funded

pytestmark = pytest.mark.usefixtures("a_year_paid")
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


def hurt_a_year_ago(grade: str = "4", **told: Any) -> Injury:
    """In September of last year, and appraised in October."""
    employer, person = works(since=Month(2024, 9), until=Month(2025, 9))
    injury = certified(person, employer, happened_on="2025-09-08")
    appraised(injury, grade=grade, concluded_on="2025-10-13", delivered_on="2025-10-15", **told)
    return injury


def reviewed(injury: Injury, grade: str, **told: Any) -> None:
    """A year later: by this month it is final, and counts from this month on."""
    appraised(
        injury, kind="review", asked_on="2026-10-13", document="京鉴复1", grade=grade, concluded_on="2026-10-26",
        delivered_on="2026-10-28", **told,
    )  # fmt: skip


def test_a_review_changes_the_allowance_by_one_decision_and_brings_no_second_lump() -> None:
    injury = hurt_a_year_ago()
    granted(injury, "injury_disability_lump")
    assert granted(injury, "injury_allowance").amount_fen == 600_000
    reviewed(injury, "2")
    assert "不重复支付" in not_due(injury, "injury_disability_lump")
    item = granted(injury, "injury_allowance")
    assert (item.amount_fen, item.from_month) == (680_000, Month(2026, 11))
    old = Entitlement.objects.filter(scheme="injury_allowance").earliest("pk")
    ending = old.endings.get()
    assert (ending.from_month, ending.because) == (Month(2026, 11), "injury_settled_anew")
    assert "已按这一结论在付" in not_due(injury, "injury_allowance")
    assert broken() == {}


def test_months_that_left_by_the_old_grade_are_made_up_for_once() -> None:
    injury = hurt_a_year_ago()
    granted(injury, "injury_allowance")
    a_card(injury.person)
    funded(Fund.INJURY)
    till = Till(fund=Fund.INJURY)
    till.sent(till.approved())
    reviewed(injury, "2")
    desk = a_desk(injury.person, "injury_allowance")
    items = {each.component: each for each in desk.granted(desk.asked({"injury": injury.number})).items.all()}
    monthly, once = items["injury_allowance"], items["injury_made_up"]
    assert (monthly.amount_fen, monthly.from_month, once.amount_fen) == (680_000, Month(2026, 12), 80_000)
    assert once.from_month == Month(2026, 11)
    assert not Overpayment.objects.exists(), "nothing is demanded back of what is due"
    assert broken() == {}


def test_a_milder_grade_ends_the_old_one_and_what_was_paid_since_comes_back() -> None:
    injury = hurt_a_year_ago("2")
    granted(injury, "injury_allowance")
    a_card(injury.person)
    funded(Fund.INJURY)
    till = Till(fund=Fund.INJURY)
    till.sent(till.approved())
    reviewed(injury, "4")
    item = granted(injury, "injury_allowance")
    assert (item.amount_fen, item.from_month) == (600_000, Month(2026, 11))
    assert Overpayment.objects.get().amount_fen == 680_000
    assert broken() == {}


def a_suspension_behind(grade: str, *, since: Month, until: Month) -> tuple[Injury, Till]:
    """From November of last year by a grade that the province was asked about; paid but for the months suspended."""
    injury = hurt_a_year_ago(grade)
    granted(injury, "injury_allowance")
    a_card(injury.person)
    suspended(Entitlement.objects.get(scheme="injury_allowance"), since, until)
    funded(Fund.INJURY)
    till = Till(fund=Fund.INJURY)
    till.sent(till.approved())
    return injury, till


def concluded_again(injury: Injury, grade: str) -> dict[str, tuple[int, Month]]:
    """By the province, from the month of the first conclusion on; what the allowance is by it."""
    appraised(
        injury, kind="again", asked_on="2025-10-20", document="京鉴再1", grade=grade, concluded_on="2026-10-12",
        delivered_on="2026-10-14",
    )  # fmt: skip
    desk = a_desk(injury.person, "injury_allowance")
    items = desk.granted(desk.asked({"injury": injury.number})).items.all()
    return {each.component: (each.amount_fen, each.from_month) for each in items}


def test_months_of_a_suspension_are_not_made_up_for_by_a_worse_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four months before it and six after it were paid."""
    injury, till = a_suspension_behind("4", since=Month(2026, 3), until=Month(2026, 6))
    assert concluded_again(injury, "2") == {
        "injury_allowance": (680_000, Month(2026, 12)), "injury_made_up": (10 * 80_000, Month(2026, 11)),
    }  # fmt: skip
    assert not Overpayment.objects.exists()
    assert next_month(till, monkeypatch).total_fen == 10 * 80_000 + 680_000
    assert broken() == {}


def test_months_of_a_suspension_are_not_paid_by_a_milder_grade(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was paid comes back whole; four months before it are paid once, and each month from its end on."""
    injury, till = a_suspension_behind("2", since=Month(2026, 3), until=Month(2026, 6))
    assert concluded_again(injury, "4") == {
        "injury_allowance": (600_000, Month(2026, 6)), "injury_made_up": (4 * 600_000, Month(2026, 5)),
    }  # fmt: skip
    old = Entitlement.objects.filter(scheme="injury_allowance").earliest("pk")
    assert old.endings.get(kind="ended").from_month == Month(2025, 11)
    assert Overpayment.objects.get().amount_fen == 10 * 680_000
    assert next_month(till, monkeypatch).total_fen == (4 + 7) * 600_000
    assert broken() == {}


def concluded_worse() -> tuple[Injury, Till, Entitlement]:
    """Thirteen months were paid; each is made up for, and the new one is drawn from December on."""
    injury = hurt_a_year_ago("4")
    granted(injury, "injury_allowance")
    a_card(injury.person)
    funded(Fund.INJURY)
    till = Till(fund=Fund.INJURY)
    till.sent(till.approved())
    assert concluded_again(injury, "2")["injury_made_up"] == (13 * 80_000, Month(2026, 11))
    return injury, till, Entitlement.objects.filter(scheme="injury_allowance").latest("pk")


def test_what_is_made_up_for_is_paid_though_the_new_one_is_suspended(monkeypatch: pytest.MonkeyPatch) -> None:
    _, till, new = concluded_worse()
    suspended(new, Month(2026, 12), Month(2027, 1))
    assert next_month(till, monkeypatch, 2).total_fen == 13 * 80_000 + 680_000
    assert broken() == {}


def test_what_is_made_up_for_is_paid_though_the_new_one_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    _, till, new = concluded_worse()
    till.stopped(new, "ended", month=Month(2026, 12))
    assert next_month(till, monkeypatch).total_fen == 13 * 80_000
    assert not Overpayment.objects.exists()
    assert broken() == {}


@pytest.mark.parametrize("is_paid", [False, True])
@pytest.mark.usefixtures("nobody_paid")
def test_what_is_made_up_for_stays_as_another_takes_the_place_of_the_new_one(
    monkeypatch: pytest.MonkeyPatch, *, is_paid: bool
) -> None:
    """By a second injury, from the first month of the new one: 90 per cent of 8,333.33 is 700 a month more."""
    injury, till, new = concluded_worse()
    if is_paid:
        till.sent(till.approved(looked_into(till, next_month(till, monkeypatch))))
    cities.declare(injury.employer, Month(2026, 6), {injury.person: 9_000})
    cities.charge(BEIJING, Month(2026, 6))
    second = certified(injury.person, injury.employer, happened_on="2026-07-06")
    appraised(second, grade="1", document="京鉴2")
    desk = a_desk(injury.person, "injury_allowance")
    items = desk.granted(desk.asked({"injury": second.number})).items.all()
    found = {each.component: (each.amount_fen, each.from_month) for each in items}
    begins = Month(2027, 1) if is_paid else Month(2026, 12)
    assert found.pop("injury_allowance") == (750_000, begins)
    assert found == ({"injury_made_up": (70_000, Month(2026, 12))} if is_paid else {})
    assert new.endings.get().from_month == begins
    assert not Overpayment.objects.exists()
    own = next_month(till, monkeypatch, 2 if is_paid else 1)
    assert own.total_fen == 750_000 + (70_000 if is_paid else 13 * 80_000)
    assert broken() == {}


def test_a_suspension_before_the_first_month_changes_nothing() -> None:
    injury, _ = a_suspension_behind("2", since=Month(2026, 3), until=Month(2026, 6))
    reviewed(injury, "4")
    item = granted(injury, "injury_allowance")
    assert (item.amount_fen, item.from_month) == (600_000, Month(2026, 11))
    assert Overpayment.objects.get().amount_fen == 680_000
    assert broken() == {}


def test_a_grade_that_brings_nothing_is_found_by_the_month_and_never_ends_by_itself() -> None:
    injury = hurt_a_year_ago("4", nursing="part")
    granted(injury, "injury_allowance")
    granted(injury, "injury_nursing")
    reviewed(injury, "7")
    assert "不在一至六级" in not_due(injury, "injury_allowance")
    funded(Fund.INJURY)
    Till(fund=Fund.INJURY).opened()
    found = Suspicion.objects.order_by("pk")
    assert {(each.entitlement.scheme, each.kind) for each in found} == {
        ("injury_allowance", "injury_no_grade"), ("injury_nursing", "injury_no_grade"),
    }  # fmt: skip


@pytest.mark.usefixtures("nobody_paid")
def test_a_second_injury_is_paid_by_the_new_grade_alone() -> None:
    """The new grade is of both together; two allowances are never drawn (WIR 45).

    90 per cent of the mean of two months of 8,000 and one of 9,000.
    """
    injury = hurt_a_year_ago("4")
    granted(injury, "injury_allowance")
    cities.declare(injury.employer, Month(2026, 6), {injury.person: 9_000})
    cities.charge(BEIJING, Month(2026, 6))
    second = certified(injury.person, injury.employer, happened_on="2026-07-06")
    appraised(second, grade="1", document="京鉴2")
    item = granted(second, "injury_allowance")
    assert (item.amount_fen, item.from_month) == (750_000, Month(2026, 10)), (
        "90 per cent of the mean of two months of 8,000 and one of 9,000"
    )
    first = Entitlement.objects.filter(scheme="injury_allowance").earliest("pk")
    assert first.endings.get().from_month == Month(2026, 10)
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


def test_an_over_age_worker_whose_employer_insured_for_work_injury_alone_is_covered() -> None:
    """From July 2026 employers insure them for it (OLD 15)."""
    employer, person = an_employer(at=COUNTY_OF[BEIJING]), a_person(born_on=dt.date(1955, 1, 1))
    joining = Joining(person, WorkerKind.OVER_AGE, dt.date(2026, 8, 1))
    join(employer=employer, joinings=[joining], by=None, at=cities.tick())
    person.employments.update(reported_on=dt.date(2026, 8, 3))
    cities.declare(employer, Month(2026, 9), {person: 8_000})
    cities.charge(BEIJING, Month(2026, 9))
    injury = certified(person, employer, happened_on="2026-10-12")
    assert injury.was_insured
    appraised(injury, grade="9", concluded_on="2026-10-19", delivered_on="2026-10-21")
    assert granted(injury, "injury_disability_lump").amount_fen == 9 * 800_000
