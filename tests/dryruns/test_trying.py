"""A value nobody has approved is tried on everybody as they stand: to the fen what would be charged, and nothing is."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.assessment.models import Tariff
from contributions.dryruns.actions import try_out
from contributions.dryruns.changes import changes_since
from contributions.dryruns.models import Baseline, EmployerEffect, PeopleEffect
from contributions.dryruns.rules import months_governed
from contributions.dryruns.selectors import Found, companions_of, found_by
from contributions.dryruns.telling import answer, stale_because
from siadmin.agency.models import Region
from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState, Slice, SliceState
from siadmin.kernel.months import Month
from siadmin.policy.actions import approve, refuse
from tests import database
from tests.assessment.resettling import refused_as
from tests.cities import (
    BEIJING,
    CHENGDU,
    GUANGZHOU,
    OCTOBER,
    SEPTEMBER,
    SHENZHEN,
    broken,
    change_law,
    charge,
    declare,
    declare_fen,
    staff,
    tick,
    work,
)
from tests.dryruns.trying import (
    CEILING,
    FLOOR,
    NEXT_JULY,
    a_town,
    differences,
    effects,
    kept,
    proposed,
    tried,
    waiting,
    written,
)
from tests.factories import a_person, a_user, an_employment

pytestmark = pytest.mark.usefixtures("five_cities")


def found(run: Run) -> Found:
    regions = Region.objects.in_bulk([*run.parameters["regions"], *run.parameters["left_out"]])
    return found_by(run, [regions[code] for code in sorted(regions)])


def test_next_julys_limits_are_tried_out_together_to_the_fen() -> None:
    """By hand, at 16% and 8% between 7,270 and 36,348, then between 7,400 and 36,000:

    5,000 pays on 7,400 instead of 7,270: 10.40 more, the employer 20.80; 7,300 on 7,400: 8.00 and 16.00; 9,000.01 the
    same; 36,200 on 36,000: 16.00 less, 32.00; 40,000 on 36,000 instead of 36,348: 27.84 less, 55.68.
    """
    employer, _ = a_town(500_000, 730_000, 900_001, 3_620_000, 4_000_000)
    before = written()
    run = tried(proposed(7_400), proposed(36_000, CEILING))
    assert run.state == RunState.DONE
    result = found(run)
    assert (result.people.more, result.people.less, result.people.same) == (2, 2, 1)
    assert (result.people.more_fen, result.people.less_fen) == (1_040 + 800, -(1_600 + 2_784))
    pension = result.insurances["pension_employee"]
    assert list(result.insurances) == ["pension_employee"]
    assert pension.employer_fen == 2_080 + 1_600 - 3_200 - 5_568
    assert pension.employee_fen == pension.account_fen == 1_040 + 800 - 1_600 - 2_784
    assert pension.before_fen == sum(
        base * 16 // 100 + base * 8 // 100 for base in (727_000, 730_000, 3_634_800, 3_620_000)
    ) + (144_000 + 72_000)
    assert (pension.floor_before, pension.floor_after) == (1, 2)
    assert (pension.ceiling_before, pension.ceiling_after) == (1, 2)
    assert (result.employers.more, result.employers.less, result.employers.same) == (0, 1, 0)
    assert str(answer(result)) == "2 人多缴，2 人少缴；基金每月少收 76.32 元"
    assert answer(result).en == "2 people pay more, 2 less; the funds receive ¥76.32 less a month"
    assert {band: (each.more, each.less, each.same) for band, each in result.bands.items()} == {
        1: (1, 0, 0), 2: (1, 0, 0), 3: (0, 0, 1), 7: (0, 2, 0),
    }  # fmt: skip
    assert EmployerEffect.objects.get().lines == 4
    assert EmployerEffect.objects.get().employer_id == employer.pk
    assert written() == before
    assert broken() == {}


wages = st.lists(
    st.one_of(st.integers(0, 4_500_000), st.sampled_from([0, 727_000, 740_000, 3_634_800])), min_size=1, max_size=6
)
rate = st.integers(0, 300_000).map(lambda ppm: Decimal(ppm) / 1_000_000)


@settings(max_examples=15)
@given(
    wages_fen=wages,
    floor=st.integers(500_000, 1_000_000),
    ceiling=st.integers(1_000_000, 5_000_000),
    rates=st.dictionaries(st.sampled_from(["pension.employer_rate", "unemployment.employee_rate"]), rate),
)
def test_what_is_charged_once_the_values_are_approved_is_what_was_tried_out(
    wages_fen: list[int], floor: int, ceiling: int, rates: dict[str, Decimal]
) -> None:
    with database.savepoint():
        employer, people = a_town(*wages_fen)
        first = OCTOBER.first_day
        values = [
            proposed(Decimal(floor) / 100, starts_on=first),
            proposed(Decimal(ceiling) / 100, CEILING, starts_on=first),
            *(proposed(value, key, starts_on=first, unit="rate") for key, value in rates.items()),
        ]
        run = tried(*values)
        for each in values:
            approve(proposal_id=each.pk, seen_version=0, by=a_user(staff=True), at=tick())
        declare_fen(employer, OCTOBER, dict(zip(people, wages_fen, strict=True)))
        charge(BEIJING, OCTOBER)
        assert {place: more for place, more in effects(run).items() if any(more)} == differences()
        assert broken() == {}


def test_a_value_of_the_hs_line_touches_its_own_insurances() -> None:
    """Maternity shares the limits of medical insurance (MM10)."""
    a_town(500_000)
    result = found(tried(proposed(7_400, "medical.base_floor")))
    assert list(result.insurances) == ["medical_employee", "maternity"] or list(result.insurances) == [
        "medical_employee"
    ]
    assert result.insurances["medical_employee"].employee_fen == 260  # 2% of 130.00


def test_a_provinces_value_is_tried_on_the_cities_that_inherit_it() -> None:
    """Guangdong's rate governs Guangzhou and Shenzhen; Shenzhen was given one of its own."""
    own = proposed("0.15", "pension.employer_rate", at=SHENZHEN, starts_on=dt.date(2026, 10, 1), unit="rate")
    approve(proposal_id=own.pk, seen_version=0, by=a_user(staff=True), at=tick())
    a_town(1_000_000, at=GUANGZHOU)
    a_town(1_000_000, at=SHENZHEN)
    a_town(1_000_000, at=CHENGDU)
    run = tried(proposed("0.17", "pension.employer_rate", at="440000", unit="rate"))
    result = found(run)
    assert {place.region.pk: place.is_touched for place in result.places} == {GUANGZHOU: True, SHENZHEN: False}
    assert result.insurances["pension_employee"].employer_fen == 10_000
    assert (result.people.more, result.people.less, result.people.same) == (0, 0, 1)
    assert answer(result).en == (
        "Nobody pays more or less of their own; 1 employer pays more, 0 less; the funds receive ¥100.00 more a month"
    )


