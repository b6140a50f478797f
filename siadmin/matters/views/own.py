"""Those who ask: what they may ask for, their cases, who is next and by when; for citizens and employers alike."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import looking, user_of
from siadmin.agency.downloads import handed_out
from siadmin.agency.models import User
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions, subjects
from siadmin.matters.agents import Mandated, mandate_over
from siadmin.matters.catalogue import Door, Matter, matter_of, matters
from siadmin.matters.forms import PapersForm, RemarkForm
from siadmin.matters.models import AppliedBy, Case, Channel
from siadmin.matters.rules import FACTS_OPEN, Act
from siadmin.matters.selectors.cases import facts_of, own_cases, represented_cases
from siadmin.matters.selectors.inbox import entries_of
from siadmin.matters.selectors.permits import STAFF, why_not
from siadmin.matters.subjects import Subject
from siadmin.matters.views.pages import standing_against, told_by
from siadmin.matters.views.papers import add, attached, kept_for_later
from siadmin.matters.words import ACTS, STATE_KINDS, STATES

_ACTS = (Act.WITHDRAW, Act.CORRECT)


@dataclass(frozen=True)
class Own:
    """Who asks, for whom, through which door; addresses begin with the door's name, an agent's with theirs.

    `mandated`: whom an agent acts for, and in what; the rest of that person's is not theirs to see.
    """

    user: User
    subject: Subject
    door: Door
    arguments: tuple[str, ...] = ()
    mandated: Mandated | None = None

    def url(self, page: str, *arguments: object) -> str:
        return reverse(f"{'agent' if self.mandated else self.door}_{page}", args=[*self.arguments, *arguments])

    @property
    def applied_by(self) -> str:
        if self.mandated is not None:
            return AppliedBy.AGENT
        return AppliedBy.EMPLOYER if self.door == Door.EMPLOYER else AppliedBy.SELF

    def matters(self) -> list[Matter]:
        """What may be asked for here."""
        found = matters(self.door, self.subject.kind)
        if self.mandated is None:
            return found
        return [matter for matter in found if matter.may_agents and self.mandated.covers(matter.code)]

    def cases(self) -> QuerySet[Case]:
        if self.mandated is not None:
            return represented_cases(self.mandated)
        return own_cases(self.user, self.subject, timezone.localdate())


def own_of(request: HttpRequest, door: Door, number: str = "") -> Own:
    """The person a citizen is, or the employer of this number a delegate acts for; 404 for others."""
    user = user_of(request)
    kind = "person" if door == Door.CITIZEN else "employer"
    mine = [each for each in subjects.own(user, kind, timezone.localdate()) if number in ("", each.number)]
    if not mine:
        raise Http404
    return Own(user, mine[0], door, (number,) if number else ())


def agent_of(request: HttpRequest, number: str) -> Own:
    """Whom the signed-in citizen acts for as recorded agent; 404 for others."""
    user = user_of(request)
    held = mandate_over(user, "person", number, timezone.localdate())
    if not held:
        raise Http404
    everything = (
        frozenset[str]()
        if any(not each.matters for each in held)
        else frozenset[str]().union(*(each.matters for each in held))
    )
    return Own(user, held[0].subject, Door.CITIZEN, (number,), replace(held[0], matters=everything))


def listed(request: HttpRequest, own: Own) -> HttpResponse:
    """What is under way, what is decided, what else one may ask for."""
    today = timezone.localdate()
    cases = list(own.cases())
    under_way = [case for case in cases if case.is_open]
    return render(
        request,
        "matters/own_matters.html",
        {
            "own": own,
            "under_way": [(each, own.url("case", each.case.number)) for each in entries_of(under_way, today, STAFF)],
            "decided": [
                (case, matter_of(case.matter), own.url("case", case.number)) for case in cases if not case.is_open
            ],
            "open_ones": [
                (
                    matter,
                    own.url("apply", matter.code),
                    against := standing_against(matter, own.subject, looking(request), today),
                    [] if against else matter.foreseen(own.subject, today),
                )
                for matter in own.matters()
            ],
            "states": STATES,
            "state_kinds": STATE_KINDS,
        },
    )


def _matter(own: Own, code: str) -> Matter:
    found = next((each for each in own.matters() if each.code == code), None)
    if found is None:
        raise Http404
    return found


def asked(request: HttpRequest, own: Own, code: str) -> HttpResponse:
    """The questions of a matter and its papers; a link may bring answers along, such as which month is meant."""
    matter = _matter(own, code)
    forms = {
        "form": matter.form(initial=request.GET.dict(), subject=own.subject),
        "papers": PapersForm(matter, own.user, at_counter=False),
    }
    return _apply_page(request, own, matter, forms)


def _apply_page(
    request: HttpRequest, own: Own, matter: Matter, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    urls = {"send_url": own.url("apply_send", matter.code), "list_url": own.url("matters")}
    today = timezone.localdate()
    against = standing_against(matter, own.subject, looking(request), today)
    foreseen = [] if against else matter.foreseen(own.subject, today)
    return render(
        request,
        "matters/own_apply.html",
        {
            "own": own,
            "matter": matter,
            "against": against,
            "foreseen": foreseen,
            "may_be_put_right": any(each.is_on_record for each in against),
        }
        | urls
        | shown,
        status=status,
    )


def applied(request: HttpRequest, own: Own, code: str) -> HttpResponse:
    """Apply; the nearest office of the matter's line has it from now on."""
    matter, at = _matter(own, code), timezone.now()
    form = matter.form(request.POST, subject=own.subject)
    papers = PapersForm(matter, own.user, request.POST, request.FILES, at_counter=False)
    forms = {"form": form, "papers": papers}
    if not all([form.is_valid(), papers.is_valid()]):
        kept_for_later(papers, own.user, at)
        return _apply_page(request, own, matter, forms, 422)
    try:
        case = actions.receive(
            matter=matter,
            subject=own.subject,
            facts=form.facts(),
            channel=Channel.WEBSITE,
            applied_by=own.applied_by,
            papers=attached(papers, own.user, at),
            by=own.user,
            at=at,
        )
    except Refusal as refusal:
        kept_for_later(papers, own.user, at)
        return _apply_page(request, own, matter, forms | {"refusal": refusal}, 409)
    messages.success(request, gettext("Sent. You can follow it here."))
    return redirect(own.url("case", case.number))


