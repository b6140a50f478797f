"""What every act on a case does: lock it, compare the version seen, ask whether its actor may, leave a step."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from siadmin.agency.models import User
from siadmin.agency.trail import refusals_recorded
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE
from siadmin.matters.agents import acting_in
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case, Step
from siadmin.matters.rules import CASE, Act, State, due_on, stopped_days
from siadmin.matters.selectors.cases import seen_at_home, signers_of, stops_of
from siadmin.matters.selectors.permits import why_not
from siadmin.matters.selectors.terms import terms_of
from siadmin.matters.subjects import Subject
from siadmin.policy.calendar import WorkCalendar

STANDS_AGAINST = Reason(
    "matter_stands_against",
    "现在不能办理“{matter_zh}”：{what_zh}。",
    "“{matter_en}” cannot be done now: {what_en}.",
    "逐项了结后再办理；各项在何处办理见本页。",
    "Clear each of them first; this page says where.",
)
# What a case is stays as it was received; sealed anew it would not be the same text.
_STAYING = {
    "id", "number", "matter", "office", "subject_kind", "subject", "channel", "applied_by", "agent", "agent_number",
    "mandate", "received_by", "received_at",
}  # fmt: skip
_CHANGING = [field.name for field in Case._meta.concrete_fields if field.name not in _STAYING]


def _of_a_case(case_id: int) -> tuple[str, str]:
    return "case", Case.objects.values_list("number", flat=True).get(pk=case_id)


on_record = refusals_recorded(_of_a_case, by="case_id")


def taken(case_id: int, seen_version: int, act: str, by: User, at: dt.datetime) -> Case:
    """The case under a lock, for an act its actor may do. Raises CHANGED_SINCE and what `why_not` answers."""
    case = locked(case_id)
    if case.version != seen_version:
        raise CHANGED_SINCE()
    if refusal := why_not(case, act, by, timezone.localdate(at)):
        raise refusal
    return case


def locked(case_id: int) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("office__region", "assigned_to").get(pk=case_id)


def moved(case: Case, act: Act, by: User, at: dt.datetime, reason: str = "") -> Step:
    """Follow an arrow of the workflow and leave its step; the caller saves the case."""
    actors = {step.act: step.person for step in signers_of(case)}
    arrow = CASE.check(act, state=case.state, actor=by.eyes, actors=actors)
    step = noted(case, act, by, at, reason, state=arrow.target)
    case.state = State(arrow.target)
    return step


def noted(case: Case, act: Act, by: User | None, at: dt.datetime, reason: str = "", state: str = "") -> Step:
    """One line of the record of handling (REG 38)."""
    return Step.objects.create(
        case=case,
        round=case.round,
        act=act,
        by=by,
        eyes=by.eyes if by else "",
        at=at,
        reason=reason,
        facts_version=case.facts_version,
        state=state or case.state,
    )


def by_agent(case: Case, by: User, on: dt.date) -> dict[str, str]:
    """For the trail: by which agent's mandate an account acted in a case, if it did (REG 30, 38)."""
    agent = acting_in(by, case.subject_kind, case.subject, case.matter, on)
    return {"agent": agent.number, "mandate": agent.mandate} if agent else {}


def saved(case: Case) -> Case:
    """Every act raises the version, so that nobody acts on what they did not see."""
    case.version += 1
    case.save(update_fields=_CHANGING)
    return case


def examined(matter: Matter, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
    """Raises STANDS_AGAINST, naming everything, and what the matter's own check refuses."""
    if obstacles := matter.against(subject, on):
        said = [obstacle.said for obstacle in obstacles]
        raise STANDS_AGAINST(
            matter_zh=matter.title.zh,
            matter_en=matter.title.en,
            what_zh="；".join(each.zh.rstrip("。") for each in said),
            what_en="; ".join(each.en.rstrip(".") for each in said),
        )
    matter.check(facts, subject, on)


def weighed(case: Case, matter: Matter, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
    """Look up again how risky it is and how many people must sign, by the law of the day it was received.

    Their number never falls.
    """
    case.risk = matter.risk_of(case, facts, subject, on)
    assert case.risk in matter.risks, f"{matter.code} has no {case.risk} risk"
    terms = terms_of(matter, case.region, timezone.localdate(case.received_at))
    case.hands = max(case.hands or 0, terms.hands_for(case.risk), terms.hands_at_home if seen_at_home(case) else 0)


def counted(case: Case, calendar: WorkCalendar) -> None:
    """Count the due day from the calendar as it is, leaving out the days on which the clock stood."""
    stops = stops_of(case) if case.pk else []
    case.stopped_days = stopped_days(stops, calendar, case.limit_unit)
    case.due_on = due_on(case.counted_from, case.limit_days, stops, calendar, case.limit_unit)
    case.calendar_is_provisional = calendar.is_provisional(case.due_on)


def ended(case: Case, at: dt.datetime, reason: str) -> None:
    """Decided: nobody has it in hand, no clock stands."""
    case.decided_at, case.reason, case.assigned_to = at, reason, None
    case.stopped_on, case.stopped_because, case.stopped_law = None, "", ""
