"""Where comparison and self-service have not answered: an office is entrusted, or a clerk goes there (REG 26, 30).

What is found there informs the case of two that keeps or stops the benefit; it decides nothing, and nobody
is asked to come.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from benefits.payments.actions.suspecting import SUSPICION_ANSWERED, locked_suspicion
from benefits.payments.models import Entrustment, Suspicion, Verification
from benefits.payments.rules.entrusting import WAY_WORDS, Finding, Way
from benefits.payments.selectors.entrusted import candidates, offices_for, theirs
from benefits.payments.selectors.permits import why_own
from benefits.payments.selectors.persons import name_of
from benefits.payments.words import ENTRUSTED_TEXT
from siadmin.agency.models import Document, Office, User
from siadmin.agency.trail import record
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.workdays import after_working_days
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day

DAYS = "payments.entrust_days"
SELF_SERVICE_FIRST = Reason(
    "entrustment_before_self_service",
    "尚未请本人自助确认，或者确认期限未到。",
    "The person was not asked to confirm yet, or still has time to.",
    "先请本人确认；高龄、残疾、不会用手机等情形可以直接委托或者上门，写明原因。",
    "Ask the person first; who is of great age, disabled or has no phone may be visited at once: say why.",
)
ENTRUSTED_ALREADY = Reason(
    "entrusted_already",
    "已交{name}核实，期限 {day}。",
    "{name} looks into it already, until {day}.",
    "等待核实结果；逾期的可以另行委托。",
    "Wait for what they find; once overdue it may be given to others.",
)
NOT_ENTRUSTED_THERE = Reason(
    "entrusted_to_nobody_there",
    "不能交给{name}：不是该险种的经办机构，不在当地任经办岗位，或者是本人的待遇。",
    "It cannot be {name}: no office of this line there, no clerk of that place, or it is their own benefit.",
    "从名单中选择。",
    "Choose from the list.",
)
NOT_YOURS_TO_REPORT = Reason(
    "entrustment_not_yours",
    "此项由{name}登记核实情况。",
    "What was found is reported by {name}.",
    "请其登记；逾期的可以另行委托。",
    "Ask them; once overdue it may be given to others.",
)
REPORTED_ALREADY = Reason(
    "entrustment_reported_already",
    "核实情况已由 {name} 登记。",
    "{name} has reported it already.",
    "刷新页面查看。",
    "Reload the page.",
)
VISITED_WHEN = Reason(
    "entrustment_visited_when",
    "核实日期 {day} 早于委托之日，或者晚于今天。",
    "The day {day} lies before it was asked for, or has not come yet.",
    "核对核实日期。",
    "Check the day on which it was looked into.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: when, in a word and in a sentence, what the person said to it, and a paper if there is one."""

    visited_on: dt.date
    finding: str
    found: str
    statement: str = ""
    document: Document | None = None


@transaction.atomic
def entrust(
    *, suspicion_id: int, office: Office, by: User, at: dt.datetime, visitor: User | None = None, partner: str = "",
    directly: str = "",
) -> Entrustment:  # fmt: skip
    """An office looks into it until a day of the place's days, by its own means; or a clerk of it goes there.

    Raises SELF_SERVICE_FIRST, ENTRUSTED_ALREADY, NOT_ENTRUSTED_THERE, NoLawInForce and as `locked_suspicion`.
    """
    suspicion = locked_suspicion(suspicion_id, by, at)
    today = timezone.localdate(at)
    if refusal := _why_not_entrust(suspicion, office, visitor, directly, today):
        raise refusal
    _taken_back(suspicion, by, at, today)
    entitlement = suspicion.entitlement
    law = law_of_day(entitlement.region, today).law(DAYS)
    made = Entrustment.objects.create(
        suspicion=suspicion, way=Way.VISITED if visitor else Way.ENTRUSTED, office=office, visitor=visitor,
        partner=partner, directly=directly, asked_by=by, asked_at=at, law=law.source[:300],
        due_on=after_working_days(today, int(law.value), WorkCalendar()),
    )  # fmt: skip
    number = entitlement.person.number
    record(
        by=by, at=at, code="verification_entrusted", subject_kind="person", subject=number, way=made.way,
        entitlement=entitlement.number, office=office.name_zh, kind=suspicion.kind, due_on=str(made.due_on),
        **({"user": visitor.display_name} if visitor else {}),
    )  # fmt: skip
    send(
        ENTRUSTED_TEXT, to=Recipient(RecipientKind.PERSON, number), at=at, page=("citizen_benefits",),
        values={
            "benefit": name_of(entitlement), "how": WAY_WORDS[made.way], "who": Words(office.name_zh, office.name_en),
            "due_on": made.due_on,
        },
        key=f"entrustment:{made.pk}",
    )  # fmt: skip
    return made


