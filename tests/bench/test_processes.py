"""What a process says it used is its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from bench.processes import Spent, children, spent_by

ROOT = Path(__file__).parents[2]
MIB = 1024 * 1024
CHILD = "from bench.processes import peak_mib; print(peak_mib())"
PARENT = f"""
import subprocess, sys
held = b"x" * {200 * MIB}
print(subprocess.run([sys.executable, "-c", {CHILD!r}], check=True, stdout=subprocess.PIPE, text=True).stdout)
"""
GREEDY = f"held = b'x' * {200 * MIB}; {CHILD}"


def _told(code: str) -> float:
    done = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, stdout=subprocess.PIPE, timeout=60)
    return float(done.stdout)


def test_the_peak_is_not_that_of_the_process_that_started_it() -> None:
    assert _told(PARENT) < 100
    assert _told(GREEDY) > 200


def test_what_living_processes_used_is_told_with_all_their_threads() -> None:
    with subprocess.Popen([sys.executable, "-c", "sum(range(5_000_000)); input()"], stdin=subprocess.PIPE) as child:
        while (used := spent_by([child.pid])) is not None and used < 0.02:
            pass
        assert used is None or child.pid in children(os.getpid())
        child.communicate(b"\n")
    assert spent_by([child.pid]) is None


@pytest.mark.django_db
def test_processor_time_counts_us_and_our_server_process() -> None:
    spent = Spent(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM generate_series(1, 1000000)")
    served = spent.seconds()
    assert served is None or served > 0.01
