"""The batch in SQL, the preview and the rule in Python charge alike, whoever is charged, wherever and whenever."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from contributions.assessment.actions import freeze_tariffs
from contributions.assessment.law import line_law
from contributions.assessment.models import Tariff
from contributions.assessment.preview import preview
from contributions.assessment.rules.line import LineFacts, LineFigures, assess_line
from contributions.declarations.models import ContributionWage
from contributions.declarations.protocols import Charged
from enrollment.participation.models import InsuredPeriod
from enrollment.registry.models import Employer
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region
from siadmin.kernel.months import Month
from siadmin.policy.selectors import law_of_day
from tests import database
from tests.cities import COUNTY_OF, GUANGZHOU, POOLS, SHENZHEN
from tests.factories import NOW, a_person, an_employer

pytestmark = pytest.mark.usefixtures("five_cities")
FACTORS = [Decimal(text) for text in ("0.50", "0.80", "1.00", "1.20", "1.50")]
CATEGORIES = {Insurance.PENSION: "employee_local_hukou", Insurance.MEDICAL: "employee_tier2"}


@dataclasses.dataclass(frozen=True)
class Worker:
    """Somebody insured in some insurances at a wage; `special` in the local categories of pension and medical."""

    wage_fen: int
    insurances: frozenset[str]
    special: bool

    def category(self, insurance: str) -> str:
        return CATEGORIES.get(Insurance(insurance), "employee") if self.special else "employee"


workers = st.builds(
    Worker,
    wage_fen=st.one_of(st.integers(0, 5_000_000), st.sampled_from([0, 1, 477_500, 727_000, 3_634_800, 10**12])),
    insurances=st.frozensets(st.sampled_from(Insurance.values), min_size=1),
    special=st.booleans(),
)
FIRST_MONTH = {GUANGZHOU: Month(2025, 1), SHENZHEN: Month(2025, 7)}  # before, the law has its known gaps
places = st.sampled_from(POOLS).flatmap(
    lambda pool: st.tuples(
        st.just(pool), st.sampled_from(list(FIRST_MONTH.get(pool, Month(2024, 7)).until(Month(2026, 12))))
    )
)


def due(pool: str, month: Month, employer_id: int) -> dict[tuple[int, str], tuple[int, ...]]:
    """What the statement says is due: (person, insurance) → base, employer, supplement, employee, account."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, insurance, base_fen, employer_fen, supplement_fen, employee_fen, account_fen"
            " FROM assessment_due(%s, %s, %s, %s)",
            [pool, month.first_day, employer_id, employer_id],
        )
        return {(row[0], row[1]): row[2:] for row in cursor.fetchall()}


def previewed(employer: Employer, month: Month, people: list[Charged]) -> Counter[tuple[str, str]]:
    """(insurance, what) → people, employer's and employee's fen of the bill in preview."""
    counted: Counter[tuple[str, str]] = Counter()
    for insurance, line in preview(employer, month, people).lines.items():
        counted[insurance, "people"] = line.people
        counted[insurance, "employer"], counted[insurance, "employee"] = line.employer_fen, line.employee_fen
    return +counted


def summed(lines: Mapping[tuple[int, str], tuple[int, ...]]) -> Counter[tuple[str, str]]:
    """The same of lines."""
    counted: Counter[tuple[str, str]] = Counter()
    for (_, insurance), (_, employer, supplement, employee, _) in lines.items():
        counted[insurance, "people"] += 1
        counted[insurance, "employer"] += employer + supplement
        counted[insurance, "employee"] += employee
    return +counted


@st.composite
def figures(draw: st.DrawFn) -> LineFigures:
    floor, ceiling = sorted(draw(st.lists(st.integers(0, 10**9), min_size=2, max_size=2)))
    rates = st.integers(0, 1_000_000)
    return LineFigures(floor, ceiling, draw(rates), draw(rates), draw(rates), draw(st.integers(0, 10**5)), draw(rates))


@pytest.mark.django_db
@given(wage_fen=st.integers(0, 10**12), tariff=figures())
def test_the_formula_in_sql_is_the_one_in_python(wage_fen: int, tariff: LineFigures) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM assessment_amounts(%s, %s, %s, %s, %s, %s, %s, %s)",
            [wage_fen, *dataclasses.astuple(tariff)],
        )
        assert cursor.fetchall() == [dataclasses.astuple(tariff.line(wage_fen))]


@settings(max_examples=40)
@given(place=places, risk_class=st.integers(1, 8), factor=st.sampled_from(FACTORS), staff=st.lists(workers, max_size=5))
def test_the_batch_the_preview_and_the_rule_charge_alike(
    place: tuple[str, Month], risk_class: int, factor: Decimal, staff: list[Worker]
) -> None:
    pool, month = place
    region = Region.objects.get(pk=pool)
    with database.savepoint():
        employer = an_employer(at=COUNTY_OF[pool], risk_class=risk_class, factor=factor)
        book, expected, charged = law_of_day(region, month.first_day), {}, []
        for worker in staff:
            person = a_person()
            ContributionWage.objects.create(
                person=person, employer=employer, from_month=month, wage_fen=worker.wage_fen, recorded_at=NOW
            )
            for insurance in worker.insurances:
                InsuredPeriod.objects.create(
                    person=person, employer=employer, insurance=insurance, region=region,
                    category=worker.category(insurance), from_month=month,
                )  # fmt: skip
                law = line_law(book, insurance, worker.category(insurance), risk_class, factor)
                line = assess_line(LineFacts(worker.wage_fen), law).value
                expected[person.pk, insurance] = (
                    line.base_fen, line.employer_fen, line.employer_supplement_fen, line.employee_fen, line.account_fen,
                )  # fmt: skip
            insurances = tuple((each, worker.category(each)) for each in sorted(worker.insurances))
            charged.append(Charged(str(person.pk), worker.wage_fen, insurances))
        assert previewed(employer, month, charged) == summed(expected)
        freeze_tariffs(region=region, month=month, at=NOW)
        assert due(pool, month, employer.pk) == expected
        assert all(Tariff.objects.filter(region=region, month=month).values_list("is_current", flat=True))
