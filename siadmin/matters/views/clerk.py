"""Staff: the inbox; starting a matter for somebody; one case, and what may be done with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import acting, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.downloads import handed_out
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.unmasking import REASONS
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions, subjects
from siadmin.matters.agents import Agent, agents_of
from siadmin.matters.catalogue import Matter, matter_of
from siadmin.matters.forms import ChangeForm, PapersForm, ReceiptForm, SeenForm
from siadmin.matters.models import Case
from siadmin.matters.rules import Act, State
from siadmin.matters.selectors.cases import LOOKING, cases_seen_by, facts_of, subject_of
from siadmin.matters.selectors.inbox import elsewhere, entries_of, inbox
from siadmin.matters.selectors.offers import startable
from siadmin.matters.selectors.permits import may_sign_next
from siadmin.matters.selectors.visits import LATE as VISITS_LATE
from siadmin.matters.selectors.visits import open_visits
from siadmin.matters.subjects import NOBODY, Subject
from siadmin.matters.views.pages import FORMS, desk_page, form_of, standing_against
from siadmin.matters.views.papers import add, attached, kept_for_later
from siadmin.matters.words import ACTS, NEXT, STATE_KINDS, STATES, VISIT_STATES

A_PAGE = 50
HANDLING = (Post.CLERK, Post.REVIEWER, Post.APPROVER)


@staff(*LOOKING)
@reads
def cases(request: HttpRequest) -> HttpResponse:
    """What is mine, what is late; what is open to my post; what waits for others, and for whom."""
    viewer, today = acting(request), timezone.localdate()
    box = inbox(viewer, today)
    lists = {"to_do": box.to_do, "mine": box.mine, "others": box.others}
    whose = request.GET.get("whose", "to_do")
    shown = lists.get(whose, box.to_do)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "matters/cases.html",
        {
            "whose": whose if whose in lists else "to_do",
            "entries": entries_of(list(page), today),
            "page": page,
            "counts": {name: rows.count() for name, rows in lists.items()},
            "late": box.late.count(),
            "elsewhere": elsewhere(box.others),
            "states": STATES,
            "state_kinds": STATE_KINDS,
            "next": NEXT,
            "may_start": bool(open_page(viewer, "matters")),
            "may_grant": bool(open_page(viewer, "absences")),
            "visits_late": open_visits(viewer, today).filter(group=VISITS_LATE).count(),
            "today": today,
        },
    )


def _lines(request: HttpRequest) -> frozenset[str]:
    return frozenset(reach.line for reach in acting(request).reaches)


@staff(Post.CLERK)
@reads
def matters_list(request: HttpRequest) -> HttpResponse:
    """Which matter? For `?kind=&number=`, or to look through."""
    kind, number = request.GET.get("kind", ""), request.GET.get("number", "")
    subject = subjects.seen_by(acting(request), kind, number) if kind else None
    if kind and subject is None:
        raise Http404
    open_ones = startable(acting(request), kind if subject else None)
    return render(request, "matters/matters.html", {"matters": open_ones, "subject": subject, "nobody": NOBODY})


def _asked(request: HttpRequest, code: str, number: str) -> tuple[Matter, Subject | None]:
    """The matter and whom it is for, as far as this clerk may see them; 404 otherwise."""
    try:
        matter = matter_of(code)
    except KeyError:
        raise Http404 from None
    if matter.line not in ("", *_lines(request)):
        raise Http404
    if not matter.subject_kind and number == NOBODY:
        return matter, None
    subject = subjects.seen_by(acting(request), matter.subject_kind, number)
    if subject is None:
        raise Http404
    return matter, subject


def _start_page(
    request: HttpRequest, matter: Matter, subject: Subject | None, forms: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {
        "matter": matter,
        "subject": subject,
        "number": subject.number if subject else NOBODY,
        "against": standing_against(matter, subject, looking(request), timezone.localdate()),
    }
    return render(request, "matters/matter_start.html", shown | forms, status=status)


def _agents(matter: Matter, subject: Subject | None) -> list[Agent] | None:
    """Who is recorded to act for a person in a matter; none where nobody can be."""
    if subject is None or subject.kind != "person":
        return None
    return agents_of.call(subject.number, matter.code, timezone.localdate()) if matter.may_agents else []


@staff(Post.CLERK)
@reads
def matter_start(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The questions of a matter, its papers, and who came."""
    matter, subject = _asked(request, code, number)
    forms = {
        "form": matter.form(subject=subject, initial={name: request.GET.get(name, "") for name in matter.form.linked}),
        "papers": PapersForm(matter, user_of(request), at_counter=True),
        "receipt": ReceiptForm(agents=_agents(matter, subject)),
    }
    return _start_page(request, matter, subject, forms)


