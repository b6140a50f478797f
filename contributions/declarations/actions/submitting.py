"""File what a draft or the correction basket holds: good rows now, refused rows wait (COLL 10)."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from contributions.declarations.actions.correcting import discard
from contributions.declarations.actions.drafts import Entered, draft_from_rows
from contributions.declarations.actions.enrolling import Newcomer, facts_of, is_over_age
from contributions.declarations.actions.filing import FiledRow, check_month, file
from contributions.declarations.actions.versions import answer_named_since
from contributions.declarations.leaving import reason_of
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, RowState
from contributions.declarations.reasons import NOTHING_TO_FILE
from contributions.declarations.selectors import basket
from enrollment.participation.actions import Leaving
from enrollment.participation.models import Employment
from enrollment.participation.retirement import Reached, retirement_reached
from enrollment.participation.selectors import employed_in
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
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
    told = _leavings_told(rows, declaration.employer, apart_from={leaving.person.pk for leaving in leavings})
    return file(
        employer=declaration.employer,
        month=declaration.month,
        rows=_filed(rows, declaration.employer, declaration.month),
        leavings=[*leavings, *told],
        door=declaration.door,
        by=by,
        at=at,
        today=today,
        draft=declaration,
        summary=declaration.summary,
        corrects=declaration.summary.get("corrects", ""),
    )


@transaction.atomic
def declare(
    *,
    employer: Employer,
    month: Month,
    rows: Iterable[Entered],
    door: str,
    good_rows_only: bool,
    by: User | None,
    at: dt.datetime,
    today: dt.date,
    corrects: str = "",
) -> Declaration:
    """Take rows in and file them in one act: all of them, or with `good_rows_only` those that can be filed.

    Where one is refused and all were wanted, the draft is discarded and kept, with what is wrong in each row. Raises
    what `check_month`, `draft_from_rows` and `submit` raise; then nothing is kept.
    """
    check_month(employer, month, door, today)
    draft = draft_from_rows(employer=employer, month=month, rows=rows, door=door, by=by, at=at, corrects=corrects)
    if draft.refused_rows and not good_rows_only:
        discard(declaration=draft, by=by, at=at)
        return draft
    return submit(declaration=draft, by=by, at=at, today=today)


@dataclass(frozen=True, slots=True)
class FiledBasket:
    """What became of the months whose rows waited: a new version of each, or why it waits on."""

    declarations: list[Declaration]
    refused: dict[Month, Refusal]


@transaction.atomic
def submit_basket(*, employer: Employer, by: User | None, at: dt.datetime, today: dt.date) -> FiledBasket:
    """File the corrected rows that waited, oldest month first: a new version of each, on top of the one in force.

    A row whose person a newer version names already is not filed. A month that is refused waits on, with its reason,
    and holds up no other. Raises NOTHING_TO_FILE.
    """
    lock_employer(employer)
    outcome = FiledBasket([], {})
    for month in sorted(set(basket(employer).values_list("declaration__month", flat=True))):
        answer_named_since(employer, month)
        ready = basket(employer).filter(declaration__month=month, state=RowState.ACCEPTED)
        rows = list(ready.select_related("person", "declaration").order_by("pk"))
        if not rows:
            continue
        try:
            filed = file(
                employer=employer,
                month=month,
                rows=_filed(rows, employer, month),
                leavings=_leavings_told(rows, employer),
                door=rows[0].declaration.door,
                by=by,
                at=at,
                today=today,
                adds=True,
            )
        except Refusal as refusal:
            outcome.refused[month] = refusal
        else:
            outcome.declarations.append(filed)
    if not outcome.declarations and not outcome.refused:
        raise NOTHING_TO_FILE()
    return outcome


def _leavings_told(
    rows: Iterable[DeclarationRow], employer: Employer, apart_from: Collection[int] = ()
) -> list[Leaving]:
    """Rows that give a leaving date and a reason; with one of them missing the person stays insured."""
    told = []
    for row in rows:
        given = json.loads(row.given or "{}")
        reason = reason_of(given.get("leaving_reason", ""))
        if row.person is not None and row.person.pk not in apart_from and given.get("left_on") and reason is not None:
            told.append(Leaving(row.person, dt.date.fromisoformat(given["left_on"]), reason))
    open_here = Employment.objects.filter(
        employer=employer, person__in=[leaving.person for leaving in told], ends_before__isnull=True
    )
    employed = set(open_here.values_list("person_id", flat=True))
    return [leaving for leaving in told if leaving.person.pk in employed]


def _filed(rows: Sequence[DeclarationRow], employer: Employer, month: Month) -> list[FiledRow]:
    """Kept rows as the filing wants them: people who work here in the month, and newcomers."""
    until: dict[int, dt.date] = {}
    here = employed_in(employer.pk, month).filter(person_id__in={row.person_id for row in rows if row.person_id})
    for person_id, ends_before in here.values_list("person_id", "ends_before"):
        until[person_id] = max(ends_before or dt.date.max, until.get(person_id, dt.date.min))
    reached = retirement_reached(month)
    return [_filed_row(row, employer, month, until, reached) for row in rows]


def _filed_row(
    row: DeclarationRow, employer: Employer, month: Month, until: Mapping[int, dt.date], reached: Reached
) -> FiledRow:
    """`until`: who works here in the month, and the day before which that ends; who is hired anew since joins."""
    assert row.wage_fen is not None
    hired = json.loads(row.given or "{}").get("hired_on") or ""
    starts_on = dt.date.fromisoformat(hired) if hired else month.first_day
    if row.person is not None and until.get(row.person.pk, dt.date.min) > starts_on:
        return FiledRow(wage_fen=row.wage_fen, person=row.person, row_id=row.pk)
    facts = facts_of(row.name, row.identifier or "")
    return FiledRow(
        wage_fen=row.wage_fen,
        newcomer=Newcomer(
            facts=facts,
            starts_on=min(max(starts_on, employer.registered_on), month.last_day),
            is_over_age=is_over_age(facts, month.first_day, reached),
        ),
        row_id=row.pk,
    )
