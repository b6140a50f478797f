"""Law changes by data: a province and a year enter the policy store, proposed by one and approved by another.

No line of the program knows them; pensions follow.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from benefits.claims.rules.assessed import Assessed
from benefits.claims.schemes import Claimant, scheme_of
from benefits.pension.schemes.employees import BASIC, CODE, TRANSITIONAL
from enrollment.registry.models import Person
from siadmin.agency.models import Region
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained
from siadmin.policy.actions import approve, propose
from siadmin.policy.selectors import StoredLawBook
from tests.cities import BEIJING, tick
from tests.factories import TODAY, a_user
from tests.history.telling import deemed
from tests.pension.test_old_age_pension import NOTHING_CHOSEN, a_career, expected_index

pytestmark = pytest.mark.usefixtures("five_cities")
BASE = "pension.calculation_base"
YEARS_PAID = 16


@pytest.fixture
def henan() -> Region:
    """A province of which the store has neither reference wage nor a way to count years."""
    return Region.objects.get(pk="410000")


def on_file(key: str, region: Region, value: str, unit: str, *, category: str = "", year: int = 2024) -> None:
    proposal = propose(
        key=key, region=region, category=category, unit=unit, starts_on=dt.date(year, 1, 1), ends_before=None,
        value=Decimal(value), source="豫人社发〔2026〕1号", status="official", note="", by=a_user(staff=True),
        at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())


def the_province(region: Region) -> None:
    on_file(BASE, region, "7000", "yuan_per_month", category="employee", year=2025)
    on_file("pension.years_decimals", region, "2", "decimals", category="half_up")
    on_file("pension.index_decimals", region, "4", "decimals")
    on_file("pension.deemed_index", region, "1", "multiple")
    on_file("pension.transition_rate", region, "0.013", "rate", category="indexed")


def assessed_at(region: Region, person: Person) -> Explained[Assessed]:
    return scheme_of(CODE).assess(Claimant(person, region, TODAY), NOTHING_CHOSEN)


def amounts(found: Explained[Assessed]) -> dict[str, int]:
    return {item.component: item.amount_fen for item in found.value.items}


def basic(base: int, index: Fraction, years: Fraction) -> int:
    return int((base + base * index) / 2 * years + Fraction(1, 2))  # 1 % a year, in fen


def expected_index_sum() -> Fraction:
    """Of 192 months on 5,000 yuan against Beijing's average of each year."""
    book = StoredLawBook()
    averages = (
        book.law("wage.average_month", region=BEIJING, category="full_calibre", on=dt.date(year, 1, 1)).value
        for year in range(2008, 2024)
    )
    return sum((Fraction(5000) / Fraction(each) * 12 for each in averages), Fraction(0))


def test_a_province_enters_by_policy_alone_and_pensions_follow(henan: Region) -> None:
    person = a_career()
    with pytest.raises(Refusal):
        assessed_at(henan, person)
    the_province(henan)
    found = assessed_at(henan, person)
    assert amounts(found)[BASIC] == basic(7000, expected_index(), Fraction(YEARS_PAID))
    assert "豫人社发〔2026〕1号" in {step.law.source for step in found.trace.steps if step.law}


def test_deemed_years_of_the_province_follow_its_own_coefficient(henan: Region) -> None:
    person = a_career(extra=(deemed("1990-01", "1991-12"),))
    the_province(henan)
    found = amounts(assessed_at(henan, person))
    index = Fraction(round((expected_index_sum() + 24) / (YEARS_PAID * 12 + 24) * 10_000), 10_000)
    assert found[TRANSITIONAL] == int(7000 * index * 2 * Fraction(13, 1000) * 100 + Fraction(1, 2))


def test_a_new_year_enters_by_policy_alone(henan: Region) -> None:
    person = a_career()
    the_province(henan)
    before = amounts(assessed_at(henan, person))[BASIC]
    on_file(BASE, henan, "7300", "yuan_per_month", category="employee", year=2026)
    after = amounts(assessed_at(henan, person))[BASIC]
    assert (before, after) == tuple(basic(base, expected_index(), Fraction(YEARS_PAID)) for base in (7000, 7300))


def test_another_coefficient_of_a_later_day_leaves_the_days_before_alone(henan: Region) -> None:
    person = a_career(extra=(deemed("1990-01", "1991-12"),))
    the_province(henan)
    before = amounts(assessed_at(henan, person))
    on_file("pension.transition_rate", henan, "0.02", "rate", category="indexed", year=2027)
    assert amounts(assessed_at(henan, person)) == before
