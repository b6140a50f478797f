"""What changes after a month was charged becomes new lines and bills, as signed differences (REG 11; SIL 62)."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import pytest

from contributions.assessment.actions import reassess
from contributions.assessment.models import AssessmentLine, Bill, HandAssessment, Tariff
from contributions.declarations.actions import FiledRow, Newcomer, file
from contributions.declarations.models import Door
from enrollment.participation.actions import Joining, Leaving, join, leave, resume, suspend
from enrollment.registry.actions import PersonFacts, set_injury_rate
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Act
from siadmin.kernel import runs
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from tests.cities import (
    BEIJING,
    COUNTY_OF,
    GUANGZHOU,
    NOVEMBER,
    OCTOBER,
    SEPTEMBER,
    bills,
    broken,
    change_law,
    charge,
    declare,
    open_only,
    pay,
    staff,
    tick,
)
from tests.factories import TODAY, a_user, citizen_number

pytestmark = pytest.mark.usefixtures("five_cities")


def charged(
    people: int = 2, wage: int = 8_000, months: tuple[Month, ...] = (SEPTEMBER,)
) -> tuple[Employer, list[Person]]:
    """An employer of Beijing whose months were declared and charged."""
    employer, colleagues = staff(people)
    declare(employer, months[0], dict.fromkeys(colleagues, wage))
    for month in months:
        charge(BEIJING, month)
    return employer, colleagues


def versions(employer: Employer, month: Month = SEPTEMBER) -> dict[int, dict[str, int]]:
    """Version → kind of bill → total of the funds in fen."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for version, kind, _, total in bills(employer, month):
        found[version][kind] += total
    return {version: dict(kinds) for version, kinds in found.items()}


