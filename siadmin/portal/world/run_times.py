"""Runs of the past took their real time, from their simulated beginning."""

from django.db.models import F, Max, Min

from siadmin.kernel.models import Run, RunEvent, RunState, Slice


def tell_run_times() -> int:
    """Move what the workers' clock wrote of finished runs to where each began; returns how many were moved."""
    moved = 0
    for run in Run.objects.filter(state=RunState.DONE, started_at__isnull=False).order_by("pk"):
        slices = Slice.objects.filter(run=run)
        span = slices.aggregate(first=Min("started_at"), last=Max("finished_at"))
        first, last = span["first"] or run.finished_at, span["last"] or run.finished_at
        if run.started_at is None or first is None or last is None or run.started_at == first:
            continue
        shift = run.started_at - first
        slices.update(started_at=F("started_at") + shift, finished_at=F("finished_at") + shift)
        RunEvent.objects.filter(run=run).exclude(code="started").update(at=F("at") + shift)
        Run.objects.filter(pk=run.pk).update(finished_at=last + shift)
        moved += 1
    return moved
