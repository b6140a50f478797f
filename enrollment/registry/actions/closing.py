"""An employer's registration is cancelled once nothing stands against it (REG 10), and opened again by a decision."""

import datetime as dt
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils import timezone

from enrollment.registry.actions.corrections import REGISTRATION_CANCELLED
from enrollment.registry.actions.registering import EMPLOYER_KNOWN, lock_employer
from enrollment.registry.actions.tying import end_delegate
from enrollment.registry.clearance import CANCELLED, CLEARANCE, content_of
from enrollment.registry.models import Closing, Delegate, Employer
from enrollment.registry.protocols import against_closing
from siadmin.agency.models import Office, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason
from siadmin.letters.actions import issue, revoke, send
from siadmin.letters.models import Language, RecipientKind
from siadmin.letters.protocols import Recipient

LAST_DAY_IMPOSSIBLE = Reason(
    "employer_last_day_impossible",
    "{name}的注销日期须在登记日期 {registered_on} 与今天之间。",
    "{name} ends between the day it was registered, {registered_on}, and today.",
    "核对终止的日期；将来终止的，到时再办。",
    "Check the day it ended; what ends later is cancelled then.",
)
EMPLOYER_NOT_CLEAR = Reason(
    "employer_not_clear",
    "{name}截至 {day} 还不能注销：{what_zh}。",
    "{name} cannot be cancelled as of {day}: {what_en}.",
    "先结清、办结，再申请注销。",
    "Pay and settle these first, then apply.",
)
NOT_CANCELLED = Reason(
    "employer_not_cancelled",
    "{name}的登记没有注销，无需恢复。",
    "The registration of {name} is not cancelled; there is nothing to open again.",
    "核对是否选对了单位。",
    "Check whether this is the right employer.",
)


@dataclass(frozen=True, slots=True)
class Ending:
    """What is decided of an employer that ends: its last day, why, by which document, in which case."""

    last_day: dt.date
    ground: str
    decision: str
    case: str


def check_closing(employer: Employer, last_day: dt.date, today: dt.date) -> None:
    """Raises REGISTRATION_CANCELLED, LAST_DAY_IMPOSSIBLE, EMPLOYER_NOT_CLEAR with all that stands against it."""
    if employer.cancelled_on is not None:
        raise REGISTRATION_CANCELLED(name=employer.name, day=employer.cancelled_on)
    if not employer.registered_on <= last_day <= today:
        raise LAST_DAY_IMPOSSIBLE(name=employer.name, registered_on=employer.registered_on)
    if obstacles := against_closing.all(employer, last_day):
        said = [obstacle.said for obstacle in obstacles]
        raise EMPLOYER_NOT_CLEAR(
            name=employer.name,
            day=last_day,
            what_zh="；".join(each.zh for each in said),
            what_en="; ".join(each.en for each in said),
        )


@transaction.atomic
def close_employer(
    *, employer: Employer, ending: Ending, office: Office, by: User, at: dt.datetime, reason: str
) -> Closing:
    """Cancel the registration and certify that nothing is owed. Who acts for it does so to the end of today.

    The database refuses it while money is owed or waits or somebody is employed, and new people and bills after it.
    Raises what `check_closing` refuses.
    """
    kept, today = lock_employer(employer), timezone.localdate(at)
    check_closing(kept, ending.last_day, today)
    certificate, _ = issue(
        kind=CLEARANCE,
        office=office,
        subject=Recipient(RecipientKind.EMPLOYER, kept.number),
        content=content_of(
            kept, last_day=ending.last_day, ground=ending.ground, decision=ending.decision, case=ending.case, on=today
        ),
        figures={"as_of_on": today, "cancelled_on": ending.last_day, "owed_fen": 0},
        language=Language.BOTH,
        by=by,
        at=at,
        today=today,
        holder=kept.name,
        key=ending.case,
    )
    closing = Closing.objects.create(
        employer=kept, last_day=ending.last_day, ground=ending.ground, decision=ending.decision, case=ending.case,
        closed_at=at, certificate=certificate,
    )  # fmt: skip
    kept.cancelled_on = ending.last_day
    with pghistory.context(actor=by.pk, reason=reason):
        kept.save(update_fields=["cancelled_on"])
    _end_delegates(kept, today + dt.timedelta(days=1), by, at, reason)
    record(
        by=by, at=at, code="employer_cancelled", subject_kind="employer", subject=kept.number, reason=reason,
        on=str(ending.last_day), letter=certificate.number,
    )  # fmt: skip
    send(
        CANCELLED,
        to=Recipient(RecipientKind.EMPLOYER, kept.number),
        at=at,
        values={"cancelled_on": ending.last_day, "until_on": today},
        issued=certificate,
        key=ending.case,
    )
    return closing


def _end_delegates(employer: Employer, on: dt.date, by: User, at: dt.datetime, reason: str) -> None:
    acting = Delegate.objects.filter(employer=employer, ends_before__isnull=True).select_related("user")
    for delegate in acting.order_by("pk"):
        end_delegate(employer=employer, user=delegate.user, on=on, by=by, at=at, reason=reason)


@transaction.atomic
def reopen_employer(*, employer: Employer, case: str, by: User, at: dt.datetime, reason: str) -> Closing:
    """The cancellation is undone by a decision; its certificate is revoked, delegates are appointed anew.

    Raises NOT_CANCELLED, EMPLOYER_KNOWN where another is registered under its code since.
    """
    kept = lock_employer(employer)
    closing = kept.closings.filter(reopened_at__isnull=True).first()
    if closing is None:
        raise NOT_CANCELLED(name=kept.name)
    closing.reopened_at, closing.reopened_case = at, case
    closing.save(update_fields=["reopened_at", "reopened_case"])
    kept.cancelled_on = None
    with (
        pghistory.context(actor=by.pk, reason=reason),
        refusing("employer_code_once", EMPLOYER_KNOWN(code=kept.credit_code)),
    ):
        kept.save(update_fields=["cancelled_on"])
    revoke(issued_id=closing.certificate_id, by=by, at=at, reason=reason)
    record(by=by, at=at, code="employer_reopened", subject_kind="employer", subject=kept.number, reason=reason)
    return closing
