"""Home visits as work orders (REG 30): ordered, planned for a day and a person, made, with what was taken there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from siadmin.agency.models import Office, Region, User
from siadmin.agency.posts import Post
from siadmin.agency.selectors import reaches_of
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workdays import after_working_days
from siadmin.kernel.workflow import CHANGED_SINCE
from siadmin.matters.actions.moving import locked, saved, weighed
from siadmin.matters.actions.receiving import FACTS_STAND, Attached, attach
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Absence, Case, Visit, VisitOutcome
from siadmin.matters.rules import FACTS_OPEN, OPEN, VISIT, VisitAct, VisitState
from siadmin.matters.selectors.cases import facts_of, subject_of
from siadmin.matters.selectors.visits import VISIT_DAYS, visitors_for
from siadmin.matters.words import VISIT_ACTS, VISIT_STATES
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day

NOT_YOUR_VISIT = Reason(
    "not_your_visit",
    "此上门工单由{names}办理。",
    "This work order is for {names}.",
    "请其办理，或先改派。",
    "Ask them, or plan it for somebody else first.",
)
CANNOT_VISIT = Reason(
    "cannot_visit",
    "{name}不能承担此次上门：不在该地任经办岗位，或当日离岗，或是本人的事项。",
    "{name} cannot make this visit: no clerk of that place, away that day, or it is their own matter.",
    "可以选择：{others}。",
    "It can be: {others}.",
)
VISIT_IN_THE_PAST = Reason(
    "visit_in_the_past",
    "上门日期 {day} 已过。",
    "The day {day} is over.",
    "选择今天或以后的日期。",
    "Choose today or a later day.",
)
ALREADY_ORDERED = Reason(
    "visit_ordered_already",
    "此件已有未办结的上门工单。",
    "A visit is ordered for this case already.",
    "打开已有的工单。",
    "Open the one that is there.",
)
NO_CASE_FOR_PAPERS = Reason(
    "visit_without_a_case",
    "上门收取的材料须归入办件。",
    "Papers taken at home enter a case.",
    "先受理（办理方式选“上门服务”），再在此填写办件编号。",
    "Receive the case by way of “home visit” first, then name it here.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: what they want, why at home, by whom it came, where."""

    wish: str
    reason: str
    asked_by: str
    region: Region
    place: str
    phone: str = ""


@transaction.atomic
def order_visit(*, subject: str, asked: Asked, office: Office, case: Case | None, by: User, at: dt.datetime) -> Visit:
    """Order a visit to a person, by our number, for an open case or a wish told by phone. Raises ALREADY_ORDERED."""
    on = timezone.localdate(at)
    days = int(law_of_day(office.region, on).law(VISIT_DAYS).value)
    with refusing("visit_of_a_case_once", ALREADY_ORDERED()):
        visit = Visit.objects.create(
            number=opaque_number("V"),
            office=office,
            case=case,
            subject=subject,
            wish=asked.wish,
            reason=asked.reason,
            asked_by=asked.asked_by,
            region=asked.region,
            place=asked.place,
            phone=asked.phone or None,
            due_on=after_working_days(on, days, WorkCalendar()),
            ordered_by=by,
            ordered_at=at,
        )
    record(by=by, at=at, code="visit_ordered", subject_kind="visit", subject=visit.number,
           **({"case": case.number} if case else {}))  # fmt: skip
    return visit


@transaction.atomic
def plan_visit(
    *, visit_id: int, seen_version: int, to: User, on: dt.date, from_time: dt.time, until_time: dt.time, by: User,
    at: dt.datetime,
) -> Visit:  # fmt: skip
    """Who goes, on which day, between which hours; again for another. Raises CANNOT_VISIT, VISIT_IN_THE_PAST."""
    visit = _taken(visit_id, seen_version, VisitAct.PLAN, by, at)
    if on < timezone.localdate(at):
        raise VISIT_IN_THE_PAST(day=on)
    able = visitors_for(visit, on)
    if to not in able:
        raise CANNOT_VISIT(name=to.display_name, others="、".join(each.display_name for each in able) or "—")
    visit.planned_on, visit.from_time, visit.until_time, visit.assigned_to = on, from_time, until_time, to
    visit.state = VisitState.PLANNED
    record(by=by, at=at, code="visit_planned", subject_kind="visit", subject=visit.number, user=to.display_name,
           on=str(on))  # fmt: skip
    return _kept(visit)


