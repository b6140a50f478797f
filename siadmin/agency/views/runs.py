"""The runs of every kind: a list, and one run as it goes."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency import batches
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.actions import continue_run, pause_run
from siadmin.agency.batches import Figure, batch_of
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.agency.selectors.runs import (
    Progress,
    failure_of,
    newest_events,
    progress_of,
    runs_seen_by,
    squares_of,
)
from siadmin.agency.views.run_words import clock_of, event_words, heading, state_words
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunState
from siadmin.kernel.runs import kind_of

READERS = (
    Post.CLERK,
    Post.REVIEWER,
    Post.APPROVER,
    Post.DIRECTOR,
    Post.ACCOUNTANT,
    Post.CASHIER,
    Post.ADMINISTRATOR,
    Post.AUDITOR,
)
RUNS_A_PAGE = 30
OPEN_STATES = (RunState.PLANNED, RunState.RUNNING, RunState.PAUSED, RunState.FAILED)


@staff(*READERS)
@reads
def runs(request: HttpRequest) -> HttpResponse:
    """Every run the viewer may see, newest first."""
    viewer = acting(request)
    seen = runs_seen_by(viewer)
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    wanted = Q()
    if kind in batches.kinds():
        wanted &= Q(kind=kind)
    if state == "open":
        wanted &= Q(state__in=OPEN_STATES)
    page = Paginator(seen.filter(wanted), RUNS_A_PAGE).get_page(request.GET.get("page"))
    people = User.objects.in_bulk([run.started_by for run in page if run.started_by])
    return render(
        request,
        "agency/runs.html",
        {
            "page": page,
            "rows": [_row(run, people) for run in page],
            "kinds": [(code, kind_of(Run(kind=code)).title) for code in batches.kinds()],
            "kind": kind,
            "state": state,
            "running": seen.filter(state=RunState.RUNNING).count(),
            "stopped": seen.filter(state=RunState.FAILED).count(),
            "doors": batches.doors(viewer),
        },
    )


def _row(run: Run, people: dict[int, User]) -> dict[str, Any]:
    state_kind, word, icon = state_words(run.state)
    took = run.finished_at - run.started_at if run.finished_at and run.started_at else None
    return {
        "run": run,
        "title": kind_of(run).title,
        "subject": batch_of(run).subject(run),
        "kind": state_kind,
        "word": word,
        "icon": icon,
        "took": clock_of(took),
        "starter": people.get(run.started_by) if run.started_by else None,
    }


def _run_or_404(request: HttpRequest, pk: int) -> Run:
    run = runs_seen_by(acting(request)).filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


@staff(*READERS)
@reads
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run, whole; while it goes on the live part asks for itself again."""
    return render(request, "agency/run.html", _page(request, _run_or_404(request, pk)))


@staff(*READERS)
@reads
def run_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of a run's page that changes."""
    return render(request, "agency/run.html#live", _page(request, _run_or_404(request, pk)))


@staff(Post.ADMINISTRATOR)
@writes
def run_pause(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    pause_run(run=found, by=user_of(request), at=timezone.now())
    return redirect("run", pk=pk)


@staff(Post.ADMINISTRATOR)
@writes
def run_continue(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    continue_run(run=found, by=user_of(request), at=timezone.now())
    return redirect("run", pk=pk)


def _page(request: HttpRequest, found: Run) -> dict[str, Any]:
    viewer = acting(request)
    now = timezone.now()
    progress = progress_of(found, now)
    batch = batch_of(found)
    shown = batch.shown(found, viewer)
    state_kind, word, icon = state_words(found.state)
    failure = failure_of(found) if found.state == RunState.FAILED else None
    is_administrator = Post.ADMINISTRATOR in viewer.posts
    return {
        "run": found,
        "title": kind_of(found).title,
        "heading": heading(found, kind_of(found).title, batch.subject(found), progress),
        "progress": progress,
        "squares": squares_of(found),
        "figures": [_counted(batch.counts, progress), *shown.figures, _time(found, progress)],
        "shown": shown,
        "state": {"kind": state_kind, "word": word, "icon": icon},
        "is_live": found.state in (RunState.PLANNED, RunState.RUNNING),
        "may_pause": is_administrator and found.state == RunState.RUNNING,
        "may_continue": is_administrator and found.state in (RunState.PAUSED, RunState.FAILED),
        "failure": failure,
        "shows_why": is_administrator,
        "events": [("", [event_words(event, is_administrator) for event in newest_events(found)])],
    }


def _counted(name: Words, progress: Progress) -> Figure:
    """How many people or rows are done; the slices, where a run counts nobody."""
    if not progress.people:
        unit = f"/ {progress.slices:,}" if progress.done != progress.slices else ""
        return Figure(label=gettext("Slices done"), figure=f"{progress.done:,}", unit=unit)
    return Figure(
        label=str(name),
        figure=f"{progress.people_done:,}",
        unit=f"/ {progress.people:,}" if progress.people_done != progress.people else "",
        sub=gettext("%(done)s of %(all)s slices") % {"done": progress.done, "all": progress.slices},
    )


def _time(found: Run, progress: Progress) -> Figure:
    since = f"{timezone.localtime(found.started_at):%m-%d %H:%M:%S}" if found.started_at else ""
    took = progress.took if progress.took is not None else dt.timedelta()
    return Figure(
        label=gettext("Time"),
        figure=clock_of(took),
        sub=gettext("since %(since)s, workers: %(workers)s") % {"since": since, "workers": progress.workers},
    )
