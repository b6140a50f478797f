"""PostgreSQL's settings, sized to the machine: memory (a container's limit counts), free disk."""

import os
from pathlib import Path

_MB = 1024 * 1024


def memory_of_machine(cgroups: Path = Path("/sys/fs/cgroup"), membership: Path = Path("/proc/self/cgroup")) -> int:
    """Bytes this process may use: the installed memory or the tightest control group above us (v1 or v2)."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    lines = membership.read_text(encoding="ascii").splitlines() if membership.exists() else []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers not in {"", "memory"}:
            continue
        top, file = (cgroups / "memory", "memory.limit_in_bytes") if controllers else (cgroups, "memory.max")
        group = top / path.strip("/")
        for folder in (group, *group.parents):
            if folder.is_relative_to(top) and (folder / file).exists():
                text = (folder / file).read_text(encoding="ascii").strip()
                limits += [int(text)] if text.isdigit() else []
    return min(limits)


def settings_for(*, memory: int, free_disk: int) -> dict[str, str]:
    """PostgreSQL settings for a machine with `memory` and `free_disk` bytes. Nothing here weakens durability."""

    def part(whole: int, share: int, least: int, most: int) -> str:
        return f"{max(least, min(most, whole // share // _MB))}MB"

    return {
        "shared_buffers": part(memory, 4, 32, 2048),
        "effective_cache_size": part(memory, 2, 64, 1024 * 1024),
        "work_mem": part(memory, 256, 4, 32),
        "maintenance_work_mem": part(memory, 32, 32, 256),
        "max_wal_size": part(free_disk, 8, 256, 4096),
        "min_wal_size": "160MB",
        "checkpoint_timeout": "15min",
        "wal_compression": "pglz",
        "random_page_cost": "1.1",
        "jit": "off",
        "max_connections": "100",
        "max_locks_per_transaction": "256",  # a partitioned table takes a lock for each partition
        # Files in the data folder: a container's /dev/shm is often 64 MB, and a log-out may empty it.
        "dynamic_shared_memory_type": "mmap",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %u@%d ",
        "log_checkpoints": "off",
    }
