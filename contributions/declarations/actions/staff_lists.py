"""A file of people who start or leave: kept, read against who works here now, and taken in one act.

A row with a last day of work leaves; one with a first day, of somebody who does not work here, starts; others stay.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from contributions.declarations.actions.enrolling import newcomer_of, people_numbered
from contributions.declarations.actions.staff import Plan, Starting, asks_wage, plan_starting, take_on
from contributions.declarations.intake.check import check_file
from contributions.declarations.intake.problems import WAGE_MISSING, WAGE_NEGATIVE, WAGE_NOT_A_NUMBER
from contributions.declarations.intake.results import RowResult
from contributions.declarations.leaving import reason_of
from contributions.declarations.models import StaffList, StaffListState
from contributions.declarations.reasons import (
    LEAVING_REASON_MISSING,
    NOBODY_STARTS_OR_LEAVES,
    NUMBER_OF_ANOTHER,
    START_DAY_MISSING,
)
from enrollment.participation.actions import NOT_EMPLOYED, Leaving, check_leaving, leave
from enrollment.participation.models import Employment
from enrollment.participation.retirement import Reached, retirement_reached, working_age
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer
from enrollment.registry.selectors import folded
from siadmin.agency.documents import content_of, keep
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.workflow import WRONG_STATE

_ABOUT_WAGES = (WAGE_MISSING, WAGE_NEGATIVE, WAGE_NOT_A_NUMBER)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that cannot be taken: where it stands, whom it names, what is wrong and what to do."""

    place: str
    name: str
    refusal: Refusal


@dataclass(slots=True)
class ReadList:
    """A file as it reads today."""

    starting: list[tuple[Starting, Plan]] = field(default_factory=list)
    leaving: list[Leaving] = field(default_factory=list)
    staying: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def late(self) -> int:
        """How many starts are told late and need a reason."""
        return sum(plan.days_late > 0 for _, plan in self.starting)


@transaction.atomic
def keep_list(*, employer: Employer, name: str, content: bytes, by: User | None, at: dt.datetime) -> StaffList:
    """Keep a file that can be read; nothing of another. Raises the refusals of a whole file (intake.problems.FILE)."""
    check_file(content, month=Month.of(timezone.localdate(at)))
    kept = StaffList.objects.create(
        employer=employer,
        number=opaque_number("S"),
        document=keep(name=name, kind="payroll", content=content, by=by, at=at),
        sent_by=by,
        sent_at=at,
    )
    record(
        by=by, at=at, code="staff_list_sent", subject_kind="employer", subject=employer.number, list=kept.number,
    )  # fmt: skip
    return kept


@transaction.atomic
def take_list(
    *, staff_list: StaffList, late_because: str, late_note: str, by: User | None, at: dt.datetime
) -> StaffList:
    """Insure whoever starts and end the work of whoever leaves; rows in trouble are left out and stay in the file.

    Raises WRONG_STATE, NOBODY_STARTS_OR_LEAVES and what `take_on` and `leave` raise; then nothing of it is taken.
    """
    with changing(staff_list.employer, by=by, at=at) as change:
        locked = StaffList.objects.select_for_update().get(pk=staff_list.pk)
        if locked.state != StaffListState.READ:
            raise WRONG_STATE(state=locked.state, move="take")
        read = read_list(staff_list=locked, today=timezone.localdate(at))
        if not read.starting and not read.leaving:
            raise NOBODY_STARTS_OR_LEAVES()
        starting = [_explained(start, plan, late_because, late_note) for start, plan in read.starting]
        take_on(employer=change.employer, starting=starting, by=by, at=at)
        if read.leaving:
            leave(employer=change.employer, leavings=read.leaving, by=by, at=at)
        locked.state, locked.ended_by, locked.ended_at = StaffListState.TAKEN, by, at
        locked.started, locked.left = len(starting), len(read.leaving)
        locked.save()
    return locked


