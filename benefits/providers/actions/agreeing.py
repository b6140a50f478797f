"""A service agreement is prepared by one person and signed by another."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from benefits.providers.models import Agreement, AgreementScope, Institution
from benefits.providers.selectors.permits import PREPARE, SIGN, why_not, why_own
from siadmin.agency.models import User
from siadmin.agency.trail import record, refusals_recorded
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE, SAME_PERSON

AGREEMENT_DAYS = Reason(
    "agreement_days",
    "协议终止日期须晚于起始日期，并至少涵盖一个险种。",
    "An agreement ends after it begins and covers at least one insurance.",
    "按协议文本填写起止日期和险种。",
    "Write days and insurances as the text of the agreement says.",
)
AGREEMENT_OVERLAPS = Reason(
    "agreement_overlaps",
    "该机构另有已签订的协议在同期涵盖相同险种。",
    "Another signed agreement of this institution covers the same insurance on these days.",
    "协议期限首尾相接，不重叠。",
    "Agreements follow one another without overlapping.",
)


def _whose(agreement_id: int) -> tuple[str, str]:
    return "employer", Agreement.objects.values_list("institution__employer__number", flat=True).get(pk=agreement_id)


@transaction.atomic
def prepare_agreement(
    *, institution: Institution, insurances: Collection[str], starts_on: dt.date, ends_before: dt.date, terms: str,
    by: User, at: dt.datetime,
) -> Agreement:  # fmt: skip
    """Raises AGREEMENT_DAYS and what `why_not` answers."""
    if ends_before <= starts_on or not insurances:
        raise AGREEMENT_DAYS()
    if refusal := why_not(PREPARE, institution.region, tuple(insurances), by, timezone.localdate(at)):
        raise refusal
    last = Agreement.objects.filter(institution=institution).aggregate(last=Max("version"))["last"] or 0
    made = Agreement.objects.create(
        number=opaque_number("G"), institution=institution, version=last + 1, starts_on=starts_on,
        ends_before=ends_before, terms=terms, prepared_by=by, prepared_eyes=by.eyes, prepared_at=at,
    )  # fmt: skip
    AgreementScope.objects.bulk_create(
        AgreementScope(agreement=made, insurance=each) for each in sorted(set(insurances))
    )
    record(by=by, at=at, code="agreement_prepared", **_told(made), insurances=sorted(set(insurances)))
    return made


@refusals_recorded(_whose, by="agreement_id")
@transaction.atomic
def sign_agreement(*, agreement_id: int, by: User, at: dt.datetime) -> Agreement:
    """In force on its days. Raises CHANGED_SINCE, SAME_PERSON, AGREEMENT_OVERLAPS and what permits refuse."""
    agreement = (
        Agreement.objects.select_for_update(of=("self",))
        .select_related("institution__region", "institution__employer")
        .get(pk=agreement_id)
    )
    if agreement.signed_at is not None:
        raise CHANGED_SINCE()
    covered = tuple(agreement.scopes.values_list("insurance", flat=True))
    if refusal := why_not(SIGN, agreement.institution.region, covered, by, timezone.localdate(at)):
        raise refusal
    if refusal := why_own(agreement.institution, by, timezone.localdate(at)):
        raise refusal
    if by.eyes == agreement.prepared_eyes:
        raise SAME_PERSON()
    agreement.signed_by, agreement.signed_eyes, agreement.signed_at = by, by.eyes, at
    with refusing("agreement_no_overlap", AGREEMENT_OVERLAPS()), transaction.atomic():
        agreement.save(update_fields=["signed_by", "signed_eyes", "signed_at"])
    record(by=by, at=at, code="agreement_signed", **_told(agreement))
    return agreement


def _told(agreement: Agreement) -> dict[str, Any]:
    """For the trail."""
    return {
        "subject_kind": "employer", "subject": agreement.institution.employer.number, "agreement": agreement.number,
        "starts_on": agreement.starts_on.isoformat(), "ends_before": agreement.ends_before.isoformat(),
    }  # fmt: skip