def _why_not_entrust(
    suspicion: Suspicion, office: Office, visitor: User | None, directly: str, today: dt.date
) -> Refusal | None:
    asked = Verification.objects.filter(suspicion=suspicion).first()
    is_over = asked is not None and (asked.answered_at or asked.visit_wished_at or asked.due_on < today)
    if not directly and not is_over:
        return SELF_SERVICE_FIRST()
    for standing in suspicion.entrustments.filter(reported_at__isnull=True, due_on__gte=today):
        return ENTRUSTED_ALREADY(name=_whose(standing), day=standing.due_on)
    if visitor is not None:
        if (visitor, office) not in candidates(suspicion.entitlement, today):
            return NOT_ENTRUSTED_THERE(name=visitor.display_name)
    elif office not in offices_for(suspicion.entitlement):
        return NOT_ENTRUSTED_THERE(name=office.name_zh)
    return None


def _taken_back(suspicion: Suspicion, by: User, at: dt.datetime, today: dt.date) -> None:
    """What is overdue is closed without a finding, before another has it."""
    for late in suspicion.entrustments.select_for_update().filter(reported_at__isnull=True, due_on__lt=today):
        late.finding = late.found = Finding.TAKEN_BACK
        late.reported_by, late.reported_at = by, at
        late.save(update_fields=["finding", "found", "reported_by", "reported_at"])


def _whose(entrustment: Entrustment) -> str:
    return entrustment.visitor.display_name if entrustment.visitor else entrustment.office.name_zh


@transaction.atomic
def report_entrustment(*, entrustment_id: int, report: Report, by: User, at: dt.datetime) -> Entrustment:
    """Whoever went there, or a clerk of the office, says what was found.

    Raises NOT_YOURS_TO_REPORT, REPORTED_ALREADY, SUSPICION_ANSWERED, VISITED_WHEN, OWN_BENEFIT.
    """
    found = Entrustment.objects.select_for_update(of=("self",))
    related = "suspicion__entitlement__person", "suspicion__closed_by", "office__region", "visitor", "reported_by"
    made = found.select_related(*related).get(pk=entrustment_id)
    entitlement, today = made.suspicion.entitlement, timezone.localdate(at)
    if not theirs(made, by, today):
        raise NOT_YOURS_TO_REPORT(name=_whose(made))
    if refusal := why_own(entitlement.person, by):
        raise refusal
    if made.reported_by is not None:
        raise REPORTED_ALREADY(name=made.reported_by.display_name)
    if made.suspicion.closed_by is not None:
        raise SUSPICION_ANSWERED(name=made.suspicion.closed_by.display_name)
    if not timezone.localdate(made.asked_at) <= report.visited_on <= today:
        raise VISITED_WHEN(day=report.visited_on)
    made.visited_on, made.finding, made.found = report.visited_on, report.finding, report.found
    made.statement, made.document = report.statement or None, report.document
    made.reported_by, made.reported_at = by, at
    made.save()
    record(
        by=by, at=at, code="verification_reported", subject_kind="person", subject=entitlement.person.number,
        entitlement=entitlement.number, way=made.way, result=report.finding, reason=report.found,
    )  # fmt: skip
    return made
