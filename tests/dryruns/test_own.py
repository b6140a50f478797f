"""Values tried out on people who pay for themselves: flexible employment by the month, residents by their year."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.assessment.actions import freeze_tariffs
from contributions.assessment.models import AssessmentLine, Tariff
from contributions.dryruns.actions import try_out
from contributions.dryruns.answers import beyond, is_charged_with
from contributions.dryruns.changes import changes_since
from contributions.dryruns.models import EmployerEffect, PeopleEffect
from contributions.dryruns.telling import answer
from enrollment.participation.actions.by_oneself import change_terms, choose_tier
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve
from siadmin.policy.models import Proposal, Series
from tests import database
from tests.assessment.resettling import refused_as
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, POOLS, broken, charge, staff, tick
from tests.dryruns.test_trying import found
from tests.dryruns.trying import CEILING, HERE, a_town, by_oneself, proposed, resident, tried, waiting, written
from tests.factories import NOW, a_person, a_user, region

pytestmark = pytest.mark.usefixtures("five_cities")
NEXT_YEAR = dt.date(2027, 1, 1)


def a_town_of_november(*wages_fen: int) -> None:
    """Employees charged in November, so that people who pay for themselves since then are people of that month."""
    a_town(*(wages_fen or (900_000,)), months=(NOVEMBER,))


def test_who_pays_for_themself_is_counted_with_the_base_they_chose_to_the_fen() -> None:
    """By hand, Beijing, 20% of which 8% for the account, between 7,270 and 36,348, then between 7,400 and 36,000:

    7,270 pays on 7,400: 26.00 more, 10.40 of it for the account; 9,000 the same; 36,348 on 36,000: 69.60 less, 27.84.
    """
    for base in (727_000, 900_000, 3_634_800):
        by_oneself(base)
    a_town_of_november(900_000)
    before = written()
    run = tried(proposed(7_400), proposed(36_000, CEILING))
    result = found(run)
    assert (result.own.more, result.own.less, result.own.same) == (1, 1, 1)
    assert (result.own.more_fen, result.own.less_fen) == (2_600, -6_960)
    assert (result.people.more, result.people.less, result.people.same) == (1, 1, 2), "the employee among them"
    pension = result.insurances["pension_employee"]
    assert (pension.people, pension.employer_fen, pension.employee_fen) == (4, 0, 2_600 - 6_960)
    assert pension.account_fen == 1_040 - 2_784
    assert pension.before_fen == (727_000 + 900_000 + 3_634_800) // 5 + 900_000 * 24 // 100
    assert (pension.floor_before, pension.floor_after, pension.ceiling_before, pension.ceiling_after) == (0, 1, 0, 1)
    assert (result.employers.more, result.employers.less, result.employers.same) == (0, 0, 1)
    assert result.net_fen == 2_600 - 6_960
    assert answer(result).en == "1 person pays more, 1 less; the funds receive ¥43.60 less a month"
    assert [part.scope["last"] < 0 for part in run.slices.order_by("number")] == [False, True]
    assert written() == before
    assert broken() == {}


def test_nobody_who_pays_for_themself_is_kept_by_a_dry_run() -> None:
    by_oneself(727_000)
    a_town_of_november()
    run = tried(proposed(7_400))
    assert found(run).own.more == 1
    assert EmployerEffect.objects.filter(run_id=run.pk).count() == 0
    assert PeopleEffect.objects.filter(run_id=run.pk).count() == 0
    own = waiting(proposed(7_500)).slices.get(scope__last__lt=0)
    with database.refused("employer_effect_of_an_employer"):
        EmployerEffect.objects.create(
            run_id=own.run_id, employer_id=own.scope["first"], insurance="pension_employee", slice_id=own.pk,
            region_id=BEIJING, lines=1, before_fen=0, employer_fen=0, employee_fen=1, account_fen=0,
        )  # fmt: skip
    with database.refused("people_effect_of_an_employer"):
        PeopleEffect.objects.create(
            run_id=own.run_id, employer_id=own.scope["first"], band=0, slice_id=own.pk, region_id=BEIJING, more=1,
            less=0, more_fen=1, less_fen=0,
        )  # fmt: skip


@settings(max_examples=8)
@given(
    bases=st.lists(st.integers(7_270, 36_348).map(lambda yuan: yuan * 100), min_size=1, max_size=4),
    floor=st.integers(6_000, 12_000),
    rate=st.integers(8, 30).map(lambda percent: Decimal(percent) / 100),
)
def test_what_they_are_charged_once_the_values_are_approved_is_what_was_tried_out(
    bases: list[int], floor: int, rate: Decimal
) -> None:
    with database.savepoint():
        people = {by_oneself(base).pk for base in bases}
        a_town_of_november()
        december = NOVEMBER + 1
        values = [
            proposed(floor, starts_on=december.first_day),
            proposed(rate, "pension.flexible_rate", category="flexible", unit="rate", starts_on=december.first_day),
        ]
        result = found(tried(*values))
        for each in values:
            approve(proposal_id=each.pk, seen_version=0, by=a_user(staff=True), at=tick())
        charge(BEIJING, december)
        pays, more = {}, []
        for line in AssessmentLine.objects.filter(person_id__in=people, insurance=Insurance.PENSION):
            pays[line.person_id, line.month] = line.employee_fen
        for person in people:
            more.append(pays[person, december] - pays[person, NOVEMBER])
        assert (result.own.more, result.own.less) == (sum(each > 0 for each in more), sum(each < 0 for each in more))
        assert (result.own.more_fen, result.own.less_fen) == (
            sum(each for each in more if each > 0),
            sum(each for each in more if each < 0),
        )


def test_a_fixed_amount_and_a_base_of_the_place_count_for_whoever_pays_for_themself() -> None:
    """Beijing: 584.92 a month whatever the base; Chengdu: 9.5% of 6,117, then of 6,217: 9.50 more."""
    by_oneself(900_000)
    by_oneself(900_000, Insurance.PENSION, Insurance.MEDICAL, at=CHENGDU)
    a_town_of_november()
    a_town(900_000, at=CHENGDU, months=(NOVEMBER,))
    fixed = found(tried(proposed(600, "medical.flexible_fixed", category="flexible", starts_on=NEXT_YEAR)))
    assert (fixed.own.more, fixed.own.more_fen, fixed.employers.more) == (1, 1_508, 0)
    assert fixed.insurances["medical_employee"].floor_after == 0, "no base was chosen that a limit could hold"
    base = found(tried(proposed(6_217, "medical.flexible_base", at=CHENGDU, category="flexible", starts_on=NEXT_YEAR)))
    assert (base.own.more, base.own.more_fen) == (1, 950)


def test_residents_are_counted_by_the_tier_they_chose_for_the_year() -> None:
    """The lowest tier rises from 1,000 to 1,100: who chose it pays 100 more a year, who is paid for nothing still."""
    resident(100_000)
    resident(100_000)
    resident(300_000)
    resident(100_000, category="resident_severely_disabled")
    a_town_of_november()
    run = tried(
        proposed(
            1_100, "pension.resident_tier_min_year", category="resident", unit="yuan_per_year", starts_on=NEXT_YEAR
        )
    )
    result = found(run)
    assert {tier: (each.more, each.less, each.same) for tier, each in result.tiers.items()} == {
        100_000: (2, 0, 1), 300_000: (0, 0, 1),
    }  # fmt: skip
    assert (result.residents.more, result.residents.more_fen, result.year_fen) == (2, 20_000, 20_000)
    assert result.insurances["pension_resident"].account_fen == 20_000
    assert (result.net_fen, result.people.all, result.employers.all) == (0, 0, 0), "of a month nothing changes"
    assert list(result.funds) == ["pension_resident"]
    assert all(part.scope["last"] < 0 for part in run.slices.all()), "no employer is looked at"
    assert str(answer(result)) == "城乡居民 2 人多缴，0 人少缴；居民基金每年多收 200.00 元"
    assert answer(result).en == "2 residents pay more, 0 less; their funds receive ¥200.00 more a year"
    assert broken() == {}


def test_residents_medical_goes_up_by_the_share_they_bear_themselves() -> None:
    """400 to 420 a year: 20 more, 10 for whoever receives minimum living, nothing in extreme poverty."""
    for category in ("resident", "resident_minimum_living", "resident_extreme_poverty"):
        resident(40_000, scheme=ResidentScheme.MEDICAL, category=category)
    a_town_of_november()
    run = tried(
        proposed(
            420, "medical.resident_individual_year", at="000000", category="resident", unit="yuan_per_year",
            starts_on=NEXT_YEAR,
        )
    )  # fmt: skip
    result = found(run)
    (tier,) = result.tiers.values()
    assert (tier.more, tier.same, tier.more_fen) == (2, 1, 2_000 + 1_000)
    assert run.parameters["regions"][BEIJING]["going_on"] == []
    assert broken() == {}


def test_a_year_that_was_chosen_ahead_is_no_charged_month() -> None:
    """Residents may be asked for next year's tier in November: employers' months say whose people a region has."""
    a_town_of_november()
    person = a_person(lives_in="110105")
    choose_tier(
        person=person, region=region(BEIJING), scheme=ResidentScheme.PENSION, year=2027, tier_fen=100_000,
        by=None, at=tick(),
    )  # fmt: skip
    assert tried(proposed(7_400)).parameters["regions"][BEIJING]["month"] == str(NOVEMBER)


def test_why_a_region_is_not_touched() -> None:
    a_town_of_november()
    assert tried(_rate("0.19")).parameters["untouched"] == {BEIJING: "nobody"}
    by_oneself(900_000)
    assert tried(_rate("0.2")).parameters["untouched"] == {BEIJING: "same"}
    fixed = tried(_rate("0.06", "medical.flexible_rate"))
    assert fixed.parameters["untouched"] == {BEIJING: "own"}, "Beijing has a fixed amount"


def _rate(value: str, key: str = "pension.flexible_rate") -> Proposal:
    return proposed(value, key, category="flexible", unit="rate", starts_on=NEXT_YEAR)


def test_an_account_part_above_the_whole_rate_is_refused() -> None:
    by_oneself(900_000)
    a_town_of_november()
    refused_as("account_above_total", lambda: tried(_rate("0.07")))


def test_it_is_out_of_date_once_somebody_chose_another_base() -> None:
    person = by_oneself(727_000)
    a_town_of_november()
    run = tried(proposed(7_400))
    assert not changes_since(run).is_stale
    by_oneself(900_000)
    assert changes_since(run).people == 1
    change_terms(person=person, base_fen=800_000, rhythm="monthly", from_month=NOVEMBER, by=None, at=tick())
    assert changes_since(run).people == 2


def test_every_value_of_the_law_is_either_tried_out_or_says_why_not() -> None:
    """What tariffs of the five cities are made of is what is accepted; each of the others has its own words."""
    for pool in POOLS:
        staff(at=COUNTY_OF[pool], since=NOVEMBER)
        by_oneself(2_000_000, *(HERE if pool == BEIJING else HERE[:2]), at=pool)
        for category in ("resident", "resident_severely_disabled"):
            resident(100_000, category=category, at=pool)
            resident(40_000, scheme=ResidentScheme.MEDICAL, category=category, at=pool)
        freeze_tariffs(region=Region.objects.get(pk=pool), month=NOVEMBER, at=NOW)
        freeze_tariffs(region=Region.objects.get(pk=pool), month=Month(2026, 1), at=NOW)
    used = {
        law["key"] for laws in Tariff.objects.values_list("laws", flat=True) for law in laws.values() if law["region"]
    }
    every = set(Series.objects.values_list("key", flat=True))
    accepted = {key for key in every if is_charged_with(key)}
    assert {_plain(key) for key in used} == {_plain(key) for key in accepted}
    assert len(every - accepted) > 90
    unknown = beyond("nobody.knows")
    assert [key for key in sorted(every - accepted) if beyond(key) == unknown] == []
    words = {key: beyond(key).en for key in every - accepted}
    assert "paid late" in words["contribution.late_fee_daily_rate"]
    assert "pays out" in words["unemployment.benefit_monthly"]
    assert "government adds" in words["pension.resident_subsidy_year"]
    assert "propose the limits themselves" in words["wage.average_month"]
    assert "orders" in words["injury.order_fee"]
    assert "marks for people to look at" in words["settlement.outlier_times"] == words["settlement.outlier_fewest"]
    for key in ("contribution.late_fee_daily_rate", "unemployment.benefit_monthly"):
        value = proposed("0.001", key, category="", unit="rate" if "rate" in key else "yuan_per_month", at="000000")
        with pytest.raises(Refusal) as refused:
            try_out(proposal_ids=[value.pk], by=None, at=NOW)
        assert refused.value.code == "not_charged_with"
        assert words[key] in refused.value.en


def _plain(key: str) -> str:
    """Classes of work injury are one; a tariff keeps the flexible account's share of the rate."""
    if key.startswith("injury.class_"):
        return "injury.class_rate"
    return key.replace("flexible_account_share", "flexible_account_rate")
