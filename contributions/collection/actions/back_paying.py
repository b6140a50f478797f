"""Past months an employer did not pay for are made good: insured, with that month's wage and limits, as new versions.

The late fee of what this adds runs from the day the month itself was due (`owing_since`; SIL 58, 60, 63, 86).
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from contributions.assessment.actions import reassess
from contributions.assessment.models import Bill
from contributions.collection.models import BackPayment
from contributions.declarations.actions import set_wages
from enrollment.participation.actions import insure_past
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason

NOT_PAST_YET = Reason(
    "not_past_yet",
    "{month} 尚未过去，按正常申报缴费，不办理补缴。",
    "{month} is not past: it is declared and paid as usual.",
    "补缴只填以前的月份。",
    "Name past months only.",
)
NOT_DECLARED_THEN = Reason(
    "not_declared_then",
    "{employer}尚未申报或核定 {month}，补缴无法并入该月。",
    "{month} of {employer} has been neither declared nor assessed; nothing can be added to it.",
    "先申报该月，再办理补缴。",
    "Declare that month first.",
)


def check_is_past(month: Month, on: dt.date) -> None:
    """Raises NOT_PAST_YET."""
    if month >= Month.of(on):
        raise NOT_PAST_YET(month=month)


@transaction.atomic
def pay_back(
    *,
    employer: Employer,
    person: Person,
    first: Month,
    last: Month,
    wage_fen: int,
    case_number: str,
    by: User,
    at: dt.datetime,
    reason: str,
) -> BackPayment:
    """Insure and charge past months of an employee at that time's wage; bills follow as new versions.

    Raises NOT_PAST_YET, NOTHING_MISSING, INSURED_ELSEWHERE, NOT_DECLARED_THEN, NoLawInForce.
    """
    months = list(first.until(last + 1))
    for month in months:
        check_is_past(month, timezone.localdate(at))
    before = set(Bill.objects.filter(employer=employer, month__range=(first, last)).values_list("pk", flat=True))
    with changing(employer, by=by, at=at):
        back = BackPayment.objects.create(
            employer=employer, person=person, first_month=first, last_month=last, wage_fen=wage_fen,
            case_id=case_number, decided_by=by, decided_at=at,
        )  # fmt: skip
        insure_past(employer=employer, person=person, first=first, last=last, by=by, at=at, reason=reason)
        for month in months:
            set_wages(employer=employer, month=month, wages={person.pk: wage_fen}, declaration=None, by=by, at=at)
    for month in months:
        reassess(employer=employer, month=month, by=by, at=at, reason=reason)
    fresh = list(Bill.objects.filter(employer=employer, month__range=(first, last)).exclude(pk__in=before))
    for month in months:
        if not any(bill.month == month for bill in fresh):
            raise NOT_DECLARED_THEN(employer=employer.name, month=month)
    record(
        by=by, at=at, code="past_months_paid_back", subject_kind="employer", subject=employer.number, reason=reason,
        case=case_number, months=f"{first}–{last}", total_fen=sum(bill.total_fen for bill in fresh),
    )  # fmt: skip
    return back
