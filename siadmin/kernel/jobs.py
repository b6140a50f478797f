"""The job queue's edge, and the only importer of Celery. Messages only wake workers; the truth is in the rows."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from celery import current_app, shared_task
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger()

task = shared_task
WORKERS_PER_RUN = 2
_LEFT_ALONE = 30  # seconds a broker that was away is not asked again: each question may take some six of them
_away_until = 0


def enqueue(name: str, **arguments: Any) -> None:
    """Send a task by name after commit. A broker that is away is logged: the sweeper catches up."""

    def send() -> None:
        global _away_until  # noqa: PLW0603 (each process learns it for itself)
        if time.monotonic_ns() < _away_until:
            log.warning("broker_away", task=name, error="not asked again yet")
            return
        try:
            current_app.send_task(name, kwargs=arguments, retry=False)
        except (OperationalError, ConnectionError, OSError) as error:
            _away_until = time.monotonic_ns() + _LEFT_ALONE * 1_000_000_000
            log.warning("broker_away", task=name, error=str(error))

    transaction.on_commit(send)


def wake(run_id: int, workers: int = WORKERS_PER_RUN) -> None:
    """Call workers to a run."""
    for _ in range(workers):
        enqueue("kernel.work", run_id=run_id)


def named(name: str) -> Callable[[Callable[..., Any]], Any]:
    """Declare a task: `@named("kernel.work")`."""
    return shared_task(name=name, bind=False)  # type: ignore[no-any-return]
