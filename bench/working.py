"""Two worker processes on one run: how long it takes from opening to done, and how much memory they need."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from siadmin.kernel.models import Run, RunState

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@dataclass
class Worked:
    """What came of a run. Seconds of the wall clock; peak memory of the larger worker process."""

    run: Run
    seconds: float
    opening_seconds: float
    slices: int
    peak_mib: float
    workers: list[dict[str, Any]] = field(default_factory=list)


def timed(open_it: Callable[[], Run]) -> Worked:
    """Open a run and let two waiting workers do it. Raises RuntimeError when it does not end as done."""
    with ExitStack() as stack:
        processes = [stack.enter_context(_worker()) for _ in range(WORKERS)]
        for process in processes:
            _hear(process)
        began = time.perf_counter()
        run = open_it()
        opened = time.perf_counter()
        for process in processes:
            _say(process, run.pk)
        told = [_hear(process) for process in processes]
        ended = time.perf_counter()
    run.refresh_from_db()
    if run.state != RunState.DONE:
        failures = list(run.slices.exclude(failure="").values_list("failure", flat=True)[:3])
        raise RuntimeError(f"the run ended as {run.state}: {failures}")
    return Worked(
        run=run,
        seconds=ended - began,
        opening_seconds=opened - began,
        slices=run.slices.count(),
        peak_mib=max(worker["peak_mib"] for worker in told),
        workers=told,
    )


def _worker() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bench.worker", connection.settings_dict["NAME"]],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _say(process: "subprocess.Popen[str]", run_id: int) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{run_id}\n")
    process.stdin.flush()


def _hear(process: "subprocess.Popen[str]") -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"a worker ended with exit code {process.wait()}")
    return json.loads(line)


def peak_mib() -> float:
    """The most memory this process ever had, in MiB (Linux counts in KiB, macOS in bytes)."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
