"""The interest of a year: by the rule, once, in order, settled again by differences (人社部发〔2017〕31号)."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.accounts.actions import open_year
from contributions.accounts.actions.interest import InterestRun
from contributions.accounts.law import bears_interest, year_law
from contributions.accounts.models import AccountInterest, AccountKind
from contributions.accounts.rules.interest import YearFacts, YearLaw, account_year, interest_on
from contributions.accounts.selectors import balances_of, years_of
from enrollment.registry.models import Employer, Person
from funds.ledger.models import Entry
from siadmin.agency.models import Region
from siadmin.kernel.models import Run, RunState, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.policy.actions import approve, propose
from tests import database
from tests.accounts.years import asked_again, credited, let_go, settled, stands
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, broken, staff, tick, work
from tests.factories import a_user

pytestmark = pytest.mark.usefixtures("five_cities")
PENSION, MEDICAL = AccountKind.PENSION, AccountKind.MEDICAL
OURS = {"interest_follows_from_credits", "interest_runs_are_rows"}


@pytest.fixture
def two(five_cities: None) -> tuple[Employer, Person, Person]:
    employer, (li, wang) = staff(2, since=Month(2024, 1))
    return employer, li, wang


def region() -> Region:
    return Region.objects.get(pk=BEIJING)


def publish(year: int, rate: str, *, status: str = "official") -> None:
    """Two people say the record rate of a year."""
    proposal = propose(
        key="pension.account_record_rate", region=Region.objects.get(pk="000000"), category="employee", unit="rate",
        starts_on=dt.date(year, 1, 1), ends_before=dt.date(year + 1, 1, 1), value=Decimal(rate), source="测试公告",
        status=status, note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def refused_as(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def broken_here() -> dict[str, list[str]]:
    return {code: named for code, named in broken().items() if code in OURS}


def test_a_year_earns_by_the_month_in_which_the_money_was_credited(two: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = two
    credited(employer, {(li, dt.date(2025, 6, 26)): 64_000, (li, dt.date(2025, 12, 26)): 64_000})
    credited(employer, {(wang, dt.date(2025, 12, 31)): 400})
    run = settled(2025)
    assert stands(li, 2025) == (0, 128_000, 640, 128_640)  # 64,000 × (7 + 1) × 1.5% ÷ 12
    assert stands(wang, 2025) == (0, 400, 1, 401)
    assert balances_of(li.pk) == {PENSION: 128_640, MEDICAL: 0}
    assert run.totals["years"]["2025"] == {
        "people": 2, "credits": 3, "first": 2, "changed": 0, "opening_fen": 0, "credited_fen": 128_400,
        "interest_fen": 641, "amount_fen": 641, "closing_fen": 129_041,
    }  # fmt: skip
    assert broken_here() == {}


def test_a_year_opens_where_the_one_before_closed(two: tuple[Employer, Person, Person]) -> None:
    employer, li, wang = two
    credited(employer, {(li, dt.date(2024, 1, 26)): 1_000_000, (wang, dt.date(2025, 1, 26)): 100_000})
    settled(2024)
    settled(2025)
    assert stands(li, 2024) == (0, 1_000_000, 26_200, 1_026_200)
    assert stands(li, 2025) == (1_026_200, 0, 15_393, 1_041_593)
    assert stands(wang, 2024) is None
    assert [year.year for year in years_of(li.pk)] == [2025, 2024]
    assert broken_here() == {}


def test_no_money_moves(two: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = two
    credited(employer, {(li, dt.date(2025, 6, 26)): 64_000})
    before = set(Entry.objects.values_list("pk", flat=True))
    settled(2025)
    assert set(Entry.objects.values_list("pk", flat=True)) == before


def test_a_year_is_started_once(two: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = two
    credited(employer, {(li, dt.date(2025, 6, 26)): 64_000})
    first = settled(2025)
    again, is_new = open_year(region=region(), account=PENSION, year=2025, by=None, at=tick())
    assert (again.pk, is_new) == (first.pk, False)
    assert Run.objects.filter(kind=InterestRun.code).count() == 1
    assert AccountInterest.objects.count() == 1


def test_a_slice_done_twice_adds_nothing(two: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = two
    credited(employer, {(li, dt.date(2025, 6, 26)): 64_000})
    run = settled(2025)
    part = run.slices.get()
    sums = InterestRun().execute(part)["years"]["2025"]
    assert (sums["first"], sums["changed"], sums["amount_fen"], sums["people"]) == (0, 0, 0, 1)
    assert AccountInterest.objects.count() == 1


def test_everybody_falls_into_one_slice(two: tuple[Employer, Person, Person]) -> None:
    """Also somebody whose only trace in the region is a credit: no insured period, and an id beyond everybody's."""
    employer, li, _ = two
    people = staff(5, since=Month(2025, 1))[1]
    credited(employer, {(person, dt.date(2025, 3, 26)): 10_000 for person in (li, *people)})
    stranger = staff(1, at=COUNTY_OF[GUANGZHOU])[1][0]
    credited(employer, {(stranger, dt.date(2025, 3, 26)): 10_000})
    run = settled(2025, people_a_slice=2)
    assert run.slices.count() == 4
    assert AccountInterest.objects.count() == 7
    scopes = [part.scope for part in run.slices.order_by("number")]
    assert (scopes[0]["first"], scopes[-1]["last"]) == (0, 2**63 - 1)
    assert all(one["last"] + 1 == other["first"] for one, other in pairwise(scopes))