@transaction.atomic
def report_visit(
    *, visit_id: int, seen_version: int, outcome: str, note: str, case: Case | None = None,
    papers: Iterable[Attached] = (), by: User, at: dt.datetime,
) -> Visit:  # fmt: skip
    """What came of it, by whoever went; papers taken there enter the case, which more than the visitor decide.

    Raises NOT_YOUR_VISIT, NO_CASE_FOR_PAPERS, FACTS_STAND, NOT_A_PAPER.
    """
    missed = outcome == VisitOutcome.NOT_MET
    visit = _taken(visit_id, seen_version, VisitAct.MISS if missed else VisitAct.FINISH, by, at)
    visit.tries += 1
    visit.outcome, visit.note = outcome, note or None
    visit.case = visit.case or case
    if missed:
        visit.state, visit.planned_on, visit.assigned_to = VisitState.ASKED, None, None
        visit.from_time = visit.until_time = None
    else:
        visit.state, visit.visited_by, visit.visited_at = VisitState.DONE, by, at
    record(by=by, at=at, code="visit_reported", subject_kind="visit", subject=visit.number, result=outcome)
    kept = _kept(visit)
    if not missed:
        _entered(kept, outcome, list(papers), by, at)
    return kept


def _entered(visit: Visit, outcome: str, papers: list[Attached], by: User, at: dt.datetime) -> None:
    if visit.case_id is None:
        if outcome == VisitOutcome.PAPERS_TAKEN or papers:
            raise NO_CASE_FOR_PAPERS()
        return
    case = locked(visit.case_id)
    if papers and case.state not in FACTS_OPEN:
        raise FACTS_STAND()
    matter = matter_of(case.matter)
    for paper in papers:
        attach(case, matter, paper, by, at)
    if case.state in OPEN:
        weighed(case, matter, facts_of(case), subject_of(case), timezone.localdate(at))
        saved(case)


@transaction.atomic
def cancel_visit(*, visit_id: int, seen_version: int, by: User, at: dt.datetime, reason: str) -> Visit:
    """Nobody has to go: the person came, or does not want it."""
    visit = _taken(visit_id, seen_version, VisitAct.CANCEL, by, at)
    visit.state, visit.note = VisitState.CANCELLED, reason
    record(by=by, at=at, code="visit_cancelled", subject_kind="visit", subject=visit.number, reason=reason)
    return _kept(visit)


def hand_visits_over(absence: Absence, *, at: dt.datetime) -> int:
    """Visits planned for days somebody is away: to the deputy where they can go, else to be planned anew.

    Locked as they are read: one that is being reported stays as it was reported.
    """
    planned = Visit.objects.select_for_update(of=("self",)).filter(
        assigned_to=absence.user_id, state=VisitState.PLANNED, planned_on__gte=absence.starts_on,
        planned_on__lt=absence.ends_before,
    )  # fmt: skip
    moved = 0
    for visit in planned.select_related("region", "office").order_by("pk"):
        assert visit.planned_on is not None
        deputy = absence.deputy if absence.deputy in visitors_for(visit, visit.planned_on) else None
        visit.assigned_to = deputy
        if deputy is None:
            visit.state, visit.planned_on, visit.from_time, visit.until_time = VisitState.ASKED, None, None, None
        _kept(visit)
        record(by=None, at=at, code="visit_planned", subject_kind="visit", subject=visit.number, reason="离岗代办",
               user=deputy.display_name if deputy else "")  # fmt: skip
        moved += 1
    return moved


def _taken(visit_id: int, seen_version: int, act: str, by: User, at: dt.datetime) -> Visit:
    """The work order under a lock, for an act its actor may do. Raises CHANGED_SINCE, WRONG_STATE, NOT_YOUR_VISIT."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("office__region", "region").get(pk=visit_id)
    if visit.version != seen_version:
        raise CHANGED_SINCE()
    possible = {arrow.name: arrow for arrow in VISIT.possible(visit.state)}
    if act not in possible:
        VISIT.check(str(VISIT_ACTS[act]), state=str(VISIT_STATES[visit.state]), actor=by.eyes)
    if possible[act].post:
        theirs = any(
            reach.post == Post.CLERK and reach.line == visit.office.line
            and visit.office.region.path.startswith(reach.path)
            for reach in reaches_of(by, on=timezone.localdate(at))
        )  # fmt: skip
    else:
        theirs = visit.assigned_to_id == by.pk
    if not theirs:
        raise NOT_YOUR_VISIT(names=visit.assigned_to.display_name if visit.assigned_to else visit.office.name_zh)
    return visit


def _kept(visit: Visit) -> Visit:
    visit.version += 1
    visit.save()
    return visit
