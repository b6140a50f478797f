"""People who may be registered twice: the list, told apart or led to the matter that merges."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from enrollment.registry.actions.alike import AlikeRun, look_for_alike
from enrollment.registry.actions.merging import say_different
from enrollment.registry.forms import ApartForm
from enrollment.registry.likenesses import likenesses_seen_by
from enrollment.registry.matters import MERGE
from enrollment.registry.models import Likeness, Person, Verdict
from enrollment.registry.records import head_of
from enrollment.registry.selectors import identifier_of, persons_seen_by
from enrollment.registry.words import SIGNS, VERDICT_STATES, VERDICTS
from siadmin.agency.access import acting, looking, open_page, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.models import Run
from siadmin.kernel.refusal import Refusal
from siadmin.portal.views.clerk import CASEWORK

A_PAGE = 25
_SHOWN = {"waiting": "", "merged": Verdict.SAME, "apart": Verdict.DIFFERENT}


@staff(*CASEWORK)
@reads
def alike(request: HttpRequest) -> HttpResponse:
    """Which records may be of one person, and why: the heaviest first; what was answered stays to be read."""
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    viewer = acting(request)
    show = request.GET.get("show", "")
    show = show if show in _SHOWN else "waiting"
    seen = likenesses_seen_by(viewer)
    page = Paginator(seen.filter(verdict=_SHOWN[show]), A_PAGE).get_page(request.GET.get("page"))
    may_answer = Post.CLERK in viewer.posts
    shown = {
        "page": page,
        "show": show,
        "counts": {name: seen.filter(verdict=verdict).count() for name, verdict in _SHOWN.items()},
        "pairs": [_pair(request, each, may_answer) for each in page],
        "verdicts": VERDICTS,
        "verdict_states": VERDICT_STATES,
        "form": ApartForm(auto_id=False),
        "may_answer": may_answer,
        "last": Run.objects.filter(kind=AlikeRun.code).order_by("-pk").first(),
    }
    return render(request, "portal/alike.html", shown | more, status=status)


def _pair(request: HttpRequest, each: Likeness, may_answer: bool) -> dict[str, Any]:
    """A pair as it is listed: without a link to what the viewer may not open, to the matter from what they may."""
    viewer = looking(request)
    sides = []
    for person in (each.one, each.other):
        head = head_of(person)
        is_seen = persons_seen_by(viewer).filter(pk=head.pk).exists()
        sides.append((person, identifier_of(person), reverse("person", args=[head.number]) if is_seen else ""))
    front, other = _in_front(sides)
    start = open_page(viewer, "matter_start", MERGE.code, front.number) if may_answer and not each.verdict else ""
    return {
        "likeness": each,
        "sides": sides,
        "signs": [SIGNS[sign] for sign in each.signs.split()],
        "merge_url": f"{start}?number={other.number}" if start else "",
    }


def _in_front(sides: list[tuple[Person, Any, str]]) -> tuple[Person, Person]:
    """The record registered first stays in front, where the viewer may see it."""
    ordered = sorted(sides, key=lambda side: (not side[2], side[0].registered_at, side[0].pk))
    return ordered[0][0], ordered[1][0]


@staff(Post.CLERK)
@writes
def alike_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """They are two people: said once, with the reason."""
    likeness = get_object_or_404(likenesses_seen_by(acting(request)), pk=pk)
    form = ApartForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, faulty=likeness.pk)
    try:
        say_different(likeness=likeness, by=user_of(request), at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        return _page(request, 409, refusal=refusal)
    messages.success(request, gettext("Said: two people. They are not brought up again."))
    return redirect("alike")


@staff(Post.CLERK)
@writes
def alike_look(request: HttpRequest) -> HttpResponse:
    """Look over everybody again."""
    try:
        run = look_for_alike(by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, 409, refusal=refusal)
    messages.success(request, gettext("Everybody is being compared; what is found appears here."))
    return redirect("alike") if not open_page(looking(request), "run", run.pk) else redirect("run", run.pk)
