"""A batch is a run of slices: rows that workers claim, do and account for, one transaction each.

The truth is in the rows. A killed worker loses its lease and another does the slice; a slice done twice
changes nothing because its effect and its mark commit together.
"""

import datetime as dt
import os
import socket
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from siadmin.kernel import jobs
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, RunEvent, RunState, Slice, SliceState
from siadmin.kernel.refusal import Refusal

log = structlog.get_logger()
LEASE = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """What one slice covers, and how many people that is."""

    scope: dict[str, Any]
    people: int


class RunKind(Protocol):
    """What an app must bring so that its batch runs on these rails."""

    code: str
    title: Words

    def plan(self, run: Run) -> Iterable[Scope]: ...

    def execute(self, part: Slice) -> dict[str, Any]:
        """Do the slice's work inside the open transaction; return its counts and control sums."""

    def finish(self, run: Run) -> dict[str, Any]:
        """Called once, under a lock of the run, when every slice is done; returns the run's totals."""


_kinds: dict[str, RunKind] = {}


def register(kind: RunKind) -> None:
    _kinds[kind.code] = kind


def kind_of(run: Run) -> RunKind:
    return _kinds[run.kind]


@transaction.atomic
def open_run(*, kind: str, key: str, parameters: dict[str, Any], by: int | None, at: dt.datetime) -> tuple[Run, bool]:
    """The run of this key and whether it is new; workers are called to a new one after commit.

    Opening the same key twice gives the first one.
    """
    with connection.cursor() as cursor:  # two openers at once: the second waits, then finds the first's run
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"run:{kind}:{key}"])
    run, is_new = Run.objects.get_or_create(
        kind=kind, key=key, defaults={"parameters": parameters, "started_by": by, "planned_at": at}
    )
    if not is_new:
        return run, False
    scopes = list(_kinds[kind].plan(run))
    Slice.objects.bulk_create(
        [Slice(run=run, number=n, scope=s.scope, people=s.people) for n, s in enumerate(scopes, 1)], batch_size=1000
    )
    run.people = sum(s.people for s in scopes)
    run.state = RunState.RUNNING
    run.started_at = at
    run.save(update_fields=["people", "state", "started_at", "parameters"])
    RunEvent.objects.create(run=run, at=at, code="started", detail={"slices": len(scopes), "people": run.people})
    jobs.wake(run.pk, workers=min(len(scopes), jobs.WORKERS_PER_RUN) or 1)
    return run, True


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


_CLAIM = """
UPDATE kernel_slice SET state = 'running', worker = %(worker)s, attempts = attempts + 1,
       lease_until = clock_timestamp() + %(lease)s, started_at = coalesce(started_at, clock_timestamp())
 WHERE id = (SELECT s.id FROM kernel_slice s JOIN kernel_run r ON r.id = s.run_id
              WHERE s.run_id = %(run)s AND r.state = 'running'
                AND (s.state = 'waiting' OR (s.state = 'running' AND s.lease_until < clock_timestamp()))
              ORDER BY s.number FOR UPDATE OF s SKIP LOCKED LIMIT 1)
RETURNING id, attempts
"""


def claim(run_id: int, *, worker: str, lease: dt.timedelta = LEASE) -> tuple[int, int] | None:
    """Take the next free slice: its id and the attempt's number, or None when nothing is free."""
    parameters: dict[str, Any] = {"run": run_id, "worker": worker, "lease": lease}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, parameters)
        row: tuple[int, int] | None = cursor.fetchone()
        return row


def do_slice(slice_id: int, *, attempt: int) -> bool:
    """Do a claimed slice. False when somebody else holds it by now; its effect and mark commit together."""
    with transaction.atomic():
        part = Slice.objects.select_for_update(of=("self",)).select_related("run").get(pk=slice_id)
        if part.state != SliceState.RUNNING or part.attempts != attempt:
            return False
        part.result = kind_of(part.run).execute(part)
        part.state = SliceState.DONE
        part.finished_at = _clock()
        part.failure = ""
        part.save(update_fields=["result", "state", "finished_at", "failure"])
        if attempt > 1:
            RunEvent.objects.create(
                run=part.run, at=part.finished_at, code="resumed", detail={"slice": part.number, "worker": part.worker}
            )
    return True


