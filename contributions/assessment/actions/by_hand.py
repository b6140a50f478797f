"""An employer that declared nothing and has no earlier month: a person sets the wages, with a reason (COLL 10)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from contributions.assessment.actions.reassess import reassess
from contributions.assessment.models import HandAssessment
from contributions.declarations.actions import FiledRow, file
from contributions.declarations.models import Declaration, Door
from contributions.declarations.selectors import filed
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

ASSESSED_ALREADY = Reason(
    "assessed_already",
    "{employer} {month} 已经核定。",
    "{month} of {employer} has been assessed already.",
    "打开该单位的账单查看；需要更正时按更正办理。",
    "Open the employer's bill; to change it, file a correction.",
)


@transaction.atomic
def assess_by_hand(
    *,
    employer: Employer,
    month: Month,
    wages: Mapping[int, int],
    by: User,
    at: dt.datetime,
    today: dt.date,
    reason: str,
) -> Declaration:
    """File `wages` (person id → fen) at the counter in the employer's place, and assess the month on them.

    Where employers declare to the tax authority too: nobody declared there either. A later declaration, of whichever
    door, replaces it. Raises ASSESSED_ALREADY and the reasons of `declarations.actions.file`.
    """
    lock_employer(employer)
    waiting = HandAssessment.objects.select_for_update().filter(employer=employer, month=month, decided_at__isnull=True)
    if not waiting.exists() or filed(employer.pk, month) is not None:
        raise ASSESSED_ALREADY(employer=employer.name, month=month)
    people = Person.objects.in_bulk(list(wages))
    declaration = file(
        employer=employer,
        month=month,
        rows=[FiledRow(wage_fen=wages[person_id], person=people[person_id]) for person_id in wages],
        door=Door.COUNTER,
        by=by,
        at=at,
        today=today,
        summary={"by_hand": reason},
        is_by_hand=True,
    )
    reassess(employer=employer, month=month, by=by, at=at, reason=reason)
    HandAssessment.objects.filter(employer=employer, month=month).update(
        decided_by=by, decided_at=at, reason=reason[:500]
    )
    record(
        by=by, at=at, code="month_assessed_by_hand", subject_kind="employer", subject=employer.number, reason=reason,
        month=str(month), people=len(wages),
    )  # fmt: skip
    return declaration
