"""Two worker processes on one run: how long it takes from opening to done, and how much memory they need."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from bench.processes import Spent, peak_mib
from siadmin.kernel.models import Run, RunState

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@dataclass
class Worked:
    """What came of a run, and what the two workers told of themselves."""

    run: Run
    seconds: float
    opening_seconds: float
    opener_cpu_seconds: float | None
    opener_peak_mib: float
    told: list[dict[str, Any]]

    def figures(self, people: int) -> dict[str, Any]:
        """Seconds by the clock from opening to done; processor time of all; peak memory of the larger worker."""
        cpu = [self.opener_cpu_seconds, *(worker["cpu_seconds"] for worker in self.told)]
        return {
            "seconds": round(self.seconds, 3),
            "opening_seconds": round(self.opening_seconds, 3),
            "cpu_seconds": None if None in cpu else round(sum(cpu), 3),
            "microseconds_per_person": round(self.seconds / people * 1e6, 2),
            "slices": self.run.slices.count(),
            "workers": WORKERS,
            "peak_mib": max(worker["peak_mib"] for worker in self.told),
            "opener_peak_mib": self.opener_peak_mib,
        }


def timed(open_it: Callable[[], Run]) -> Worked:
    """Open a run and let two waiting workers do it. Raises RuntimeError when it does not end as done."""
    with ExitStack() as stack:
        processes = [stack.enter_context(_worker()) for _ in range(WORKERS)]
        for process in processes:
            _hear(process)
        connection.ensure_connection()
        spent, began = Spent(connection.connection), time.perf_counter()
        run = open_it()
        opened, opener_cpu, opener_peak = time.perf_counter(), spent.seconds(), peak_mib()
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
        opener_cpu_seconds=opener_cpu,
        opener_peak_mib=opener_peak,
        told=told,
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


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
