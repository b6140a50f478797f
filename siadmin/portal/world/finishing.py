"""Runs of the demonstration's story that what comes next needs finished."""

import time

from siadmin.kernel import runs
from siadmin.kernel.models import Run, RunState

_MOST_LOOKS, _PAUSE = 3000, 0.2  # seconds between two looks


def work_out(run_id: int) -> Run:
    """The run, done to its end, together with workers where there are any; slices whose lease ran out are taken again.

    Raises RuntimeError when it stops, or does not end.
    """
    for _ in range(_MOST_LOOKS):
        runs.work(run_id)
        run = Run.objects.get(pk=run_id)
        if run.state == RunState.DONE:
            return run
        if run.state != RunState.RUNNING:
            break
        time.sleep(_PAUSE)
    raise RuntimeError(f"run {run.key} is not done: {run.state}")
