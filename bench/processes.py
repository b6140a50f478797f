"""What a process used: its most memory, its processor time. Without Django, so that a measured process can ask."""

import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")


def peak_mib() -> float:
    """The most memory this process ever had, in MiB.

    Where the kernel tells it, the high-water mark of this program: `ru_maxrss` survives exec on Linux, so a child
    would report what its parent held when it was started. macOS does not keep it, and counts in bytes.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def children(pid: int) -> list[int]:
    """The living processes that the main thread of one started; nothing where the kernel does not tell."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(each) for each in told.split()]


def spent_by(pids: Iterable[int]) -> float | None:
    """Processor seconds so far of living processes with their living threads. None where the kernel does not tell."""
    total = 0
    try:
        for pid in pids:
            for task in Path(f"/proc/{pid}/task").iterdir():
                total += int((task / "schedstat").read_text(encoding="ascii").split()[0])
    except OSError:
        return None
    return total / 1e9


class Spent:
    """Processor time from now on, of this process and of the server's process behind its psycopg2 connection.

    Unlike seconds by the clock it hardly depends on what else the machine does.
    """

    def __init__(self, link: Any) -> None:
        self._server = Path(f"/proc/{link.get_backend_pid()}")
        self._before = self._so_far()

    def seconds(self) -> float | None:
        """None where the server is on another machine."""
        now = self._so_far()
        return None if now is None or self._before is None else round(now - self._before, 3)

    def _so_far(self) -> float | None:
        try:
            if not (self._server / "comm").read_text(encoding="ascii").startswith("postgres"):
                return None
            server = (self._server / "schedstat").read_text(encoding="ascii").split()[0]
        except OSError:
            return None
        return time.process_time() + int(server) / 1e9
