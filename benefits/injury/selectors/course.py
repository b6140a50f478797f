"""The course of an injury for people to read: applied for, answered, decided, appraised, benefits granted and ended."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from benefits.claims.models import Decision, GrantedOnce
from benefits.claims.schemes import scheme_of
from benefits.injury.models import Application, Appraisal, Injury
from benefits.injury.rules.appraising import KIND_WORDS
from benefits.injury.rules.grounds import APPLICANT_WORDS, GROUND_WORDS, OUTCOME_WORDS
from benefits.injury.words import grade_words
from benefits.payments.models import Entitlement
from benefits.payments.words import ENDINGS
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


def _granted_for(injury: Injury) -> list[Entitlement]:
    """What its person draws of the injury fund's place, and what survivors were granted because of it."""
    once = GrantedOnce.objects.filter(Q(of=injury.number) | Q(of__startswith=f"{injury.number}:"))
    decisions = Decision.objects.filter(granted_once__in=once)
    found = Entitlement.objects.filter(
        Q(decision__in=decisions)
        | Q(person__in=records_of(injury.person_id), insurance=Insurance.INJURY, region=injury.region_id)
    )
    return list(found.select_related("decision__claim__case").distinct().order_by("pk"))
