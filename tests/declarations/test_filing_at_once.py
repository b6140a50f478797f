"""The same employer files twice at the same moment: two versions, no wage lost."""

import pytest

from contributions.declarations.actions import Entered, FiledRow, correct_row, discard, draft_from_rows, file, submit
from contributions.declarations.models import ContributionWage, Declaration, DeclarationState, Door
from contributions.declarations.selectors import wages_in_force
from enrollment.registry.models import Employer, Person
from siadmin.kernel.refusal import Refusal
from tests.cities import OCTOBER, SEPTEMBER, broken, declare, staff, tick
from tests.database import in_the_meantime
from tests.factories import TODAY, identity_number_of
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


def drafted(wage: str = "9000") -> tuple[Employer, Declaration]:
    employer, (li,) = staff()
    declare(employer, SEPTEMBER, {li: 8_000})
    Person.objects.update(name="李伟")
    rows = [Entered("李伟", identity_number_of(li), wage)]
    return employer, draft_from_rows(employer=employer, month=OCTOBER, rows=rows, door=Door.GRID, by=None, at=tick())


def test_what_was_filed_meanwhile_is_not_discarded() -> None:
    _, draft = drafted()
    seen_before = Declaration.objects.get(pk=draft.pk)
    submit(declaration=draft, by=None, at=tick(), today=TODAY)
    with pytest.raises(Refusal) as refused:
        discard(declaration=seen_before, by=None, at=tick())
    assert refused.value.code == "wrong_state"
    assert Declaration.objects.get(pk=draft.pk).state == DeclarationState.FILED


def test_a_row_corrected_while_it_is_filed_says_what_was_filed() -> None:
    employer, draft = drafted()
    row = draft.rows.get()
    given = {"name": row.name, "number": row.identifier or "", "wage": "9500"}
    times = [tick(), tick()]
    outcome = in_the_meantime(
        lambda: submit(declaration=draft, by=None, at=times[0], today=TODAY),
        lambda: correct_row(row_id=row.pk, **given, by=None, at=times[1]),
    )
    assert isinstance(outcome, Refusal)
    row.refresh_from_db()
    assert (row.state, row.wage_fen) == ("filed", 900_000)
    assert set(wages_in_force(employer.pk, OCTOBER).values()) == {900_000}


def test_a_row_filed_while_it_is_corrected_is_filed_as_corrected() -> None:
    employer, draft = drafted()
    row = draft.rows.get()
    given = {"name": row.name, "number": row.identifier or "", "wage": "9500"}
    times = [tick(), tick()]
    outcome = in_the_meantime(
        lambda: correct_row(row_id=row.pk, **given, by=None, at=times[0]),
        lambda: submit(declaration=draft, by=None, at=times[1], today=TODAY),
    )
    assert outcome is None
    row.refresh_from_db()
    assert (row.state, row.wage_fen) == ("filed", 950_000)
    assert set(wages_in_force(employer.pk, OCTOBER).values()) == {950_000}