@staff(Post.CLERK)
@writes
def matter_receive(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Receive it: the clock begins."""
    matter, subject = _asked(request, code, number)
    form = matter.form(request.POST, subject=subject)
    receipt = ReceiptForm(request.POST, agents=_agents(matter, subject))
    papers = PapersForm(matter, user_of(request), request.POST, request.FILES, at_counter=True)
    by, at = user_of(request), timezone.now()
    forms = {"form": form, "papers": papers, "receipt": receipt}
    if not all([form.is_valid(), papers.is_valid(), receipt.is_valid()]):
        kept_for_later(papers, by, at)
        return _start_page(request, matter, subject, forms, 422)
    try:
        case = actions.receive(
            matter=matter,
            subject=subject,
            facts=form.facts(),
            papers=attached(papers, by, at),
            by=by,
            at=at,
            **receipt.cleaned_data,
        )
    except Refusal as refusal:
        kept_for_later(papers, by, at)
        return _start_page(request, matter, subject, forms | {"refusal": refusal}, 409)
    messages.success(request, gettext("Received: the clock begins tomorrow."))
    return redirect("case", case.number)


def _case(request: HttpRequest, number: str) -> Case:
    return get_object_or_404(cases_seen_by(acting(request)), number=number)


def _case_page(request: HttpRequest, case: Case, status: int = 200, **more: Any) -> HttpResponse:
    filled = more.pop("filled", ())
    context = desk_page(case, user_of(request), timezone.localdate(), filled) | {
        "reasons": REASONS.items(),
        "shown": {},
        "subject_url": open_page(looking(request), case.subject_kind, case.subject) if case.subject_kind else "",
        "visits": case.visits.select_related("assigned_to").order_by("-pk"),
        "visit_states": VISIT_STATES,
        "visit_url": open_page(looking(request), "visit_start", case.subject)
        if case.is_open and case.subject_kind == "person"
        else "",
        "paper_form": PapersForm(matter_of(case.matter), user_of(request), at_counter=True),
        "may_take": case.assigned_to is None and user_of(request) in may_sign_next(case, timezone.localdate()),
    }
    return render(request, "matters/case.html", context | more, status=status)


@staff(*LOOKING)
@reads
def case(request: HttpRequest, number: str) -> HttpResponse:
    """What is asked, what it would change, who did what, what is mine to decide."""
    return _case_page(request, _case(request, number))


@staff(*HANDLING)
@writes
def case_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """One act on a case, named in its address."""
    found, on = _case(request, number), timezone.localdate()
    if act not in FORMS:
        raise Http404
    form = form_of(act, found, on, request.POST)
    if not form.is_valid():
        return _case_page(request, found, 422, filled=[(act, form)])
    try:
        _do(act, found, form, user_of(request))
    except Refusal as refusal:
        found = _case(request, number)  # what it has become is shown; what was written stays
        again = request.POST.copy()
        again["seen_version"] = str(found.version)
        return _case_page(request, found, 409, refusal=refusal, filled=[(act, form_of(act, found, on, again))])
    messages.success(request, f"{ACTS[act]}")
    return redirect("case", number)


def _do(act: str, found: Case, form: SeenForm, by: User) -> None:
    said = dict(form.cleaned_data)
    if act == Act.HAND_OVER:
        said["to"] = form.receiver  # type: ignore[attr-defined]
    if act == Act.ASK_CORRECTION:
        said["missing"] = said["missing"].splitlines()
    getattr(actions, act)(case_id=found.pk, by=by, at=timezone.now(), **said)


@staff(Post.CLERK)
@reads
def case_facts(request: HttpRequest, number: str) -> HttpResponse:
    """What was told, to be put right before anybody signs."""
    found = _case(request, number)
    form = matter_of(found.matter).form(initial=facts_of(found), subject=subject_of(found))
    return _facts_page(request, found, form, ChangeForm(initial={"seen_version": found.version}))


def _facts_page(request: HttpRequest, found: Case, form: Any, why: ChangeForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"case": found, "matter": matter_of(found.matter), "subject": subject_of(found), "form": form, "why": why}
    return render(request, "matters/case_facts.html", context | more, status=status)


@staff(Post.CLERK)
@writes
def case_facts_change(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the corrected facts as a new version; of a case the applicant had to complete, it is complete now."""
    found = _case(request, number)
    form, why = matter_of(found.matter).form(request.POST, subject=subject_of(found)), ChangeForm(request.POST)
    if not all([form.is_valid(), why.is_valid()]):
        return _facts_page(request, found, form, why, status=422)
    change = actions.correct if found.state == State.CORRECTING else actions.change_facts
    try:
        change(case_id=found.pk, facts=form.facts(), by=user_of(request), at=timezone.now(), **why.cleaned_data)
    except Refusal as refusal:
        return _facts_page(request, found, form, why, status=409, refusal=refusal)
    messages.success(request, gettext("Kept as a new version; what it was before stays on record."))
    return redirect("case", number)


@staff(Post.CLERK)
@writes
def case_paper_add(request: HttpRequest, number: str) -> HttpResponse:
    """Take a paper in, or note that its original was seen."""
    found, by, at = _case(request, number), user_of(request), timezone.now()
    form = PapersForm(matter_of(found.matter), by, request.POST, request.FILES, at_counter=True)
    if not form.is_valid():
        return _case_page(request, found, 422, paper_form=form)
    try:
        add(form, found, by, at)
    except Refusal as refusal:
        return _case_page(request, found, 409, refusal=refusal)
    return redirect(f"{reverse('case', args=[number])}#papers")


@staff(*LOOKING)
@reads
def case_paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The file of a paper."""
    found = get_object_or_404(_case(request, number).papers.select_related("document"), pk=pk, document__isnull=False)
    return handed_out(found.document)


@staff(*HANDLING)
@writes
def case_unmask(request: HttpRequest, number: str) -> HttpResponse:
    """Show one masked fact once, with a reason, recorded."""
    found, field = _case(request, number), request.POST.get("field", "")
    try:
        value = actions.show_fact(
            case=found, field=field, reason=request.POST.get("reason", ""), by=user_of(request), at=timezone.now()
        )
    except KeyError:
        return redirect("case", number)
    except Refusal as refusal:
        return _case_page(request, found, 422, refusal=refusal)
    response = _case_page(request, found, shown={field: value})
    response.headers["Cache-Control"] = "no-store"
    return response