def test_a_region_without_a_charged_month_is_named_as_left_out() -> None:
    a_town(1_000_000, at=GUANGZHOU)
    run = tried(proposed("0.17", "pension.employer_rate", at="440000", unit="rate"))
    assert run.parameters["left_out"] == [SHENZHEN]
    refused_as("nobody_charged_yet", lambda: tried(proposed(7_400)))


def test_what_nobody_has_published_yet_goes_on_on_both_sides() -> None:
    """Guangzhou's medical values end with 2026: a floor for 2027 is held against that of 2026, at its rates."""
    a_town(500_000, at=GUANGZHOU)
    run = tried(proposed(6_500, "medical.base_floor", at=GUANGZHOU, starts_on=dt.date(2027, 1, 1)))
    where = run.parameters["regions"][GUANGZHOU]
    assert where["law_month"] == "2027-01"
    assert {"medical.base_ceiling", "medical.employer_rate"} <= set(where["going_on"])
    assert all(key.startswith(("medical.", "maternity.")) for key in where["going_on"]), (
        "what it does not concern is not named"
    )
    assert "medical.base_floor" not in where["going_on"]
    baseline = Baseline.objects.get(tariff__insurance="medical_employee", tariff__category="employee")
    assert (baseline.floor_fen, baseline.tariff.floor_fen) == (623_400, 650_000)
    assert found(run).people.more == 1


