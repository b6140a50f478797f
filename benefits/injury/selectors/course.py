"""The course of an injury for people to read: applied for, answered, decided, appraised, benefits granted and ended."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from benefits.claims.models import Decision, GrantedOnce
from benefits.claims.schemes import scheme_of
from benefits.injury.models import Application, Appraisal, Injury, PaidLeave
from benefits.injury.rules.appraising import KIND_WORDS
from benefits.injury.rules.grounds import APPLICANT_WORDS, GROUND_WORDS, OUTCOME_WORDS
from benefits.injury.rules.leave import KIND_WORDS as LEAVE_WORDS
from benefits.injury.selectors.certified import injuries_at
from benefits.injury.selectors.leaving import Leave, leave_of
from benefits.injury.words import grade_words
from benefits.payments.models import Entitlement
from benefits.payments.words import ENDINGS
from enrollment.registry.models import Employer
from enrollment.registry.records import records_of
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

LOOKERS = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
_RELATED = ("person", "employer", "region", "case", "statement__case", "certification__injury", "certification__case")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, and the case by which it did."""

    on: dt.date
    what: Words
    more: Words | None = None
    case: str = ""


def applications_seen_by(viewer: Viewer, *, waiting: bool = False) -> QuerySet[Application]:
    """For staff of the line: of their places, those that wait first, the newest first."""
    within = viewer.holding(LOOKERS).in_line(Line.HRSS).region_filter("region")
    found = Application.objects.filter(within).select_related(*_RELATED)
    if waiting:
        found = found.filter(certification__isnull=True)
    return found.order_by(F("certification").desc(nulls_first=True), "-pk")


def course_of(application: Application) -> list[Event]:
    """In the order of days."""
    applied = Words(f"{APPLICANT_WORDS[application.applicant].zh}申请工伤认定", "Applied for")
    events = [
        Event(application.happened_on, Words("受伤", "Injured"), GROUND_WORDS[application.ground]),
        Event(application.applied_on, applied, None, application.case.number),
    ]
    if hasattr(application, "statement"):
        said = application.statement
        what = Words("单位举证", "The employer was heard")
        more = Words("无异议", "it agrees") if said.agrees else Words("有异议", "it does not agree")
        events.append(Event(timezone.localdate(said.made_at), what, more, said.case.number))
    if hasattr(application, "certification"):
        decided = application.certification
        on, what = timezone.localdate(decided.decided_at), OUTCOME_WORDS[decided.outcome]
        events.append(Event(on, what, GROUND_WORDS[decided.ground], decided.case.number))
        if hasattr(decided, "injury"):
            events += _since(decided.injury)
    return sorted(events, key=lambda each: each.on)


def _since(injury: Injury) -> list[Event]:
    events = [_appraised(each) for each in injury.appraisals.select_related("case").order_by("pk")]
    events += [_left(each) for each in injury.leaves.select_related("case").order_by("pk")]
    again = Words("工伤复发，重新治疗", "Broke out again, and is treated")
    events += [
        Event(each.starts_on, again, None, each.case.number) for each in injury.recurrences.select_related("case")
    ]
    for put in _granted_for(injury):
        on = timezone.localdate(put.decision.decided_at)
        case = put.decision.claim.case.number
        events.append(Event(on, scheme_of(put.scheme).title, None, case))
        for end in put.endings.select_related("case").order_by("pk"):
            what = Words("{what}：{title}", "{title}: {what}").filled(
                what=ENDINGS[end.kind], title=scheme_of(put.scheme).title
            )
            events.append(Event(timezone.localdate(end.decided_at), what, None, end.case.number))
    return events


def _appraised(appraisal: Appraisal) -> Event:
    more = Words(f"{appraisal.final_from} 起生效", f"final from {appraisal.final_from} on")
    what = Words("{kind}：{grade}", "{kind}: {grade}").filled(
        kind=KIND_WORDS[appraisal.kind], grade=grade_words(appraisal.grade)
    )
    return Event(appraisal.concluded_on, what, more, appraisal.case.number)


def _left(leave: PaidLeave) -> Event:
    last = leave.ends_before - dt.timedelta(days=1)
    more = Words(f"到 {last} 为止，由用人单位支付原工资", f"until {last}: the employer pays the own pay")
    return Event(leave.starts_on, LEAVE_WORDS[leave.kind], more, leave.case.number)


def _granted_for(injury: Injury) -> list[Entitlement]:
    """What its person draws of the injury fund's place, and what survivors were granted because of it."""
    once = GrantedOnce.objects.filter(Q(of=injury.number) | Q(of__startswith=f"{injury.number}:"))
    decisions = Decision.objects.filter(granted_once__in=once)
    found = Entitlement.objects.filter(
        Q(decision__in=decisions)
        | Q(person__in=records_of(injury.person_id), insurance=Insurance.INJURY, region=injury.region_id)
    )
    return list(found.select_related("decision__claim__case").distinct().order_by("pk"))


def injuries_seen_at(employer: Employer) -> list[tuple[Injury, Leave | None, Words]]:
    """For the employer: its people's injuries, the leave it pays, and what it owes besides."""
    return [(each, leave_of(each), own_costs(each)) for each in injuries_at(employer)]


def own_costs(injury: Injury) -> Words:
    """Who pays what the law has somebody pay: of who was not insured the employer does (WIR 62)."""
    if not injury.was_insured:
        return Words(
            "受伤时未参保：各项工伤待遇由单位按规定支付（工伤保险条例第62条）",
            "not insured by that day: the employer pays what the fund would pay (WIR 62)",
        )
    return Words(
        "单位支付停工留薪期工资和护理，五级、六级伤残津贴，一次性伤残就业补助金；其余由基金支付（社会保险法第39条）",
        "the employer pays the leave and nursing in it, allowances of grades 5 and 6, and the employment lump (SIL 39)",
    )