def test_a_region_leaves_the_accounts_of_another_alone(two: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = two
    far, _ = staff(1, at=COUNTY_OF[GUANGZHOU], since=Month(2025, 1))
    credited(employer, {(li, dt.date(2025, 1, 26)): 10_000})
    credited(far, {(li, dt.date(2025, 1, 26)): 20_000})
    settled(2025)
    assert AccountInterest.objects.get().credited_fen == 10_000
    settled(2025, pool=GUANGZHOU)
    assert set(AccountInterest.objects.values_list("region_id", "credited_fen")) == {
        (BEIJING, 10_000), (GUANGZHOU, 20_000),
    }  # fmt: skip
    assert broken_here() == {}


def test_a_rate_published_later_is_settled_by_a_difference(two: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = two
    credited(employer, {(li, dt.date(2024, 1, 26)): 1_000_000})
    settled(2024)
    settled(2025)
    publish(2024, "0.0312")
    run = let_go(asked_again(2024))
    assert run.state == RunState.DONE
    rows = AccountInterest.objects.filter(person_id=li.pk).order_by("month", "version")
    assert [(row.month.year, row.version, row.amount_fen, row.closing_fen) for row in rows] == [
        (2024, 0, 26_200, 1_026_200),
        (2024, 1, 5_000, 1_031_200),
        (2025, 0, 15_393, 1_041_593),
        (2025, 1, 75, 1_046_668),
    ]
    assert balances_of(li.pk)[PENSION] == 1_046_668
    assert broken_here() == {}


def test_money_credited_to_a_settled_year_is_settled_by_a_difference(two: tuple[Employer, Person, Person]) -> None:
    """A run of receipts that stood still over New Year credits on its own day."""
    employer, li, wang = two
    credited(employer, {(li, dt.date(2025, 1, 26)): 100_000})
    settled(2025)
    credited(employer, {(wang, dt.date(2025, 12, 30)): 80_000, (li, dt.date(2025, 12, 30)): -20_000})
    assert set(broken_here()) == {"interest_follows_from_credits"}
    let_go(asked_again(2025))
    assert stands(li, 2025) == (0, 80_000, 1_475, 81_475)  # (100,000 × 12 − 20,000) × 1.5% ÷ 12
    assert stands(wang, 2025) == (0, 80_000, 100, 80_100)
    assert broken_here() == {}


@pytest.mark.parametrize(
    ("year", "code"), [(2026, "account_year_not_over"), (2025, "account_year_before_open"), (2015, "no_law_in_force")]
)
def test_what_cannot_be_started_is_refused(two: tuple[Employer, Person, Person], year: int, code: str) -> None:
    employer, li, _ = two
    credited(employer, {(li, dt.date(2024, 1, 26)): 1_000_000})
    with pytest.raises(Refusal) as refused:
        open_year(region=region(), account=PENSION, year=year, by=None, at=tick())
    assert refused.value.code == code
    assert not Run.objects.filter(kind=InterestRun.code).exists()


def test_what_comes_to_nothing_in_all_is_settled_by_differences_too(two: tuple[Employer, Person, Person]) -> None:
    """A credit moved from one person to another leaves the sum of the year as it was."""
    employer, li, wang = two
    credited(employer, {(li, dt.date(2025, 1, 26)): 100_000})
    settled(2025)
    credited(employer, {(li, dt.date(2025, 1, 27)): -100_000, (wang, dt.date(2025, 1, 27)): 100_000})
    let_go(asked_again(2025))
    assert stands(li, 2025) == (0, 0, 0, 0)
    assert stands(wang, 2025) == (0, 100_000, 1_500, 101_500)
    assert broken_here() == {}


def test_money_that_came_to_a_year_before_the_first_settled_one(two: tuple[Employer, Person, Person]) -> None:
    employer, li, _ = two
    credited(employer, {(li, dt.date(2025, 1, 26)): 100_000})
    settled(2025)
    credited(employer, {(li, dt.date(2024, 1, 26)): 100_000})
    run = settled(2024)
    assert (run.parameters["year"], run.parameters["last"]) == (2024, 2025)
    assert stands(li, 2024) == (0, 100_000, 2_620, 102_620)
    assert stands(li, 2025) == (102_620, 100_000, 3_039, 205_659)  # (102,620 + 100,000) × 1.5% = 3,039.30
    assert broken_here() == {}


def test_a_run_that_was_cut_off_goes_on_where_it_stood(
    two: tuple[Employer, Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slice that dies half way takes its rows with it; nobody is credited twice, nobody is left out."""
    employer, li, wang = two
    people = [li, wang, *staff(3, since=Month(2025, 1))[1]]
    credited(employer, {(person, dt.date(2025, 1, 26)): 100_000 for person in people})
    run, _ = open_year(region=region(), account=PENSION, year=2025, by=None, at=tick(), people_a_slice=2)
    execute = InterestRun.execute

    def cut_off(self: InterestRun, part: Slice) -> dict[str, Any]:
        done = execute(self, part)
        if part.number == 2:
            raise ConnectionError("cut off after its rows were written")
        return done

    with monkeypatch.context() as patched:
        patched.setattr(InterestRun, "execute", cut_off)
        with pytest.raises(ConnectionError):
            work(run)
    assert AccountInterest.objects.count() == 2
    assert open_year(region=region(), account=PENSION, year=2025, by=None, at=tick())[0] == run
    refused_as("account_year_at_work", lambda: asked_again(2025))
    assert work(run).state == RunState.DONE
    assert run.totals["years"]["2025"]["first"] == AccountInterest.objects.count() == 5
    assert {stands(person, 2025) for person in people} == {(0, 100_000, 1_500, 101_500)}
    assert broken_here() == {}


def test_accounts_without_a_rate_bear_no_interest(two: tuple[Employer, Person, Person]) -> None:
    """No rate of medical accounts is on record: a run is refused rather than done at zero."""
    employer, li, _ = two
    credited(employer, {(li, dt.date(2025, 1, 26)): 1_000_000}, account=MEDICAL)
    assert not bears_interest(region(), MEDICAL, 2025)
    with pytest.raises(Refusal) as refused:
        open_year(region=region(), account=MEDICAL, year=2025, by=None, at=tick())
    assert refused.value.code == "no_law_in_force"
    settled(2025)
    assert not AccountInterest.objects.exists()


def test_the_database_refuses_interest_that_is_not_the_formulas(two: tuple[Employer, Person, Person]) -> None:
    _, li, _ = two
    row: dict[str, Any] = {
        "person_id": li.pk, "month": Month(2025, 12), "account": PENSION, "region_id": BEIJING, "version": 0,
        "opening_fen": 1_000_000, "credited_fen": 0, "products_fen": 0, "rate_ppm": 15_000, "interest_fen": 15_000,
        "amount_fen": 15_000, "closing_fen": 1_015_000, "slice_id": 1, "credited_on": dt.date(2026, 7, 1),
    }  # fmt: skip
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("interest_by_its_rate", {"interest_fen": 15_001, "amount_fen": 15_001, "closing_fen": 1_015_001}),
        ("interest_closes", {"closing_fen": 1_015_001}),
        ("interest_first_is_whole", {"amount_fen": 1}),
        ("interest_of_a_december", {"month": Month(2025, 11)}),
        ("interest_rate_not_negative", {"rate_ppm": -15_000}),
    ]
    for constraint, traits in wrong:
        with database.refused(constraint):
            AccountInterest.objects.create(**row | traits)
    AccountInterest.objects.create(**row)
    with database.not_permitted():
        AccountInterest.objects.update(amount_fen=1)
    with database.not_permitted():
        AccountInterest.objects.all().delete()


# --- twins -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@given(st.integers(-(10**10), 10**11), st.integers(-(10**11), 10**12), st.integers(0, 1_000_000))
def test_the_formula_in_sql_is_the_one_in_python(opening: int, products: int, rate: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_interest_on(%s, %s, %s)", [opening, products, rate])
        assert cursor.fetchone()[0] == interest_on(opening, products, rate)


days = st.dates(dt.date(2024, 1, 1), dt.date(2025, 12, 31))
credits = st.dictionaries(days, st.integers(-50_000, 500_000).filter(bool), max_size=8)


@settings(max_examples=25)
@given(told=st.lists(credits, min_size=1, max_size=4))
def test_the_batch_and_the_rule_say_the_same_of_two_years(told: list[dict[dt.date, int]]) -> None:
    with database.savepoint():
        employer, people = staff(len(told), since=Month(2024, 1))
        for person, amounts in zip(people, told, strict=True):
            for day, fen in amounts.items():
                credited(employer, {(person, day): fen})
        laws = {year: year_law(region(), PENSION, year) for year in (2024, 2025)}
        for year in laws:
            settled(year, people_a_slice=2)
        for person, amounts in zip(people, told, strict=True):
            expected = _by_the_rule(amounts, laws)
            assert {year: stands(person, year) for year in laws} == expected
        assert broken_here() == {}


def _by_the_rule(amounts: dict[dt.date, int], laws: dict[int, YearLaw]) -> dict[int, tuple[int, int, int, int] | None]:
    found: dict[int, tuple[int, int, int, int] | None] = {}
    opening, is_open = 0, False
    for year, law in laws.items():
        by_month: dict[int, int] = {}
        for day, fen in amounts.items():
            if day.year == year:
                by_month[day.month] = by_month.get(day.month, 0) + fen
                is_open = True
        said = account_year(YearFacts(opening, by_month), law).value
        found[year] = (said.opening_fen, said.credited_fen, said.interest_fen, said.closing_fen) if is_open else None
        opening = said.closing_fen
    return found
