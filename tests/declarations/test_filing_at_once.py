"""The same employer files twice at the same moment: two versions, no wage lost."""

import pytest

from contributions.declarations.actions import FiledRow, file
from contributions.declarations.models import ContributionWage, Declaration, DeclarationState, Door
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Person
from tests.cities import OCTOBER, SEPTEMBER, broken, declare, staff, tick
from tests.factories import TODAY
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_two_filings_at_once_are_two_versions_and_no_wage_is_lost() -> None:
    employer, people = staff(6)
    halves = [people[:3], people[3:]]

    def filing(part: list[Person], wage_fen: int) -> Declaration:
        return file(
            employer=employer,
            month=SEPTEMBER,
            rows=[FiledRow(wage_fen, person=person) for person in part],
            door=Door.GRID,
            by=None,
            at=tick(),
            today=TODAY,
        )

    answers = at_once(lambda: filing(halves[0], 100), lambda: filing(halves[1], 200))
    assert sorted(declaration.version for declaration in answers) == [1, 2]
    assert sorted(Declaration.objects.values_list("state", flat=True)) == [
        DeclarationState.FILED, DeclarationState.REPLACED,
    ]  # fmt: skip
    assert sorted(wages_in_force(employer.pk, SEPTEMBER).values()) == [100] * 3 + [200] * 3
    assert broken() == {}


def test_many_corrections_of_one_wage_at_once_leave_one_in_force_and_all_on_record() -> None:
    employer, (li,) = staff()
    declare(employer, OCTOBER, {li: 1})
    times = [tick() for _ in range(6)]
    at_once(
        *[
            lambda fen=fen, at=at: file(
                employer=employer, month=SEPTEMBER, rows=[FiledRow(fen, person=li)], door=Door.GRID,
                by=None, at=at, today=TODAY,
            )
            for fen, at in enumerate(times, 1000)
        ]
    )  # fmt: skip
    said = ContributionWage.objects.filter(from_month=SEPTEMBER)
    assert said.count() == 6
    assert said.filter(superseded_at=None).count() == 1
    assert Declaration.objects.filter(month=SEPTEMBER).count() == 6
    assert wages_in_force(employer.pk, OCTOBER)[li.pk] == 100
    assert broken() == {}