def test_a_value_of_days_already_charged_is_tried_on_the_last_of_them() -> None:
    a_town(500_000)
    run = tried(proposed(7_400, starts_on=dt.date(2026, 7, 1)))
    assert run.parameters["regions"][BEIJING] == {"month": "2026-09", "law_month": "2026-09", "going_on": []}
    assert found(run).people.more == 1


def test_a_value_that_says_the_same_touches_nobody() -> None:
    a_town(500_000)
    run = tried(proposed(7_270))
    assert run.state == RunState.DONE
    assert run.slices.count() == 0
    assert str(answer(found(run))) == "没有人多缴或少缴"


def test_only_accounts_may_differ() -> None:
    """A smaller share of the own part goes to the medical account: nobody pays another amount."""
    a_town(1_000_000)
    result = found(tried(proposed("0.5", "medical.account_inflow_rate", unit="rate")))
    assert (result.people.same, result.net_fen) == (1, 0)
    assert result.account_fen < 0
    assert answer(result).en.startswith("Nobody pays more or less; personal accounts get ¥")


def test_people_without_a_wage_are_named_and_not_counted() -> None:
    a_town(500_000)
    employer, (li, _) = staff(2)
    declare(employer, SEPTEMBER, {li: 5_000})
    stranger = a_person()
    an_employment(stranger, employer, since=SEPTEMBER)
    result = found(tried(proposed(7_400)))
    assert result.people.all == 2
    assert result.without_wage >= 1


def test_asking_while_it_is_under_way_gives_the_same_run() -> None:
    a_town(500_000)
    low, high = proposed(7_400), proposed(36_000, CEILING)
    first = waiting(low)
    assert waiting(low) == first
    both = waiting(low, high)
    assert both != first
    assert waiting(high, low) == both
    work(first)
    assert waiting(low) != first


def test_what_cannot_be_tried_out_is_refused_with_its_reason() -> None:
    a_town(500_000)
    low = proposed(7_400)
    refused_as("not_of_one_place", lambda: tried(low, proposed(7_500)))
    refused_as("not_of_one_place", lambda: tried(low, proposed(7_500, "medical.base_floor")))
    refused_as("not_of_one_place", lambda: tried(low, proposed(5_600, CEILING, at=GUANGZHOU)))
    refused_as("not_charged_with", lambda: tried(proposed("0.02", "pension.account_record_rate", unit="rate")))
    refused_as("floor_above_ceiling", lambda: tried(proposed(40_000)))
    early = proposed(36_000, CEILING, starts_on=dt.date(2026, 7, 1), ends_before=dt.date(2027, 7, 1))
    refused_as("values_govern_no_month", lambda: tried(low, early))
    refuse(proposal_id=low.pk, seen_version=0, by=a_user(staff=True), at=tick(), reason="数值有误")
    refused_as("tried_value_decided", lambda: tried(low))
    assert Tariff.objects.exclude(supposed_in=None).count() == 0


def test_open_proposals_of_the_same_place_and_line_may_come_along() -> None:
    low, high = proposed(7_400), proposed(36_000, CEILING)
    others = (
        proposed(7_500), proposed(7_400, "medical.base_floor"), proposed(5_600, at=GUANGZHOU),
        proposed("0.02", "pension.account_record_rate", unit="rate"),
    )  # fmt: skip
    assert companions_of(low) == [high]
    assert not set(others) & set(companions_of(high)) - {others[0]}


