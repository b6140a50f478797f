"""What the code says of itself is so: a twin that is named exists, and so does a document."""

import importlib
import re
from pathlib import Path

import pytest

from tests.architecture import tree

TWIN = re.compile(r"^-- twin\s+(.+(?:\n--\s{8,}.+)*)", re.MULTILINE)
DOTTED = re.compile(r"\b(?:siadmin|enrollment|funds|contributions|benefits)(?:\.\w+)+")
DOCUMENT = re.compile(r"(?<![\w/.])docs/[\w./-]*\w")
FUNCTION = re.compile(r"\bFUNCTION (\w+)\s*\(")
PROTOCOL = re.compile(r"^\w+: .*= (?:Slot|Followers)\(|^def register\(", re.MULTILINE)
WITH_TWINS = [path for path in tree.statements() if TWIN.search(tree.text(path))]
_READ = {".py", ".sql", ".md", ".html", ".toml", ".yml", ""}


def _in_sql() -> set[str]:
    return {name for path in tree.statements() for name in FUNCTION.findall(tree.text(path))}


def stands(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for name in parts[end:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


@pytest.mark.parametrize("path", WITH_TWINS, ids=str)
def test_the_twin_of_a_statement_exists(path: Path) -> None:
    match = TWIN.search(tree.text(path))
    assert match is not None
    named = DOTTED.findall(match[1])
    assert [name for name in named if not stands(name)] == []
    assert named or _in_sql() & set(re.findall(r"\w+", match[1])), "a twin in Python, or a function that has one"


def test_the_documents_that_are_named_exist() -> None:
    """Everywhere but in the tests of the house, which tell of documents that there are not."""
    told = [path for path in tree.files() if path.suffix in _READ and path.parts[:2] != ("tests", "architecture")]
    named = {(str(path), name) for path in told for name in DOCUMENT.findall(tree.text(path))}
    assert [pair for pair in sorted(named) if not (tree.ROOT / pair[1]).exists()] == []


def test_the_architecture_names_every_protocol() -> None:
    """What a lower room defines and a higher one registers: slots, followers, and `register` of anything."""
    pages = tree.text(Path("ARCHITECTURE.md"))
    defined = {
        f"{path.parent.name}.{path.stem}"
        for path in tree.product()
        if PROTOCOL.search(tree.text(path)) and path.parent.name not in {"actions", "views"}
    }
    assert len(defined) > 15
    assert sorted(name for name in defined if f"`{name}`" not in pages) == []


def test_a_claim_that_is_not_so_would_be_named() -> None:
    assert stands("contributions.assessment.rules.line.LineFigures.line")
    assert not stands("contributions.assessment.rules.line.nothing")
    assert not stands("contributions.nothing.at.all")
    assert DOCUMENT.findall("see docs/adr/0004.\nand (docs/howto/run-the-tests.md)") == [
        "docs/adr/0004",
        "docs/howto/run-the-tests.md",
    ]
