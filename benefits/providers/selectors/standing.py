"""Whether an institution is designated for an insurance on a day."""

import datetime as dt

from benefits.providers.models import Agreement, Institution
from siadmin.kernel.refusal import Reason

NO_AGREEMENT = Reason(
    "no_agreement",
    "{name}在 {on} 没有涵盖该险种的有效服务协议。",
    "{name} has no agreement in force on {on} that covers this insurance.",
    "核对协议的有效期和险种；签订协议后再办理。",
    "Check the agreement's days and insurances; it must be signed first.",
)
NO_INSTITUTION = Reason(
    "no_institution",
    "没有编号为 {number} 的定点机构。",
    "There is no institution {number}.",
    "核对编号。",
    "Check the number.",
)


def institution_numbered(number: str) -> Institution:
    """Raises NO_INSTITUTION."""
    found = Institution.objects.select_related("employer", "region").filter(number=number.strip().upper()).first()
    if found is None:
        raise NO_INSTITUTION(number=number)
    return found


def agreement_of(institution: Institution, insurance: str, on: dt.date) -> Agreement:
    """The agreement that covers an insurance on a day. Raises NO_AGREEMENT."""
    signed = Agreement.objects.filter(institution=institution, signed_at__isnull=False, scopes__insurance=insurance)
    found = signed.filter(starts_on__lte=on, ends_before__gt=on).first()
    if found is None:
        raise NO_AGREEMENT(name=institution.employer.name, on=on)
    return found
