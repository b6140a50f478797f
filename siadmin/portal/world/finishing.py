"""Runs of the demonstration's story that what comes next needs finished."""

import time

from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState

_PAUSE = 0.2  # seconds


def work_out(run_id: int) -> None:
    """Do the slices nobody has taken, and wait for those a worker holds; a slice whose lease ran out is taken again."""
    runs.work(run_id)
    while Run.objects.filter(pk=run_id, state=RunState.RUNNING).exists():
        time.sleep(_PAUSE)
        runs.work(run_id)
