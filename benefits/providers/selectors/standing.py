"""Whether an institution is designated for an insurance on a day."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from benefits.providers.models import Agreement, Institution, Measure
from benefits.providers.rules.measures import NO_ADMISSION, MeasureKind, Outcome
from siadmin.kernel.refusal import Reason

NO_AGREEMENT = Reason(
    "no_agreement",
    "{name}在 {on} 没有涵盖该险种的有效服务协议。",
    "{name} has no agreement in force on {on} that covers this insurance.",
    "核对协议的有效期和险种；签订协议后再办理。",
    "Check the agreement's days and insurances; it must be signed first.",
)
SUSPENDED_NOW = Reason(
    "institution_suspended",
    "{name}（或其科室）在 {on} 已被中止服务（{measure}）。",
    "{name}, or its department, is suspended on {on} ({measure}).",
    "不能登记新的就诊；住院患者继续结算。",
    "Nobody is admitted; who lies there is settled on.",
)


def agreement_of(institution: Institution, insurance: str, on: dt.date) -> Agreement:
    """The agreement that covers an insurance on a day. Raises NO_AGREEMENT."""
    signed = Agreement.objects.filter(institution=institution, signed_at__isnull=False, scopes__insurance=insurance)
    found = signed.filter(starts_on__lte=on, ends_before__gt=on).first()
    if found is None:
        raise NO_AGREEMENT(name=institution.employer.name, on=on)
    return found


def measures_on(institution: Institution, on: dt.date) -> QuerySet[Measure]:
    """Those imposed on an institution that are in force on a day."""
    imposed = Measure.objects.filter(institution=institution, outcome=Outcome.IMPOSED, effective_on__lte=on)
    return imposed.filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on))


def _suspending(institution: Institution, on: dt.date, departments: Collection[str]) -> QuerySet[Measure]:
    of_department = Q(kind=MeasureKind.SUSPEND_DEPARTMENT, department__code__in=departments)
    return measures_on(institution, on).filter(Q(kind__in=NO_ADMISSION) | of_department)


def is_suspended(institution: Institution, on: dt.date, departments: Collection[str]) -> bool:
    return _suspending(institution, on, departments).exists()


def check_admission(institution: Institution, on: dt.date, department: str) -> None:
    """Raises SUSPENDED_NOW where nobody is admitted any more."""
    for measure in _suspending(institution, on, {department})[:1]:
        raise SUSPENDED_NOW(name=institution.employer.name, on=on, measure=measure.number)