def _clock() -> dt.datetime:
    """The database's clock: leases and slice times come from one clock, whatever the workers' say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: dt.datetime = cursor.fetchone()[0]
        return now


def _give_back(slice_id: int, attempt: int, error: Exception) -> None:
    """After an error the slice waits again, or stops the run when it failed too often or was refused."""
    hopeless = isinstance(error, Refusal) or attempt >= MOST_ATTEMPTS
    with transaction.atomic():
        part = Slice.objects.select_for_update(of=("self",)).select_related("run").get(pk=slice_id)
        if part.state != SliceState.RUNNING or part.attempts != attempt:
            return
        part.state = SliceState.FAILED if hopeless else SliceState.WAITING
        part.failure = str(error)[:2000]
        part.lease_until = None
        part.save(update_fields=["state", "failure", "lease_until"])
        detail = {"slice": part.number, "why": part.failure[:300]}
        if hopeless:
            _stop(part.run_id, detail)
        else:
            RunEvent.objects.create(run=part.run, at=_clock(), code="given_back", detail=detail)


@transaction.atomic
def _give_up(run_id: int) -> None:
    """A slice whose workers die again and again stops the run: somebody must look into it."""
    deadly = list(
        Slice.objects.select_for_update(skip_locked=True).filter(
            run_id=run_id, state=SliceState.RUNNING, attempts__gte=MOST_ATTEMPTS, lease_until__lt=_clock()
        )
    )
    for part in deadly:
        part.state, part.lease_until = SliceState.FAILED, None
        part.failure = f"{part.attempts} workers disappeared while they did this slice, the last was {part.worker}"
        part.save(update_fields=["state", "lease_until", "failure"])
        _stop(run_id, {"slice": part.number, "why": part.failure})


def _stop(run_id: int, detail: dict[str, Any]) -> None:
    if Run.objects.filter(pk=run_id, state=RunState.RUNNING).update(state=RunState.FAILED):
        RunEvent.objects.create(run_id=run_id, at=_clock(), code="failed", detail=detail)


def work(run_id: int, *, worker: str | None = None, lease: dt.timedelta = LEASE) -> int:
    """Do slices of the run until none is free, then finish it if all are done. Returns how many were done."""
    name, done = worker or worker_name(), 0
    _give_up(run_id)
    while taken := claim(run_id, worker=name, lease=lease):
        slice_id, attempt = taken
        try:
            done += do_slice(slice_id, attempt=attempt)
        except Exception as error:
            log.exception("slice_failed", slice=slice_id, attempt=attempt)
            if isinstance(error, InterfaceError | OperationalError) and not connection.is_usable():
                connection.close()  # the server went away under us; perhaps it is there again
            _give_back(slice_id, attempt, error)
            if not isinstance(error, Refusal) and not _is_recoverable(error):
                raise
    finish_if_done(run_id)
    return done


def _is_recoverable(error: Exception) -> bool:
    """Deadlocks and serialisation failures are retried at once; anything else is a bug and is raised."""
    return getattr(getattr(error, "__cause__", None), "pgcode", None) in {"40001", "40P01"}


def finish_if_done(run_id: int) -> bool:
    """Close the run once, when no slice is left. Its kind checks the totals; what it refuses stops the run."""
    try:
        return _finish(run_id)
    except Refusal as refusal:
        log.warning("run_not_finished", run=run_id, code=refusal.code)
        with transaction.atomic():
            _stop(run_id, {"why": str(refusal)[:300]})
        return False


@transaction.atomic
def _finish(run_id: int) -> bool:
    run = Run.objects.select_for_update().get(pk=run_id)
    if run.state != RunState.RUNNING or run.slices.exclude(state=SliceState.DONE).exists():
        return False
    run.totals = kind_of(run).finish(run)
    run.state = RunState.DONE
    run.finished_at = _clock()
    run.save(update_fields=["totals", "state", "finished_at"])
    RunEvent.objects.create(run=run, at=run.finished_at, code="finished", detail={})
    return True


def add_up(run: Run, nothing: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The counts and control sums of the slices done so far, name by name. `nothing` is what no slice comes to."""
    return summed(run.slices.filter(state=SliceState.DONE).values_list("result", flat=True), nothing)


def summed(results: Iterable[dict[str, Any]], nothing: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The same of slices at hand."""
    totals: dict[str, Any] = deepcopy(dict(nothing or {}))
    for result in results:
        _add(totals, result)
    return totals


def _add(totals: dict[str, Any], result: dict[str, Any]) -> None:
    for name, value in result.items():
        if isinstance(value, dict):
            _add(totals.setdefault(name, {}), value)
        else:
            totals[name] = totals.get(name, 0) + value


@transaction.atomic
def pause(run_id: int, *, at: dt.datetime) -> None:
    """Stop handing out slices; running ones finish."""
    if Run.objects.filter(pk=run_id, state=RunState.RUNNING).update(state=RunState.PAUSED):
        RunEvent.objects.create(run_id=run_id, at=at, code="paused")


@transaction.atomic
def resume(run_id: int, *, at: dt.datetime) -> None:
    """Go on after a pause or after what made it fail was mended: failed slices wait again, workers are called."""
    if Run.objects.filter(pk=run_id, state__in=[RunState.PAUSED, RunState.FAILED]).update(state=RunState.RUNNING):
        Slice.objects.filter(run_id=run_id, state=SliceState.FAILED).update(
            state=SliceState.WAITING, attempts=0, failure=""
        )
        RunEvent.objects.create(run_id=run_id, at=at, code="continued")
        jobs.wake(run_id)


def going_since(run: Run) -> dt.datetime:
    """When it began, or was let go on after a pause or a stop."""
    told = RunEvent.objects.filter(run=run, code__in=["started", "continued"])
    return told.latest("pk").at


def unfinished() -> list[int]:
    """Runs that want a worker: what the sweeper wakes."""
    return list(Run.objects.filter(state=RunState.RUNNING).order_by("planned_at").values_list("pk", flat=True))
