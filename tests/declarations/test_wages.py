"""The wage in force in each month follows from what was declared, in whatever order it was."""

import dataclasses
from collections.abc import Iterable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from contributions.declarations.models import ContributionWage
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from siadmin.kernel.months import Month
from tests import database
from tests.cities import NOVEMBER, OCTOBER, SEPTEMBER, broken, declare, staff
from tests.thorough import EXPLORES

AUGUST = SEPTEMBER - 1
SHOWN = list((AUGUST - 1).until(NOVEMBER + 1))

pytestmark = pytest.mark.usefixtures("five_cities")


def in_force(employer: Employer, person: Person, months: Iterable[Month] = SHOWN) -> list[int | None]:
    """Yuan of each month, None where no wage stands."""
    wages = [wages_in_force(employer.pk, month).get(person.pk) for month in months]
    return [None if fen is None else fen // 100 for fen in wages]


@pytest.mark.parametrize(
    ("said", "july_to_november"),
    [
        pytest.param([(SEPTEMBER, 5)], [None, None, 5, 5, 5], id="a wage holds on"),
        pytest.param([(SEPTEMBER, 5), (OCTOBER, 6)], [None, None, 5, 6, 6], id="until another is declared"),
        pytest.param([(SEPTEMBER, 5), (OCTOBER, 5)], [None, None, 5, 5, 5], id="the same again changes nothing"),
        pytest.param([(SEPTEMBER, 5), (SEPTEMBER, 6)], [None, None, 6, 6, 6], id="the newest month is said again"),
        pytest.param(
            [(AUGUST, 5), (SEPTEMBER, 6), (AUGUST, 7)], [None, 7, 6, 6, 6], id="a past month's correction stays there"
        ),
        pytest.param(
            [(AUGUST, 5), (OCTOBER, 5), (SEPTEMBER, 7)], [None, 5, 7, 5, 5], id="also between two equal months"
        ),
        pytest.param(
            [(AUGUST, 5), (NOVEMBER, 6), (SEPTEMBER, 7), (OCTOBER, 8)], [None, 5, 7, 8, 6], id="two months corrected"
        ),
        pytest.param(
            [(AUGUST, 5), (NOVEMBER, 6), (SEPTEMBER, 7), (SEPTEMBER, 5)], [None, 5, 5, 5, 6], id="and taken back"
        ),
        pytest.param(
            [(OCTOBER, 6), (AUGUST, 5)], [None, 5, 5, 6, 6], id="a first wage before holds up to the later one"
        ),
        pytest.param(
            [(OCTOBER, 6), (AUGUST, 5), (AUGUST, 4)], [None, 4, 5, 6, 6], id="whose correction stays in its month"
        ),
    ],
)
def test_the_wage_in_force_follows_from_what_was_said(
    said: list[tuple[Month, int]], july_to_november: list[int | None]
) -> None:
    employer, (li,) = staff(since=SHOWN[0])
    for month, wage in said:
        declare(employer, month, {li: wage})
    assert in_force(employer, li) == july_to_november
    assert broken() == {}


def test_somebody_first_named_in_a_past_month_keeps_the_wage_after_it() -> None:
    employer, (li, wang) = staff(2, since=AUGUST)
    declare(employer, AUGUST, {li: 5})
    declare(employer, OCTOBER, {li: 6})
    declare(employer, AUGUST, {wang: 9})
    assert in_force(employer, wang) == [None, 9, 9, 9, 9]
    declare(employer, SEPTEMBER, {wang: 8})
    assert in_force(employer, wang) == [None, 9, 8, 9, 9]


def test_what_was_believed_before_stays_on_record() -> None:
    employer, (li,) = staff(since=AUGUST)
    for month, wage in ((AUGUST, 5), (OCTOBER, 6), (SEPTEMBER, 7)):
        declare(employer, month, {li: wage})
    superseded = ContributionWage.objects.exclude(superseded_at=None).order_by("superseded_at")
    assert [(str(row.from_month), str(row.before_month or ""), row.wage_fen) for row in superseded] == [
        ("2026-08", "", 500),
        ("2026-08", "2026-10", 500),
    ]
    assert not ContributionWage.objects.filter(superseded_at=None, declaration=None).exists()


MONTHS = list((AUGUST - 1).until(NOVEMBER + 1))
PEOPLE = 3


@dataclasses.dataclass
class Said:
    """The rule, as plainly as it can be said: person → month → wage."""

    filed: set[Month] = dataclasses.field(default_factory=set)
    wages: dict[tuple[int, Month], int] = dataclasses.field(default_factory=dict)

    def declare(self, month: Month, wages: dict[int, int]) -> None:
        is_past = any(later > month for later in self.filed)
        for person, wage in wages.items():
            is_first = (person, month) not in self.wages
            for each in month.until(MONTHS[-1] + 1):
                if each > month and ((is_first and (person, each) in self.wages) or (is_past and not is_first)):
                    break
                self.wages[person, each] = wage
        self.filed.add(month)


class Declaring(RuleBasedStateMachine):
    """Any order of filings; the wages in force are those of the rule."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = database.savepoint()
        self.savepoint.__enter__()
        self.employer, self.people = staff(PEOPLE, since=MONTHS[0])
        self.said = Said()

    @rule(
        month=st.sampled_from(MONTHS),
        wages=st.dictionaries(st.integers(0, PEOPLE - 1), st.integers(1, 4), min_size=1, max_size=PEOPLE),
    )
    def declare(self, month: Month, wages: dict[int, int]) -> None:
        declare(self.employer, month, {self.people[place]: wage for place, wage in wages.items()})
        self.said.declare(month, wages)

    @invariant()
    def wages_are_as_the_rule_says(self) -> None:
        for month in MONTHS:
            held = wages_in_force(self.employer.pk, month)
            for place, person in enumerate(self.people):
                expected = self.said.wages.get((place, month))
                assert held.get(person.pk) == (None if expected is None else expected * 100), (month, place)

    def teardown(self) -> None:
        assert broken() == {}
        self.savepoint.__exit__(None, None, None)


def test_any_order_of_filings_gives_the_wages_of_the_rule() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Declaring, settings=settings(max_examples=25 if EXPLORES else 10, stateful_step_count=8)
    )