@transaction.atomic
def discard_list(*, staff_list: StaffList, by: User | None, at: dt.datetime) -> None:
    """Put a file aside that was not taken. Raises WRONG_STATE."""
    locked = StaffList.objects.select_for_update().get(pk=staff_list.pk)
    if locked.state != StaffListState.READ:
        raise WRONG_STATE(state=locked.state, move="discard")
    locked.state, locked.ended_by, locked.ended_at = StaffListState.DISCARDED, by, at
    locked.save()


def _explained(starting: Starting, plan: Plan, because: str, note: str) -> Starting:
    if not plan.days_late:
        return starting
    return replace(starting, newcomer=replace(starting.newcomer, late_because=because, late_note=note))


def read_list(*, staff_list: StaffList, today: dt.date) -> ReadList:
    """What the file says on a day, against who works here now."""
    month, employer = Month.of(today), staff_list.employer
    reached = retirement_reached(month)
    checked = check_file(
        content_of(staff_list.document), month=month, retirement_reached=reached, working_age=working_age(month)
    )
    rows, read = checked.rows, ReadList()
    spans = len({row.sheet for row in rows}) > 1
    known = people_numbered(row.id_number for row in rows if row.holder)
    open_here = {
        employment.person_id: employment
        for employment in Employment.objects.filter(
            employer=employer, person__in=known.values(), ends_before__isnull=True
        ).select_related("person")
    }
    wage_asked, wanted = asks_wage(employer, month), []
    for row in rows:
        person = known.get(row.id_number) if row.holder else None
        employment = open_here.get(person.pk) if person is not None else None
        left_on = row.employment.left_on if row.employment else None
        starts = left_on is None and employment is None
        if problems := list(_problems(row, employment, today, needs_wage=starts and wage_asked)):
            read.troubles += [_trouble(row, spans, refusal) for refusal in problems]
        elif left_on is not None and employment is not None and row.employment is not None:
            reason = reason_of(row.employment.leaving_reason)
            assert reason is not None
            read.leaving.append(Leaving(employment.person, left_on, reason))
        elif starts:
            wanted.append((row, _starting(row, reached, wage_asked=wage_asked)))
        else:
            read.staying += 1
    plans = plan_starting(employer=employer, newcomers=[each.newcomer for _, each in wanted], today=today)
    for (row, starting), plan in zip(wanted, plans, strict=True):
        if plan.problem is not None:
            read.troubles.append(_trouble(row, spans, plan.problem))
        else:
            read.starting.append((starting, plan))
    return read


def _problems(row: RowResult, employment: Employment | None, today: dt.date, *, needs_wage: bool) -> Iterator[Refusal]:
    """What keeps a row from being taken; a wage is asked of those who start only."""
    for problem in row.problems:
        if problem.refuses and (needs_wage or problem.reason not in _ABOUT_WAGES):
            yield problem.words
    told, name = row.employment, row.name or row.given.name
    if told is None or told.left_on is None:
        if employment is None and (told is None or told.hired_on is None):
            yield START_DAY_MISSING(name=name)
        return
    if reason_of(told.leaving_reason) is None:
        yield LEAVING_REASON_MISSING(name=name)
    if employment is None:
        if row.holder:
            yield NOT_EMPLOYED(name=name)
        return
    if employment.person.name_folded != folded(row.name):
        yield NUMBER_OF_ANOTHER(name=name)
    try:
        check_leaving(employment, told.left_on, today)
    except Refusal as refusal:
        yield refusal


def _starting(row: RowResult, reached: Reached, *, wage_asked: bool) -> Starting:
    assert row.employment is not None and row.employment.hired_on is not None
    newcomer = newcomer_of(row.name, row.id_number, row.employment.hired_on, reached=reached)
    return Starting(newcomer, row.wage_fen if wage_asked else None)


def _trouble(row: RowResult, spans_sheets: bool, refusal: Refusal) -> Trouble:
    place = f"{row.sheet} {row.row}".strip() if spans_sheets else str(row.row)
    return Trouble(place, row.name or row.given.name, refusal)
