"""What the house tests read: the files people wrote, in a checkout or a bare folder."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOMAINS = ("siadmin", "enrollment", "funds", "contributions", "benefits")


def ignored() -> set[str]:
    """Names that git does not keep, and git's own."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return {line.strip("/") for line in lines if "*" not in line} | {".git"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that somebody wrote, relative to the root."""
    made = ignored()
    return tuple(
        path
        for path in sorted(found.relative_to(ROOT) for found in _below(ROOT, made))
        if not made & set(path.parts) and path.suffix not in {".pyc", ".mo"}
    )


def _below(folder: Path, made: set[str]) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in made:
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, made)
        else:
            yield entry


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def python() -> list[Path]:
    return [path for path in files() if path.suffix == ".py"]


def product() -> list[Path]:
    """Python that runs at an agency: no tests, no migrations as Django writes them."""
    return [path for path in python() if path.parts[0] in DOMAINS and "migrations" not in path.parts]


def statements() -> list[Path]:
    return [path for path in files() if path.suffix == ".sql"]


def apps() -> list[str]:
    """Dotted names of the Django apps."""
    return [".".join(path.parent.parts) for path in files() if path.name == "apps.py" and path.parts[0] in DOMAINS]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path))
