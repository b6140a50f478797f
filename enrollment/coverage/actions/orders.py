"""What an upheld dispute orders: until when, and whether it was followed (SIL 58, 63, 84)."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from enrollment.coverage.actions.disputes import span
from enrollment.coverage.actions.outreach import check_reach
from enrollment.coverage.messages import DISPUTE_ORDERED, DISPUTE_PUT_RIGHT, DISPUTE_UPHELD
from enrollment.coverage.models import Dispute
from enrollment.coverage.reasons import ANSWER_STILL_DUE, ORDER_FOLLOWED, SAY_WHY_SO
from enrollment.coverage.selectors.disputes import is_put_right
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.trail import record
from siadmin.kernel.language import Words
from siadmin.kernel.workdays import after_working_days
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day


@transaction.atomic
def order(*, case: Case, by: User, at: dt.datetime) -> Dispute:
    """The dispute is upheld: the employer has a day by which to insure and pay (SIL 58, 63, 84). Both are told.

    In the transaction of the last signature; not while the employer may still answer. Raises ANSWER_STILL_DUE,
    NoLawInForce.
    """
    dispute = (
        Dispute.objects.select_for_update(of=("self",))
        .select_related("employer__pooling_region", "person")
        .get(case=case)
    )
    on = timezone.localdate(at)
    if not dispute.answer and on <= dispute.answer_due_on:
        raise ANSWER_STILL_DUE(employer=_called(dispute.employer), day=dispute.answer_due_on)
    law = law_of_day(dispute.employer.pooling_region, on).law("coverage.comply_days")
    dispute.ordered_on, dispute.order_basis = on, law.source
    dispute.comply_by = after_working_days(on, int(law.value), WorkCalendar())
    dispute.save(update_fields=["ordered_on", "order_basis", "comply_by"])
    record(
        by=by, at=at, code="dispute_ordered", subject_kind="employer", subject=dispute.employer.number,
        case=case.number, comply_by=str(dispute.comply_by),
    )  # fmt: skip
    values = {"months": span(dispute), "comply_by_on": dispute.comply_by}
    send(
        DISPUTE_ORDERED,
        to=Recipient(RecipientKind.EMPLOYER, dispute.employer.number),
        at=at,
        values=values,
        page=("employer_dispute", dispute.employer.number, case.number),
        key=case.number,
    )
    send(
        DISPUTE_UPHELD,
        to=Recipient(RecipientKind.PERSON, dispute.person.number),
        at=at,
        values=values,
        page=("citizen_case", case.number),
        key=case.number,
    )
    return dispute


@transaction.atomic
def follow_orders(*, at: dt.datetime) -> int:
    """Orders whose months are insured and paid by now are followed; returns how many."""
    on = timezone.localdate(at)
    standing = _ordered().filter(ordered_on__isnull=False, put_right_on__isnull=True).order_by("pk")
    done = [dispute for dispute in standing if is_put_right(dispute, on)]
    for dispute in done:
        _followed(dispute, at)
    return len(done)


@transaction.atomic
def confirm_order(*, dispute_id: int, reason: str, by: User, at: dt.datetime) -> Dispute:
    """A clerk found the order followed where our record cannot tell, as with a base, and says by what.

    Raises ORDER_FOLLOWED, SAY_WHY_SO, NOT_OURS.
    """
    dispute = _ordered().select_related("case__office__region").get(pk=dispute_id, ordered_on__isnull=False)
    check_reach(by, dispute.case.region, timezone.localdate(at), Post.CLERK)
    if dispute.put_right_on is not None:
        raise ORDER_FOLLOWED()
    if not reason.strip():
        raise SAY_WHY_SO()
    _followed(dispute, at)
    record(
        by=by, at=at, code="dispute_put_right", subject_kind="employer", subject=dispute.employer.number,
        reason=reason.strip()[:500], case=dispute.case.number,
    )  # fmt: skip
    return dispute


def _ordered() -> QuerySet[Dispute]:
    return Dispute.objects.select_for_update(of=("self",)).select_related("case", "employer", "person")


def _followed(dispute: Dispute, at: dt.datetime) -> None:
    dispute.put_right_on = timezone.localdate(at)
    dispute.save(update_fields=["put_right_on"])
    send(
        DISPUTE_PUT_RIGHT,
        to=Recipient(RecipientKind.PERSON, dispute.person.number),
        at=at,
        values={"months": span(dispute)},
        page=("citizen_case", dispute.case.number),
        key=dispute.case.number,
    )


def told_of_order(dispute: Dispute) -> Words:
    employer = _called(dispute.employer)
    return Words(
        f"异议成立。已责令{employer.zh}在 {dispute.comply_by} 前补办 {span(dispute)} 并补缴，滞纳金由单位承担。",
        f"Upheld. {employer.en} is ordered to insure and pay {span(dispute)} by {dispute.comply_by}; a late fee is the "
        "employer's alone.",
    )


def _called(employer: Employer) -> Words:
    return Words(employer.name, employer.name_en or employer.name)