def pension(employer: Employer, person: Person, month: Month = SEPTEMBER) -> list[tuple[int, int, Decimal]]:
    """(version, base, employee's part) of a person's lines, in yuan."""
    lines = AssessmentLine.objects.filter(
        employer_id=employer.pk, person_id=person.pk, month=month, insurance=Insurance.PENSION
    ).order_by("version")
    return [(line.version, line.base_fen // 100, yuan(line.employee_fen)) for line in lines]


def again(employer: Employer, month: Month = SEPTEMBER) -> list[int]:
    return [bill.total_fen for bill in reassess(employer=employer, month=month, by=None, at=tick(), reason="test")]


@pytest.mark.parametrize(
    ("wage", "difference"), [(10_000, "160"), (7_500, "-40"), (5_000, "-58.40"), (40_000, "2267.84")]
)
def test_a_corrected_wage_becomes_a_signed_difference(wage: int, difference: str) -> None:
    employer, (li, wang) = charged()
    declare(employer, SEPTEMBER, {li: wage})
    base = min(max(wage, 7_270), 36_348)
    assert pension(employer, li) == [(0, 8_000, 640), (1, base, Decimal(difference))]
    assert pension(employer, wang) == [(0, 8_000, 640)]
    assert set(versions(employer)[1]) == {"adjustment"}
    assert broken() == {}


def test_a_corrected_wage_between_the_same_limits_changes_nothing() -> None:
    employer, (li, _) = charged(wage=5_000)
    declare(employer, SEPTEMBER, {li: 6_000})
    assert list(versions(employer)) == [0]
    assert again(employer) == []


def test_corrections_follow_each_other_by_versions() -> None:
    employer, (li, _) = charged()
    for wage in (10_000, 9_000, 8_000):
        declare(employer, SEPTEMBER, {li: wage})
    assert pension(employer, li) == [(0, 8_000, 640), (1, 10_000, 160), (2, 9_000, -80), (3, 8_000, -80)]
    assert sum(sum(kinds.values()) for version, kinds in versions(employer).items() if version) == 0
    assert broken() == {}


def test_a_correction_of_the_newest_wage_reaches_every_month_it_holds_in() -> None:
    employer, (li, _) = charged(months=(SEPTEMBER, OCTOBER, NOVEMBER))
    declare(employer, SEPTEMBER, {li: 10_000})
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        assert pension(employer, li, month)[1:] == [(1, 10_000, 160)]


def test_a_correction_of_a_past_month_stays_in_it() -> None:
    employer, (li, _) = charged(months=(SEPTEMBER, OCTOBER))
    declare(employer, OCTOBER, {li: 8_000})
    declare(employer, SEPTEMBER, {li: 10_000})
    assert pension(employer, li, SEPTEMBER) == [(0, 8_000, 640), (1, 10_000, 160)]
    assert pension(employer, li, OCTOBER) == [(0, 8_000, 640)]


def test_who_left_before_is_taken_out_of_the_months_since() -> None:
    employer, (li, wang) = charged(months=(SEPTEMBER, OCTOBER, NOVEMBER))
    declare(employer, NOVEMBER, {li: 8_000}, leaving=[Leaving(wang, dt.date(2026, 9, 20), "resigned")])
    assert pension(employer, wang, SEPTEMBER) == [(0, 8_000, 640)]
    for month in (OCTOBER, NOVEMBER):
        assert pension(employer, wang, month) == [(0, 8_000, 640), (1, 0, -640)]
        assert pension(employer, li, month) == [(0, 8_000, 640)]
    assert broken() == {}


def test_who_joined_before_is_charged_for_the_months_since() -> None:
    employer, _ = charged(months=(SEPTEMBER, OCTOBER))
    late = Newcomer(
        PersonFacts("晚报", citizen_number(order=803), "citizen_id", "male", dt.date(1990, 1, 1), "M60"),
        dt.date(2026, 9, 7),
    )
    file(
        employer=employer, month=NOVEMBER, rows=[FiledRow(900_000, newcomer=late)], door=Door.GRID,
        by=None, at=tick(), today=TODAY,
    )  # fmt: skip
    person = Person.objects.get(name="晚报")
    for month in (SEPTEMBER, OCTOBER):
        assert pension(employer, person, month) == [(1, 9_000, 720)]
        assert list(versions(employer, month)) == [0, 1]
    assert bills(employer, NOVEMBER) == [], "its run is still to come"
    charge(BEIJING, NOVEMBER)
    assert pension(employer, person, NOVEMBER) == [(0, 9_000, 720)]
    assert broken() == {}


def test_a_person_who_comes_back_is_charged_again_once() -> None:
    employer, (_, wang) = charged(months=(SEPTEMBER, OCTOBER))
    suspend(employer=employer, person=wang, before=OCTOBER, by=None, at=tick(), reason="x")
    suspended = pension(employer, wang, OCTOBER)
    assert again(employer, OCTOBER) == []
    resume(employer=employer, person=wang, from_month=OCTOBER, by=None, at=tick(), reason="x")
    assert again(employer, OCTOBER) == []
    assert suspended == [(0, 8_000, 640), (1, 0, -640)]
    assert pension(employer, wang, OCTOBER) == [(0, 8_000, 640), (1, 0, -640), (2, 8_000, 640)]
    assert broken() == {}


def test_without_a_difference_nothing_is_written() -> None:
    employer, _ = charged()
    before = (AssessmentLine.objects.count(), Bill.objects.count(), Act.objects.filter(code="month_reassessed").count())
    assert again(employer) == []
    assert before == (
        AssessmentLine.objects.count(), Bill.objects.count(), Act.objects.filter(code="month_reassessed").count(),
    )  # fmt: skip


def test_a_floated_injury_rate_is_settled_again_for_its_months() -> None:
    employer, (li, _) = charged(months=(SEPTEMBER, OCTOBER))
    set_injury_rate(
        employer=employer, risk_class=1, factor=Decimal("1.50"), from_month=OCTOBER, by=a_user(staff=True), at=tick(),
        decision="2026-9号",
    )  # fmt: skip
    assert (again(employer, SEPTEMBER), again(employer, OCTOBER)) == ([], []), "the act itself brought them up to date"
    line = AssessmentLine.objects.get(
        employer_id=employer.pk, person_id=li.pk, month=OCTOBER, insurance=Insurance.INJURY, version=1
    )
    assert (line.employer_fen, line.base_fen) == (800, 800_000), "8,000 × 0.2% × 50% more"
    assert {fund for v, _, fund, _ in bills(employer, OCTOBER) if v} == {"injury"}


def test_a_superseded_law_is_settled_again_and_old_lines_keep_theirs() -> None:
    employer, (li, _) = charged(wage=5_000)
    old = AssessmentLine.objects.get(employer_id=employer.pk, person_id=li.pk, insurance=Insurance.PENSION)
    change_law("pension.base_floor", BEIJING, value=7_300)
    again(employer)
    assert pension(employer, li) == [(0, 7_270, Decimal("581.60")), (1, 7_300, Decimal("2.40"))]
    old.refresh_from_db()
    tariffs = [
        Tariff.objects.get(pk=line.tariff_id)
        for line in AssessmentLine.objects.filter(person_id=li.pk, insurance=Insurance.PENSION).order_by("version")
    ]
    assert [(t.floor_fen, t.is_current) for t in tariffs] == [(727_000, False), (730_000, True)]
    assert old.base_fen == 727_000
    assert broken() == {}


def silent(wage: int = 8_000, *, paid: bool = False) -> tuple[Employer, list[Person]]:
    """An employer of Guangzhou that declared September and not October, which was billed provisionally."""
    employer, colleagues = staff(2, at=COUNTY_OF[GUANGZHOU])
    declare(employer, SEPTEMBER, dict.fromkeys(colleagues, wage))
    for month in (SEPTEMBER, OCTOBER):
        charge(GUANGZHOU, month)
    if paid:
        pay(employer, OCTOBER)
    return employer, colleagues


@pytest.mark.parametrize("paid", [False, True], ids=["unpaid", "paid"])
@pytest.mark.parametrize("wage", [6_000, 8_800, 12_000])
def test_a_late_declaration_replaces_the_provisional_bill(paid: bool, wage: int) -> None:
    employer, people = silent(paid=paid)
    provisional = sum(total for *_, total in bills(employer, OCTOBER))
    declare(employer, OCTOBER, dict.fromkeys(people, wage))
    by_kind = versions(employer, OCTOBER)
    assert by_kind[0] == {"provisional": provisional}
    assert by_kind[2] == {"reversal": -provisional}
    assert set(by_kind[1]) == {"assessed"}
    assert pension(employer, people[0], OCTOBER) == [(1, wage, Decimal(wage * 8) / 100)]
    assert broken() == {}


def test_a_correction_of_the_month_before_does_not_touch_an_undeclared_month() -> None:
    employer, (li, _) = silent()
    provisional = bills(employer, OCTOBER)
    declare(employer, SEPTEMBER, {li: 12_000})
    assert bills(employer, OCTOBER) == provisional, "nobody declared October: its provisional bill stands (SIL 62)"
    assert again(employer, OCTOBER) == []
    assert not AssessmentLine.objects.filter(month=OCTOBER).exists()


def test_a_month_left_to_a_person_is_assessed_once_it_is_declared() -> None:
    employer, people = staff(2, at=COUNTY_OF[GUANGZHOU])
    charge(GUANGZHOU, SEPTEMBER)
    assert HandAssessment.objects.get().decided_at is None
    declare(employer, SEPTEMBER, dict.fromkeys(people, 8_000))
    assert set(versions(employer)[0]) == {"assessed"}
    assert HandAssessment.objects.get().decided_at is not None
    assert broken() == {}


def test_a_month_whose_run_is_still_to_come_is_not_assessed_early() -> None:
    employer, (li,) = staff()
    declare(employer, SEPTEMBER, {li: 8_000})
    assert bills(employer, SEPTEMBER) == []
    run = open_only(BEIJING, SEPTEMBER)
    declare(employer, SEPTEMBER, {li: 9_000})
    assert bills(employer, SEPTEMBER) == []
    runs.work(run.pk)
    assert pension(employer, li) == [(0, 9_000, 720)]


def test_an_employer_that_declares_between_its_slice_and_the_end_of_the_run_is_not_missed() -> None:
    first, (li,) = staff(at=COUNTY_OF[GUANGZHOU])
    second, (wang,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(second, SEPTEMBER, {wang: 8_000})
    run = open_only(GUANGZHOU, SEPTEMBER, people_a_slice=1)
    assert run.slices.count() == 2
    slice_id, attempt = runs.claim(run.pk, worker="a") or (0, 0)
    runs.do_slice(slice_id, attempt=attempt)
    declare(first, SEPTEMBER, {li: 8_000})
    assert pension(first, li) == [(0, 8_000, 640)]
    runs.work(run.pk)
    assert pension(second, wang) == [(0, 8_000, 640)]
    run.refresh_from_db()
    assert run.state == "done"
    assert broken() == {}


def test_a_newly_insured_employer_outside_the_slices_is_not_missed() -> None:
    old, (li,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(old, SEPTEMBER, {li: 8_000})
    run = open_only(GUANGZHOU, SEPTEMBER)
    fresh, (wang,) = staff(at=COUNTY_OF[GUANGZHOU])
    declare(fresh, SEPTEMBER, {wang: 8_000})
    assert pension(fresh, wang) == [(0, 8_000, 640)]
    runs.work(run.pk)
    assert broken() == {}


@pytest.mark.parametrize("paid", [False, True], ids=["unpaid", "paid"])
def test_a_leaver_entered_without_a_filing_is_taken_out_of_the_months_since(paid: bool) -> None:
    employer, (li, wang) = charged(months=(SEPTEMBER, OCTOBER))
    if paid:
        pay(employer, OCTOBER)
    clerk = a_user(staff=True)
    leave(employer=employer, leavings=[Leaving(wang, dt.date(2026, 9, 5), "resigned")], by=clerk, at=tick())
    assert pension(employer, wang, SEPTEMBER) == [(0, 8_000, 640)]
    assert pension(employer, wang, OCTOBER) == [(0, 8_000, 640), (1, 0, -640)]
    assert pension(employer, li, OCTOBER) == [(0, 8_000, 640)]
    assert set(versions(employer, OCTOBER)[1]) == {"adjustment"}
    assert Act.objects.get(code="month_reassessed").actor_id == clerk.pk
    assert broken() == {}


def test_who_joins_at_the_counter_with_a_wage_in_force_is_charged_for_the_months_since() -> None:
    employer, (li, wang) = charged(months=(SEPTEMBER,))
    leave(employer=employer, leavings=[Leaving(wang, dt.date(2026, 9, 30), "resigned")], by=None, at=tick())
    charge(BEIJING, OCTOBER)
    assert pension(employer, wang, OCTOBER) == []
    join(employer=employer, joinings=[Joining(wang, "employee", dt.date(2026, 10, 1))], by=None, at=tick())
    assert pension(employer, wang, OCTOBER) == [(1, 8_000, 640)]
    assert pension(employer, li, OCTOBER) == [(0, 8_000, 640)]
    assert broken() == {}


def test_what_somebody_asks_for_is_on_record_with_their_reason() -> None:
    employer, _ = charged(wage=5_000)
    change_law("pension.base_floor", BEIJING, value=7_300)
    clerk = a_user(staff=True)
    written = reassess(employer=employer, month=SEPTEMBER, by=clerk, at=tick(), reason="基数下限更正")
    assert {bill.kind for bill in written} == {"adjustment"}
    act = Act.objects.get(code="month_reassessed")
    assert (act.actor_id, act.reason, act.detail["total_fen"]) == (
        clerk.pk, "基数下限更正", sum(bill.total_fen for bill in written),
    )  # fmt: skip
