"""Grids and baskets in a line each, for tests that declare as an employer does."""

from typing import Any

from contributions.declarations.actions import Entered, draft_from_rows, submit, submit_basket
from contributions.declarations.models import Declaration, DeclarationRow, Door, RowState
from enrollment.registry.models import Employer, Person
from siadmin.kernel.months import Month
from tests.cities import CHENGDU, COUNTY_OF, SEPTEMBER, tick
from tests.factories import TODAY, a_person, an_employer, an_employment, identity_number_of

WRONG = "not a number"
NAMES = ("李伟", "王芳", "赵敏", "钱进")


def staffed(
    people: int = 1, *, at: str = COUNTY_OF[CHENGDU], since: Month = SEPTEMBER
) -> tuple[Employer, list[Person]]:
    """An employer with people whose names a payroll file may hold, insured since a month, declared whole."""
    employer = an_employer(at=at)
    colleagues = [a_person(name=NAMES[number]) for number in range(people)]
    for person in colleagues:
        an_employment(person, employer, since=since)
    return employer, colleagues


def entered(person: Person, wage: object, **other: Any) -> Entered:
    return Entered(person.name, identity_number_of(person), str(wage), **other)


def drafted(employer: Employer, *rows: Entered, month: Month = SEPTEMBER, door: str = Door.GRID) -> Declaration:
    return draft_from_rows(employer=employer, month=month, rows=rows, door=door, by=None, at=tick())


def filed(draft: Declaration) -> Declaration:
    return submit(declaration=draft, by=None, at=tick(), today=TODAY)


def declared(employer: Employer, *rows: Entered, month: Month = SEPTEMBER) -> Declaration:
    """A grid, filed: good rows now, the others wait."""
    return filed(drafted(employer, *rows, month=month))


def refused_row(declaration: Declaration) -> DeclarationRow:
    return declaration.rows.get(state=RowState.REFUSED)


def basket_filed(employer: Employer) -> Declaration:
    """The newest month of the basket, filed with all its others."""
    outcome = submit_basket(employer=employer, by=None, at=tick(), today=TODAY)
    assert outcome.refused == {}
    return outcome.declarations[-1]
