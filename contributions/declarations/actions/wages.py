"""The wage in force: a declared wage holds from its month until another is declared."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.db.models import Q

from contributions.declarations.models import ContributionWage, Declaration, DeclarationState
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.months import Month


@transaction.atomic
def set_wages(
    *,
    employer: Employer,
    month: Month,
    wages: Mapping[int, int],
    declaration: Declaration | None,
    by: User | None,
    at: dt.datetime,
    since: Mapping[int, Month] | None = None,
) -> int:
    """Let `wages` (person id → fen) be in force from `month`; returns how many changed.

    When a later month is declared already, a correction holds for this month alone. The first wage of somebody holds
    on in any case, from the month their work began (`since`) if that lies before. What was believed before is
    superseded and kept; charged months follow.
    """
    with changing(employer, by=by, at=at) as change:
        spans, superseded, pieces = _told(change.employer, month, wages, since or {}, declaration, at)
        ContributionWage.objects.filter(pk__in=superseded).update(superseded_at=at)
        ContributionWage.objects.bulk_create(pieces, batch_size=5000)
        change.since(*(first for _, first, _ in spans))
    return len(spans)


Span = tuple[int, Month, Month | None]  # a person's id, and the months a wage holds in


def _told(
    employer: Employer,
    month: Month,
    wages: Mapping[int, int],
    since: Mapping[int, Month],
    declaration: Declaration | None,
    at: dt.datetime,
) -> tuple[list[Span], list[int], list[ContributionWage]]:
    """For whom a wage changes when; the rows no longer believed, by id; the rows that take their place."""
    until = month + 1 if _is_past(employer, month) else None
    held = ContributionWage.objects.filter(
        employer=employer, person_id__in=wages.keys(), superseded_at__isnull=True, from_month__lte=month
    ).filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
    standing = {row.person_id: row for row in held.select_for_update()}
    new = [person_id for person_id in wages if person_id not in standing]
    changed = [row for row in standing.values() if row.wage_fen != wages[row.person_id]]
    spans = list(_first_spans(employer, month, {person_id: since.get(person_id, month) for person_id in new}))
    pieces: list[ContributionWage] = []
    for old in changed:
        before = until or old.before_month
        spans.append((old.person_id, month, before))
        pieces += _left_of(old, month, before, at)
    for person_id, first, before in spans:
        pieces.append(
            ContributionWage(
                person_id=person_id,
                employer=employer,
                from_month=first,
                before_month=before,
                wage_fen=wages[person_id],
                declaration=declaration,
                recorded_at=at,
            )
        )
    return spans, [row.pk for row in changed], pieces


def _left_of(old: ContributionWage, first: Month, before: Month | None, at: dt.datetime) -> Iterator[ContributionWage]:
    """What `old` still says outside the months from `first` up to `before`."""
    around: list[tuple[Month, Month | None]] = [(old.from_month, first)]
    if before is not None:
        around.append((before, old.before_month))
    for starts, ends in around:
        if ends is None or starts < ends:
            yield ContributionWage(
                person_id=old.person_id,
                employer_id=old.employer_id,
                from_month=starts,
                before_month=ends,
                wage_fen=old.wage_fen,
                declaration_id=old.declaration_id,
                recorded_at=at,
            )


def _first_spans(employer: Employer, month: Month, since: Mapping[int, Month]) -> Iterator[Span]:
    """For people without a wage in `month`: from when until when a first one holds, between what stands around it."""
    ends: dict[int, Month] = {}
    starts: dict[int, Month] = {}
    rows = ContributionWage.objects.filter(employer=employer, person_id__in=since.keys(), superseded_at__isnull=True)
    for row in rows.order_by("-from_month"):
        if row.from_month > month:
            starts[row.person_id] = row.from_month
        elif row.before_month is not None:
            ends[row.person_id] = max(row.before_month, ends.get(row.person_id, row.before_month))
    for person_id, began in since.items():
        first = min(began, month)
        yield person_id, max(first, ends.get(person_id, first)), starts.get(person_id)


def _is_past(employer: Employer, month: Month) -> bool:
    return Declaration.objects.filter(employer=employer, month__gt=month, state=DeclarationState.FILED).exists()
