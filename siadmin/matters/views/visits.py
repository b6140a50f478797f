"""Home visits: the list with what is late, one work order, its printed sheet; ordering, planning, reporting it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import acting, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.models import Office
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions, subjects
from siadmin.matters.catalogue import matter_of
from siadmin.matters.forms import OutcomeForm, PapersForm, PlanForm, ReasonForm, VisitForm
from siadmin.matters.models import Case, Visit
from siadmin.matters.rules import OPEN, VISIT_OPEN, VisitState
from siadmin.matters.selectors.cases import LOOKING, cases_seen_by
from siadmin.matters.selectors.visits import LATE, TODAY, open_visits, visitors_for, visits_seen_by
from siadmin.matters.subjects import Subject
from siadmin.matters.views.papers import attached
from siadmin.matters.words import ASKED_BY, VISIT_KINDS, VISIT_OUTCOMES, VISIT_REASONS, VISIT_STATES

A_PAGE = 50


@staff(*LOOKING)
@reads
def visits(request: HttpRequest) -> HttpResponse:
    """What is late, whom one visits today, what is to be planned; what was done lately."""
    viewer, today = acting(request), timezone.localdate()
    waiting = open_visits(viewer, today)
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    done = visits_seen_by(viewer).exclude(state__in=VISIT_OPEN).order_by("-ordered_at", "-pk")[:A_PAGE]
    shown = {
        "page": page,
        "rows": _rows(list(page)),
        "done": _rows(list(done)),
        "late": waiting.filter(group=LATE).count(),
        "today_count": waiting.filter(group=TODAY).count(),
        "mine": waiting.filter(assigned_to=viewer.user).count(),
        "count": waiting.count(),
        "today": today,
    }
    return render(request, "matters/visits.html", shown)


def _rows(found: list[Visit]) -> list[dict[str, Any]]:
    people = subjects.find("person", {each.subject for each in found})
    return [
        {
            "visit": each,
            "person": people.get(each.subject),
            "state": VISIT_STATES[each.state],
            "kind": VISIT_KINDS[each.state],
            "outcome": VISIT_OUTCOMES.get(each.outcome),
            "is_late": getattr(each, "group", None) == LATE,
        }
        for each in found
    ]


def _whom(request: HttpRequest, number: str) -> tuple[Subject, Case | None]:
    """The person as far as this clerk may see them, and the open case a visit is for, if one is named."""
    subject = subjects.seen_by(acting(request), "person", number)
    if subject is None:
        raise Http404
    wanted = request.GET.get("case", "")
    seen = cases_seen_by(acting(request)).filter(subject_kind="person", subject__in=subject.numbers, state__in=OPEN)
    return subject, get_object_or_404(seen, number=wanted) if wanted else None


def _order_page(
    request: HttpRequest, subject: Subject, case: Case | None, form: VisitForm, status: int = 200, **more: Any
) -> HttpResponse:
    shown = {"subject": subject, "case": case, "form": form, "title": matter_of(case.matter).title if case else ""}
    return render(request, "matters/visit_order.html", shown | more, status=status)


@staff(Post.CLERK)
@reads
def visit_start(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody cannot come: what do they want, and where are they?"""
    subject, case = _whom(request, number)
    wish = {"wish": str(matter_of(case.matter).title)} if case else {}
    return _order_page(request, subject, case, VisitForm(subject.region, initial=wish))