def _case(own: Own, number: str) -> Case:
    return get_object_or_404(own.cases(), number=number)


def followed(request: HttpRequest, own: Own, number: str) -> HttpResponse:
    """Where it stands: who is next, by when; what one has to bring; what was decided and what one may do against it."""
    return _case_page(request, own, _case(own, number))


def _case_page(request: HttpRequest, own: Own, case: Case, status: int = 200, **more: Any) -> HttpResponse:
    today, matter = timezone.localdate(), matter_of(case.matter)
    may_correct = why_not(case, Act.CORRECT, own.user, today) is None
    may_withdraw = why_not(case, Act.WITHDRAW, own.user, today) is None
    may_add = may_withdraw and not may_correct and case.state in FACTS_OPEN
    context = told_by(case, today, STAFF) | {
        "own": own,
        "list_url": own.url("matters"),
        "shown": {},
        "paper_urls": {paper.pk: own.url("case_paper", case.number, paper.pk) for paper in case.papers.all()},
        "withdraw_url": own.url("case_act", case.number, Act.WITHDRAW) if may_withdraw else "",
        "correct_url": own.url("case_act", case.number, Act.CORRECT) if may_correct else "",
        "add_url": own.url("case_paper_add", case.number) if may_add and matter.papers else "",
        "form": matter.form(initial=facts_of(case), subject=own.subject) if may_correct else None,
        "paper_form": PapersForm(matter, own.user, at_counter=False) if may_correct or may_add else None,
    }
    return render(request, "matters/own_case.html", context | more, status=status)


def acted(request: HttpRequest, own: Own, number: str, act: str) -> HttpResponse:
    """Take it back, or bring what was asked for."""
    case, at = _case(own, number), timezone.now()
    seen = RemarkForm(request.POST)
    if act not in _ACTS or not seen.is_valid():
        raise Http404
    done: dict[str, Any] = {"case_id": case.pk, "by": own.user, "at": at, **seen.cleaned_data}
    shown: dict[str, Any] = {}
    try:
        if act == Act.WITHDRAW:
            actions.withdraw(**done)
        else:
            matter = matter_of(case.matter)
            form = matter.form(request.POST, subject=own.subject)
            papers = PapersForm(matter, own.user, request.POST, request.FILES, at_counter=False)
            shown = {"form": form, "paper_form": papers}
            if not all([form.is_valid(), papers.is_valid()]):
                kept_for_later(papers, own.user, at)
                return _case_page(request, own, case, 422, **shown)
            actions.correct(facts=form.facts(), papers=attached(papers, own.user, at), **done)
    except Refusal as refusal:
        return _case_page(request, own, _case(own, number), 409, refusal=refusal, **shown)
    messages.success(request, f"{ACTS[act]}")
    return redirect(own.url("case", number))


def paper_added(request: HttpRequest, own: Own, number: str) -> HttpResponse:
    """Bring a paper, asked for or not, while nobody has signed."""
    case, at = _case(own, number), timezone.now()
    form = PapersForm(matter_of(case.matter), own.user, request.POST, request.FILES, at_counter=False)
    if not form.is_valid():
        kept_for_later(form, own.user, at)
        return _case_page(request, own, case, 422, paper_form=form)
    try:
        came = add(form, case, own.user, at)
    except Refusal as refusal:
        return _case_page(request, own, _case(own, number), 409, refusal=refusal)
    if came:
        messages.success(request, gettext("It is in the case."))
    else:
        messages.warning(request, gettext("Choose a file."))
    return redirect(f"{own.url('case', number)}#papers")


def paper(own: Own, number: str, pk: int) -> HttpResponse:
    """The file of a paper of one's own case."""
    found = get_object_or_404(_case(own, number).papers.select_related("document"), pk=pk, document__isnull=False)
    return handed_out(found.document)
