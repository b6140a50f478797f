"""Projects in temporary folders, whose servers are stopped afterwards."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siadmin.embedded import postgres, redis, supervisor


@pytest.fixture
def new_project(tmp_path: Path) -> Iterator[Callable[[Path | str], Path]]:
    """Make an empty project folder; at the end nothing of its servers is left."""
    made: list[tuple[Path, Path]] = []

    def make(where: Path | str) -> Path:
        root = tmp_path / where
        root.mkdir(parents=True)
        made.append((root, postgres.status(root).socket.parent))
        return root

    yield make
    for root, sockets in made:
        for server in (postgres, redis):
            server.stop(root)
        shutil.rmtree(sockets, ignore_errors=True)


@pytest.fixture
def project(new_project: Callable[[str], Path]) -> Path:
    return new_project("a project 社保")


@pytest.fixture
def soon_out_of_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not listen is ended after half a second, not after three."""
    monkeypatch.setattr(supervisor, "_UNREACHABLE_AFTER", 0.5)