def test_a_killed_workers_slice_is_done_by_another_and_counts_once() -> None:
    for _ in range(3):
        a_town(500_000, 900_000)
    whole = tried(proposed(7_400))
    run = waiting(proposed(7_400), people_a_slice=1)
    assert run.slices.count() == 3
    taken = runs.claim(run.pk, worker="dies", lease=dt.timedelta(0))
    assert taken is not None
    assert runs.do_slice(taken[0], attempt=taken[1])
    assert EmployerEffect.objects.filter(run_id=run.pk).count() == 1
    dying = runs.claim(run.pk, worker="dies", lease=dt.timedelta(0))
    assert dying is not None
    done = work(run)
    assert done.state == RunState.DONE
    assert Slice.objects.get(pk=dying[0]).attempts == 2
    assert not runs.do_slice(dying[0], attempt=dying[1]), "who comes back late finds it done"
    assert done.totals == whole.totals
    assert [row[1:] for row in kept(done)[1]] == [row[1:] for row in kept(whole)[1]]
    assert broken() == {}


def test_a_dry_run_is_out_of_date_once_something_it_depends_on_has_changed() -> None:
    employer, people = a_town(500_000, 900_000)
    low, high = proposed(7_400), proposed(36_000, CEILING)
    run = tried(low, high)
    assert not changes_since(run).is_stale
    declare(employer, SEPTEMBER, {people[0]: 6_000, people[1]: 9_000})
    assert changes_since(run).people == 1
    newcomer = a_person()
    an_employment(newcomer, employer, since=SEPTEMBER)
    assert changes_since(run).people == 2
    change_law("unemployment.base_floor", BEIJING, value=7_300)
    assert changes_since(run).values == 1
    change_law("medical.base_floor", BEIJING, value=7_300)
    assert changes_since(run).values == 1, "the other line's values are not in it"
    declare(employer, OCTOBER, {people[0]: 6_000, people[1]: 9_000})
    charge(BEIJING, OCTOBER)
    assert [(region.pk, month) for region, month in changes_since(run).charged] == [(BEIJING, OCTOBER)]
    refuse(proposal_id=high.pk, seen_version=0, by=a_user(staff=True), at=tick(), reason="数值有误")
    assert changes_since(run).decided == [high]
    assert len(stale_because(changes_since(run))) == 4
    assert tried(low).parameters["regions"][BEIJING]["month"] == "2026-10"


def test_an_ordinary_next_month_does_not_make_it_out_of_date_before_it_is_charged() -> None:
    employer, people = a_town(500_000, 900_000)
    run = tried(proposed(7_400))
    declare(employer, OCTOBER, {people[0]: 5_500, people[1]: 9_000})
    assert not changes_since(run).is_stale


def test_the_months_a_value_governs() -> None:
    assert months_governed(NEXT_JULY, None) == (Month(2027, 7), None)
    assert months_governed(dt.date(2027, 7, 2), None) == (Month(2027, 8), None)
    assert months_governed(NEXT_JULY, dt.date(2028, 7, 1)) == (Month(2027, 7), Month(2028, 6))
    assert months_governed(NEXT_JULY, dt.date(2028, 7, 2)) == (Month(2027, 7), Month(2028, 7))
    assert months_governed(dt.date(2027, 7, 2), dt.date(2027, 7, 20)) == (Month(2027, 8), Month(2027, 7))


def test_bands_begin_where_they_say() -> None:
    a_town(0, 399_999, 400_000, 2_999_999, 3_000_000, 10**9)
    bands = found(tried(proposed(7_400))).bands
    assert {band: each.all for band, each in bands.items()} == {0: 2, 1: 1, 6: 1, 7: 2}


def test_a_dry_run_counts_every_person_in_one_band() -> None:
    a_town(*range(100_000, 3_500_000, 170_000))
    run = tried(proposed(7_400))
    result = found(run)
    assert result.people.all == len(range(100_000, 3_500_000, 170_000))
    assert PeopleEffect.objects.filter(run_id=run.pk).count() == sum(each.more > 0 for each in result.bands.values())
    assert run.parameters["proposals"][0]["key"] == FLOOR
    assert run.slices.get().state == SliceState.DONE


def test_try_out_tells_the_trail_who_asked() -> None:
    a_town(500_000)
    officer = a_user(staff=True)
    run, is_new = try_out(proposal_ids=[proposed(7_400).pk], by=officer, at=tick())
    assert is_new
    assert run.started_by == officer.pk
