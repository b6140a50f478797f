"""Settings follow the machine; a container's limit is the machine."""

import os
from pathlib import Path

import pytest

from siadmin.embedded.sizing import memory_of_machine, settings_for

GB = 1024**3
INSTALLED = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def test_the_tightest_group_above_us_limits_the_memory_in_version_two(tmp_path: Path) -> None:
    (tmp_path / "slice" / "service").mkdir(parents=True)
    (tmp_path / "slice" / "memory.max").write_text("104857600\n")
    (tmp_path / "slice" / "service" / "memory.max").write_text("max\n")
    membership = tmp_path / "cgroup"
    membership.write_text("0::/slice/service\n")
    assert memory_of_machine(tmp_path, membership) == 104857600


def test_version_one_names_its_controller_and_may_show_the_container_as_the_top(tmp_path: Path) -> None:
    (tmp_path / "memory").mkdir()
    (tmp_path / "memory" / "memory.limit_in_bytes").write_text("209715200\n")
    membership = tmp_path / "cgroup"
    membership.write_text("8:pids:/a\n4:memory:/docker/abc\n0::/\n")
    assert memory_of_machine(tmp_path, membership) == 209715200


def test_without_groups_the_installed_memory_counts(tmp_path: Path) -> None:
    assert memory_of_machine(tmp_path, tmp_path / "missing") == INSTALLED


@pytest.mark.parametrize(
    ("memory", "free_disk", "shared_buffers", "work_mem", "max_wal_size"),
    [
        (64 * GB, 500 * GB, "2048MB", "32MB", "4096MB"),
        (4 * GB, 16 * GB, "1024MB", "16MB", "2048MB"),
        (GB // 8, GB, "32MB", "4MB", "256MB"),
    ],
)
def test_settings_grow_with_the_machine_up_to_a_cap(
    memory: int, free_disk: int, shared_buffers: str, work_mem: str, max_wal_size: str
) -> None:
    settings = settings_for(memory=memory, free_disk=free_disk)
    assert settings["shared_buffers"] == shared_buffers
    assert settings["work_mem"] == work_mem
    assert settings["max_wal_size"] == max_wal_size
    assert not {"fsync", "full_page_writes", "synchronous_commit"} & settings.keys()
