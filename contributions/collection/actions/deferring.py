"""Payment may wait: by an agreement with a guarantee (SIL 63, IMPL 22) or for force majeure (IMPL 21).

No bill is lowered.
"""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from contributions.collection.actions.enforcing import end_for_deferral
from contributions.collection.actions.late_fees import charge_employer
from contributions.collection.enforcement import funds_of
from contributions.collection.models import Deferral, DeferralKind
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

DEFERRED_ALREADY = Reason(
    "deferred_already",
    "所填月份和日期与已有的缓缴重叠。",
    "These months and days overlap a deferral that is there already.",
    "核对已有缓缴的月份和期限。",
    "Check the months and days of the deferral that is there.",
)
NOT_DEFERRED = Reason(
    "not_deferred",
    "该缓缴已经结束或终止。",
    "This deferral is over, or was stopped before.",
    "打开单位页面查看现在的情况。",
    "Look at the employer's page for how things stand.",
)


@transaction.atomic
def defer(
    *,
    employer: Employer,
    line: str,
    kind: DeferralKind,
    first_month: Month,
    last_month: Month,
    starts_on: dt.date,
    ends_before: dt.date,
    guarantee: str = "",
    approval: str = "",
    case_number: str,
    by: User,
    at: dt.datetime,
) -> list[Deferral]:
    """Defer months of every fund of a line; late fees do not run meanwhile. Raises DEFERRED_ALREADY.

    The database asks for a case that two people signed. What stood on the ladder for these months leaves it.
    """
    employer = lock_employer(employer)
    with refusing("deferrals_do_not_overlap", DEFERRED_ALREADY()):
        deferrals = [
            Deferral.objects.create(
                employer=employer, fund=fund, kind=kind, first_month=first_month, last_month=last_month,
                starts_on=starts_on, ends_before=ends_before, guarantee=guarantee, approval=approval,
                case_id=case_number, decided_by=by, decided_at=at,
            )
            for fund in funds_of(line)
        ]  # fmt: skip
    record(
        by=by, at=at, code="payment_deferred", subject_kind="employer", subject=employer.number, kind=kind.value,
        case=case_number, months=f"{first_month}–{last_month}", until=str(ends_before - dt.timedelta(days=1)),
    )  # fmt: skip
    end_for_deferral(employer=employer, line=line, by=by, at=at)
    charge_employer(employer=employer, by=by, at=at)
    return deferrals


def running(employer: Employer, line: str, on: dt.date, *, case_number: str = "") -> QuerySet[Deferral]:
    """What is deferred of a line's funds, by one case or any, and has neither ended nor been stopped on a day."""
    found = Deferral.objects.filter(
        employer=employer, fund__in=funds_of(line), stopped_on=None, starts_on__lte=on, ends_before__gt=on
    )
    return found.filter(case_id=case_number) if case_number else found


@transaction.atomic
def stop_deferral(
    *, employer: Employer, line: str, deferral: str, case_number: str, by: User, at: dt.datetime, reason: str
) -> int:
    """End what a case deferred today, because what was agreed was not kept; from today on late fees run.

    Raises NOT_DEFERRED. The database asks for a case of its own that two people signed.
    """
    on = timezone.localdate(at)
    employer = lock_employer(employer)
    stopped = running(employer, line, on, case_number=deferral).update(
        stopped_on=on, stopped_by=by, stopped_because=reason[:300], stop_case_id=case_number
    )
    if not stopped:
        raise NOT_DEFERRED()
    record(
        by=by, at=at, code="deferral_stopped", subject_kind="employer", subject=employer.number, reason=reason,
        deferral=deferral, case=case_number,
    )  # fmt: skip
    charge_employer(employer=employer, by=by, at=at)
    return stopped
