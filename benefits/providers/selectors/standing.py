"""Whether an institution is designated for an insurance on a day."""

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from benefits.providers.models import Agreement, AgreementScope, Institution, Measure
from benefits.providers.rules.measures import NO_ADMISSION, MeasureKind
from enrollment.registry.models import Employer
from siadmin.agency.insurances import FUND_OF, LINE_OF_FUND, Line
from siadmin.kernel.database import run_prepared
from siadmin.kernel.refusal import Reason

SQL = Path(__file__).resolve().parent.parent / "sql"

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


def unheard_of(employer: Employer) -> list[Measure]:
    """Measures proposed against an institution of it that it has not stated its case on, the nearest day first."""
    waiting = Measure.objects.filter(institution__employer=employer, outcome="", hearing__isnull=True)
    return list(waiting.order_by("state_until", "pk"))


def suspending(institution: Institution, on: dt.date, departments: Collection[str]) -> str:
    """The number of a measure that suspends it, or one of these departments of it, on a day; empty where none does."""
    told = {
        "institution": institution.pk, "day": on, "departments": list(departments),
        "stopping": list(map(str, NO_ADMISSION)), "of_department": str(MeasureKind.SUSPEND_DEPARTMENT),
    }  # fmt: skip
    return next((str(number) for (number,) in run_prepared(SQL / "suspending.sql", told)), "")


def check_admission(institution: Institution, on: dt.date, department: str) -> None:
    """Raises SUSPENDED_NOW where nobody is admitted any more."""
    if measure := suspending(institution, on, {department}):
        raise SUSPENDED_NOW(name=institution.employer.name, on=on, measure=measure)


def insurances_of(institution: Institution) -> tuple[str, ...]:
    """What its signed agreements cover, by which it is known who decides about it: medical care alone where they do."""
    signed = AgreementScope.objects.filter(agreement__institution=institution, agreement__signed_at__isnull=False)
    covered = sorted(set(signed.values_list("insurance", flat=True)))
    medical = [each for each in covered if LINE_OF_FUND[FUND_OF[each]] == Line.HS]
    return tuple(medical or covered)
