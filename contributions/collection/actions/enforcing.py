"""The ladder of SIL 63: one rung at a time, each with its article, its day, its letter and who took it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.collection.enforcement import RUNG_DAYS, letter_content, owed_by_line, owed_now, taken_rungs
from contributions.collection.letters import ENFORCEMENT_LETTERS
from contributions.collection.messages import GUARANTEE_DEMANDED, ORDERED_TO_PAY
from contributions.collection.models import Enforcement, EnforcementEnd, EnforcementStep
from contributions.collection.rules.ladder import RUNGS, Rung, may_take
from enrollment.registry.actions import lock_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import Office, Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workdays import after_calendar_days
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Issued, Language
from siadmin.letters.protocols import Recipient
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day

NOTHING_OVERDUE = Reason(
    "nothing_overdue",
    "{employer}没有到期未缴的保险费，无需追缴。",
    "{employer} is not past due with anything; there is nothing to collect.",
    "核对单位；未到期的账单等到期。",
    "Check the employer; bills that are not due yet are waited for.",
)
RUNG_NOT_THERE = Reason(
    "rung_not_there",
    "还不能“{step}”：前一步未作出，或其期限尚未届满，或这一步已经作出。",
    "“{step}” is not there yet: the step before it is missing, its day has not passed, or it was taken already.",
    "按追缴页面所列的下一步办理。",
    "Take the step that the collection page shows as the next.",
)
_TOLD = {Rung.ORDER_TO_PAY: ORDERED_TO_PAY, Rung.GUARANTEE_DEMAND: GUARANTEE_DEMANDED}


@transaction.atomic
def take_rung(
    *,
    employer: Employer,
    line: str,
    rung: Rung,
    office: Office,
    case_number: str,
    note: str,
    by: User,
    at: dt.datetime,
) -> EnforcementStep:
    """Take the next step against what an employer owes the funds of a line; its letter is issued with it.

    Raises NOTHING_OVERDUE, RUNG_NOT_THERE, NoLawInForce (the days a step gives are a dated value).
    """
    employer = lock_employer(employer)
    on = timezone.localdate(at)
    owed = owed_now(employer, line, on)
    if not owed.rows:
        raise NOTHING_OVERDUE(employer=employer.name)
    enforcement = Enforcement.objects.filter(employer=employer, line=line, ended_on=None).first()
    law = RUNGS[rung]
    if not may_take(rung, taken_rungs(enforcement), on):
        raise RUNG_NOT_THERE(step=law.title)
    if enforcement is None:
        enforcement = Enforcement.objects.create(
            number=opaque_number("E"), employer=employer, region=employer.pooling_region, line=line, opened_at=at
        )
    days = int(law_of_day(employer.pooling_region, on).law(RUNG_DAYS, rung).value)
    due_on = after_calendar_days(on, days, WorkCalendar())
    letter = _letter(rung, enforcement, office, letter_content(employer, rung, owed, due_on, note), by, at)
    with refusing("ladder_is_not_jumped", RUNG_NOT_THERE(step=law.title)):
        step = EnforcementStep.objects.create(
            enforcement=enforcement, rung=rung, taken_on=on, due_on=due_on, article=law.article.zh,
            owed_fen=owed.open_fen, late_fee_fen=owed.fee_fen, letter=letter, case_id=case_number, by=by, at=at,
            note=note[:300],
        )  # fmt: skip
    record(
        by=by, at=at, code="enforcement_step_taken", subject_kind="employer", subject=employer.number, reason=note,
        rung=str(rung), enforcement=enforcement.number, due_on=str(due_on), owed_fen=owed.open_fen,
    )  # fmt: skip
    if rung in _TOLD:
        send(
            _TOLD[rung], to=Recipient("employer", employer.number), at=at, issued=letter,
            values={"owed_fen": owed.open_fen, "late_fee_fen": owed.fee_fen, "due_on": str(due_on)},
            page=("employer_bills", employer.number), key=f"{enforcement.number}:{rung}",
        )  # fmt: skip
    return step


def _letter(
    rung: Rung, enforcement: Enforcement, office: Office, content: dict[str, Any], by: User, at: dt.datetime
) -> Issued:
    employer = enforcement.employer
    issued, _ = issue(
        kind=ENFORCEMENT_LETTERS[rung],
        office=office,
        subject=Recipient("employer", employer.number),
        content=content,
        figures={name: content[name] for name in ("owed_fen", "late_fee_fen", "due_on")},
        language=Language.BOTH,
        by=by,
        at=at,
        today=timezone.localdate(at),
        holder=employer.name,
        to=content["to"],
        key=f"{enforcement.number}:{rung}",
    )
    return issued


def end_what_is_paid(*, region: Region, first: int, last: int, at: dt.datetime) -> int:
    """Whoever owes nothing past due any more, principal and late fee, leaves the ladder; returns how many."""
    on = timezone.localdate(at)
    standing = Enforcement.objects.filter(region=region, employer__gte=first, employer__lte=last, ended_on=None)
    bills = Bill.objects.filter(region=region, employer__in=standing.values("employer"))
    owing = owed_by_line(bills, on)
    paid = [
        each
        for each in standing.select_related("employer").order_by("pk")
        if (each.employer_id, each.line) not in owing
    ]
    for enforcement in paid:
        _end(enforcement, EnforcementEnd.PAID, None, at)
    return len(paid)


def end_for_deferral(*, employer: Employer, line: str, by: User, at: dt.datetime) -> None:
    """A guarantee was given and payment agreed for later: the ladder ends (SIL 63)."""
    on = timezone.localdate(at)
    for enforcement in Enforcement.objects.filter(employer=employer, line=line, ended_on=None):
        if not owed_now(employer, line, on).rows:
            _end(enforcement, EnforcementEnd.DEFERRED, by, at)


def _end(enforcement: Enforcement, because: EnforcementEnd, by: User | None, at: dt.datetime) -> None:
    enforcement.ended_on, enforcement.ended_because = timezone.localdate(at), because
    enforcement.save(update_fields=["ended_on", "ended_because"])
    record(
        by=by, at=at, code="enforcement_ended", subject_kind="employer", subject=enforcement.employer.number,
        enforcement=enforcement.number, because=because.value,
    )  # fmt: skip