@staff(Post.CLERK)
@writes
def visit_order(request: HttpRequest, number: str) -> HttpResponse:
    """The work order stands from now on; whoever plans it sees by when."""
    subject, case = _whom(request, number)
    form = VisitForm(subject.region, request.POST)
    if not form.is_valid():
        return _order_page(request, subject, case, form, 422)
    reach = max(acting(request).reaches, key=lambda each: (subject.region.path.startswith(each.path), len(each.path)))
    office = case.office if case else Office.objects.get(region=reach.region_code, line=reach.line)
    try:
        visit = actions.order_visit(
            subject=subject.number, asked=form.asked, office=office, case=case, by=user_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        return _order_page(request, subject, case, form, 409, refusal=refusal)
    messages.success(request, gettext("Ordered: now plan who goes and when."))
    return redirect("visit", visit.number)


def _visit(request: HttpRequest, number: str) -> Visit:
    return get_object_or_404(visits_seen_by(acting(request)), number=number)


def _page(request: HttpRequest, visit: Visit, status: int = 200, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    seen = {"seen_version": visit.version}
    people = subjects.find("person", [visit.subject])
    case = visit.case
    shown = {
        "visit": visit,
        "today": today,
        "person": people.get(visit.subject),
        "person_url": open_page(looking(request), "person", visit.subject),
        "state": VISIT_STATES[visit.state],
        "kind": VISIT_KINDS[visit.state],
        "is_late": open_visits(acting(request), today).filter(pk=visit.pk, group=LATE).exists(),
        "reason": VISIT_REASONS[visit.reason],
        "asked_by": ASKED_BY[visit.asked_by],
        "outcome": VISIT_OUTCOMES.get(visit.outcome),
        "is_open": visit.state in VISIT_OPEN,
        "is_mine": visit.state == VisitState.PLANNED and visit.assigned_to_id == user_of(request).pk,
        "may_plan": looking(request).holding((Post.CLERK,)).is_staff,
        "plan": PlanForm(visitors_for(visit, visit.planned_on or today), initial=seen | _planned(visit)),
        "report": OutcomeForm(initial=seen),
        "cancel": ReasonForm(initial=seen, auto_id="cancel-%s"),
        "papers": PapersForm(matter_of(case.matter), user_of(request), at_counter=True) if case else None,
        "case_url": open_page(looking(request), "case", case.number) if case else "",
        "receive_url": open_page(looking(request), "matters"),
    }
    return render(request, "matters/visit.html", shown | more, status=status)


def _planned(visit: Visit) -> dict[str, Any]:
    return {
        "to": str(visit.assigned_to_id or ""),
        "on": visit.planned_on,
        "from_time": visit.from_time,
        "until_time": visit.until_time,
    }


@staff(*LOOKING)
@reads
def visit(request: HttpRequest, number: str) -> HttpResponse:
    """Whom, where, when, who goes; what came of it."""
    return _page(request, _visit(request, number))


@staff(*LOOKING)
@reads
def visit_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """What the visitor takes along on paper: where, when, which papers to look at, where to sign."""
    found = _visit(request, number)
    people = subjects.find("person", [found.subject])
    shown = {
        "visit": found,
        "person": people.get(found.subject),
        "reason": VISIT_REASONS[found.reason],
        "matter": matter_of(found.case.matter) if found.case else None,
        "outcomes": VISIT_OUTCOMES.values(),
    }
    return render(request, "matters/visit_sheet.html", shown)


@staff(Post.CLERK)
@writes
def visit_plan(request: HttpRequest, number: str) -> HttpResponse:
    """Name the day and who goes."""
    found = _visit(request, number)
    form = PlanForm(visitors_for(found, timezone.localdate()), request.POST)
    if not form.is_valid():
        return _page(request, found, 422, plan=form)
    given = dict(form.cleaned_data)
    given["to"] = form.able[given["to"]]
    try:
        actions.plan_visit(visit_id=found.pk, by=user_of(request), at=timezone.now(), **given)
    except Refusal as refusal:
        return _page(request, _visit(request, number), 409, refusal=refusal, plan=form)
    messages.success(request, gettext("Planned."))
    return redirect("visit", number)


@staff(Post.CLERK)
@writes
def visit_report(request: HttpRequest, number: str) -> HttpResponse:
    """What came of it, with the papers that were taken there."""
    found = _visit(request, number)
    form = OutcomeForm(request.POST)
    papers = None
    if found.case is not None:
        matter = matter_of(found.case.matter)
        papers = PapersForm(matter, user_of(request), request.POST, request.FILES, at_counter=True)
    if not all([form.is_valid(), papers is None or papers.is_valid()]):
        return _page(request, found, 422, report=form, papers=papers)
    given, at = dict(form.cleaned_data), timezone.now()
    wanted = given.pop("case")
    person = subjects.find("person", [found.subject])[found.subject]
    seen = cases_seen_by(acting(request)).filter(subject_kind="person", subject__in=person.numbers)
    case = seen.filter(number=wanted.upper()).first() if wanted else None
    try:
        actions.report_visit(
            visit_id=found.pk, case=case, by=user_of(request), at=at,
            papers=attached(papers, user_of(request), at) if papers else (), **given,
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, _visit(request, number), 409, refusal=refusal, report=form)
    messages.success(request, gettext("Reported."))
    return redirect("visit", number)


@staff(Post.CLERK)
@writes
def visit_cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Nobody has to go."""
    found = _visit(request, number)
    form = ReasonForm(request.POST, auto_id="cancel-%s")
    if not form.is_valid():
        return _page(request, found, 422, cancel=form)
    try:
        actions.cancel_visit(visit_id=found.pk, by=user_of(request), at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        return _page(request, _visit(request, number), 409, refusal=refusal, cancel=form)
    return redirect("visit", number)
