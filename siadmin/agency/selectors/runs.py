"""Where a run stands: how far, how long still, what its slices look like, what happened."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from siadmin.agency import batches
from siadmin.agency.viewer import Viewer
from siadmin.kernel.models import Run, RunEvent, RunState, Slice, SliceState

MOST_SQUARES = 300
# A square that stands for several slices shows the state that wants attention most.
_URGENCY = (SliceState.FAILED, SliceState.RUNNING, SliceState.WAITING, SliceState.DONE)


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of a run's slices and people, and its times."""

    slices: int
    done: int
    resumed: int
    running: int
    waiting: int
    failed: int
    people: int
    people_done: int
    took: dt.timedelta | None
    left: dt.timedelta | None
    workers: int

    @property
    def per_cent(self) -> int:
        """Of the people; whole per cent, 100 only when everything is done."""
        whole, part = (self.people, self.people_done) if self.people else (self.slices, self.done)
        return part * 100 // whole if whole else 100


@dataclass(frozen=True, slots=True)
class Square:
    """One slice of a run, or several neighbours where there are too many to draw."""

    number: str
    state: str
    attempts: int


def runs_seen_by(viewer: Viewer) -> QuerySet[Run]:
    """Newest first, each with the number of its slices and of those that are done."""
    return (
        Run.objects.filter(batches.seen_by(viewer))
        .annotate(
            slices_count=Count("slices"),
            slices_done=Count("slices", filter=Q(slices__state=SliceState.DONE)),
        )
        .order_by("-planned_at", "-pk")
    )


def progress_of(run: Run, now: dt.datetime) -> Progress:
    """How far a run is, with the time left by the pace so far; no guess for a run that stands still."""
    counts = run.slices.aggregate(
        slices=Count("pk"),
        done=Count("pk", filter=Q(state=SliceState.DONE)),
        resumed=Count("pk", filter=Q(state=SliceState.DONE, attempts__gt=1)),
        running=Count("pk", filter=Q(state=SliceState.RUNNING)),
        waiting=Count("pk", filter=Q(state=SliceState.WAITING)),
        failed=Count("pk", filter=Q(state=SliceState.FAILED)),
        people_done=Sum("people", filter=Q(state=SliceState.DONE), default=0),
    )
    times = run.slices.filter(started_at__isnull=False).aggregate(
        first=Min("started_at"), last=Max("finished_at"), workers=Count("worker", distinct=True)
    )
    end = run.finished_at or (now if run.state == RunState.RUNNING else times["last"])
    return Progress(
        **counts,
        people=run.people,
        took=end - run.started_at if end and run.started_at else None,
        left=_left(run, counts["people_done"], times["first"], times["last"]),
        workers=times["workers"],
    )


def _left(run: Run, done: int, first: dt.datetime | None, last: dt.datetime | None) -> dt.timedelta | None:
    if run.state != RunState.RUNNING or not done or first is None or last is None:
        return None
    return (last - first) * (run.people - done) / done


def squares_of(run: Run, most: int = MOST_SQUARES) -> list[Square]:
    """A square a slice; neighbours share one where there would be more than `most`."""
    rows = list(run.slices.order_by("number").values_list("number", "state", "attempts"))
    width = -(-len(rows) // most) or 1
    squares = []
    for at in range(0, len(rows), width):
        part = rows[at : at + width]
        state = min((row[1] for row in part), key=_URGENCY.index)
        name = str(part[0][0]) if len(part) == 1 else f"{part[0][0]}–{part[-1][0]}"
        squares.append(Square(name, state, max(row[2] for row in part)))
    return squares


def failure_of(run: Run) -> Slice | None:
    """The first slice that stopped the run."""
    return run.slices.filter(state=SliceState.FAILED).order_by("number").first()


def newest_events(run: Run, most: int = 20) -> QuerySet[RunEvent]:
    return run.events.order_by(F("at").desc(), F("pk").desc())[:most]
