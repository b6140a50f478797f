"""File what a draft or the correction basket holds: good rows now, refused rows wait (COLL 10)."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Q

from contributions.declarations.actions.filing import FiledRow, Newcomer, file, lock_employer
from contributions.declarations.leaving import reason_of
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, RowState
from contributions.declarations.reasons import NOTHING_TO_FILE, ROWS_OF_SEVERAL_MONTHS
from enrollment.participation.actions import Leaving
from enrollment.participation.retirement import has_reached_retirement
from enrollment.participation.selectors import employed_in
from enrollment.registry.actions import PersonFacts
from enrollment.registry.models import Employer, Person, RetirementGroup, Sex
from siadmin.agency.models import User
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.months import Month
from siadmin.kernel.workflow import WRONG_STATE


@transaction.atomic
def submit(
    *,
    declaration: Declaration,
    leavings: Sequence[Leaving] = (),
    by: User | None,
    at: dt.datetime,
    today: dt.date,
) -> Declaration:
    """File a draft's accepted rows; refused rows wait in the basket. Raises what `file` raises, and NOTHING_TO_FILE."""
    lock_employer(declaration.employer)
    declaration.refresh_from_db()
    if declaration.state != DeclarationState.DRAFT:
        raise WRONG_STATE(state=declaration.state, move="submit")
    rows = list(declaration.rows.filter(state=RowState.ACCEPTED).select_related("person").order_by("pk"))
    gone = {leaving.person.pk for leaving in leavings}
    leavings = [*leavings, *(told for told in _leavings_told(rows, declaration.employer) if told.person.pk not in gone)]
    return file(
        employer=declaration.employer,
        month=declaration.month,
        rows=[_filed(row, declaration.employer, declaration.month) for row in rows],
        leavings=leavings,
        door=declaration.door,
        by=by,
        at=at,
        today=today,
        draft=declaration,
        summary=declaration.summary,
    )


@transaction.atomic
def submit_basket(
    *, employer: Employer, row_ids: Iterable[int], by: User | None, at: dt.datetime, today: dt.date
) -> Declaration:
    """File corrected rows that waited: a new version of their month. Raises ROWS_OF_SEVERAL_MONTHS, NOTHING_TO_FILE."""
    lock_employer(employer)
    rows = list(
        DeclarationRow.objects.filter(pk__in=list(row_ids), state=RowState.ACCEPTED, declaration__employer=employer)
        .select_related("person", "declaration")
        .order_by("pk")
    )
    if not rows:
        raise NOTHING_TO_FILE()
    months = {row.declaration.month for row in rows}
    if len(months) != 1:
        raise ROWS_OF_SEVERAL_MONTHS()
    month = months.pop()
    return file(
        employer=employer,
        month=month,
        rows=[_filed(row, employer, month) for row in rows],
        door=rows[0].declaration.door,
        by=by,
        at=at,
        today=today,
    )


def _leavings_told(rows: Iterable[DeclarationRow], employer: Employer) -> Iterator[Leaving]:
    """Rows that give a leaving date and a reason; with one of them missing the person stays insured."""
    for row in rows:
        given = json.loads(row.given or "{}")
        reason = reason_of(given.get("leaving_reason", ""))
        if row.person is None or not given.get("left_on") or reason is None:
            continue
        if row.person.employments.filter(employer=employer, ends_before__isnull=True).exists():
            yield Leaving(row.person, dt.date.fromisoformat(given["left_on"]), reason)


def _filed(row: DeclarationRow, employer: Employer, month: Month) -> FiledRow:
    """A kept row as the filing wants it: somebody insured here, or a newcomer."""
    assert row.wage_fen is not None
    person: Person | None = row.person
    given = json.loads(row.given or "{}")
    hired = given.get("hired_on") or ""
    starts_on = dt.date.fromisoformat(hired) if hired else month.first_day
    if person is not None and _works_here(person, employer, month, starts_on):
        return FiledRow(wage_fen=row.wage_fen, person=person, row_id=row.pk)
    facts = facts_of(row.name, row.identifier or "")
    return FiledRow(
        wage_fen=row.wage_fen,
        newcomer=Newcomer(
            facts=facts,
            starts_on=min(max(starts_on, employer.registered_on), month.last_day),
            is_over_age=has_reached_retirement(facts.birth_on, facts.retirement_group, month.first_day),
        ),
        row_id=row.pk,
    )


def _works_here(person: Person, employer: Employer, month: Month, starts_on: dt.date) -> bool:
    """On the roster of the month: still employed, or employed in it and not hired anew since."""
    here = employed_in(employer.pk, month).filter(person=person)
    return here.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=starts_on)).exists()


def facts_of(name: str, number: str) -> PersonFacts:
    """What the number itself says of a newcomer. Women start in the group of 55 until evidence says otherwise."""
    read = citizen.parse(number)
    sex = Sex.MALE if read.sex is citizen.Sex.MALE else Sex.FEMALE
    return PersonFacts(
        name=name,
        number=number,
        kind=str(read.holder),
        sex=sex,
        birth_on=read.birth_on,
        retirement_group=RetirementGroup.M60 if sex == Sex.MALE else RetirementGroup.F55,
    )
