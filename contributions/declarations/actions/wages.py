"""The wage in force: a declared wage holds from its month until another is declared."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from contributions.declarations.models import ContributionWage, Declaration, DeclarationState
from enrollment.registry.models import Employer
from siadmin.kernel.months import Month


@transaction.atomic
def set_wages(
    *,
    employer: Employer,
    month: Month,
    wages: Mapping[int, int],
    declaration: Declaration | None,
    at: dt.datetime,
) -> int:
    """Let `wages` (person id → fen) be in force from `month`; returns how many changed.

    When a later month is declared already, the correction holds for this month alone. What was believed before is
    superseded and kept.
    """
    until = month + 1 if _is_past(employer, month) else None
    held = ContributionWage.objects.filter(
        employer=employer, person_id__in=wages.keys(), superseded_at__isnull=True, from_month__lte=month
    ).filter(Q(before_month__isnull=True) | Q(before_month__gt=month))
    standing = {row.person_id: row for row in held.select_for_update()}
    changed = {
        person_id: wage
        for person_id, wage in wages.items()
        if person_id not in standing or standing[person_id].wage_fen != wage
    }
    later = _next_starts(employer, list(changed), month)
    ended = [standing[person_id] for person_id in changed if person_id in standing]
    ContributionWage.objects.filter(pk__in=[row.pk for row in ended]).update(superseded_at=at)
    pieces: list[ContributionWage] = []
    for person_id, wage in changed.items():
        old = standing.get(person_id)
        before = until or (old.before_month if old else later.get(person_id))
        if old is not None and old.from_month < month:
            pieces.append(_piece(old, old.from_month, month, at))
        if old is not None and before is not None and (old.before_month is None or old.before_month > before):
            pieces.append(_piece(old, before, old.before_month, at))
        pieces.append(
            ContributionWage(
                person_id=person_id,
                employer=employer,
                from_month=month,
                before_month=before,
                wage_fen=wage,
                declaration=declaration,
                recorded_at=at,
            )
        )
    ContributionWage.objects.bulk_create(pieces, batch_size=5000)
    return len(changed)


def _is_past(employer: Employer, month: Month) -> bool:
    return Declaration.objects.filter(employer=employer, month__gt=month, state=DeclarationState.FILED).exists()


def _next_starts(employer: Employer, person_ids: list[int], month: Month) -> dict[int, Month]:
    """For people without a wage in `month`: the month in which a later wage of theirs begins."""
    starts: dict[int, Month] = {}
    rows = ContributionWage.objects.filter(
        employer=employer, person_id__in=person_ids, superseded_at__isnull=True, from_month__gt=month
    ).order_by("-from_month")
    for row in rows:
        starts[row.person_id] = row.from_month
    return starts


def _piece(old: ContributionWage, first: Month, before: Month | None, at: dt.datetime) -> ContributionWage:
    return ContributionWage(
        person_id=old.person_id,
        employer_id=old.employer_id,
        from_month=first,
        before_month=before,
        wage_fen=old.wage_fen,
        declaration_id=old.declaration_id,
        recorded_at=at,
    )
