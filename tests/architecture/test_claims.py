"""What the code says of itself is so: a twin or a check that is named exists, and so does a document."""

import importlib
import re
from pathlib import Path

import pytest

from tests.architecture import tree

CLAIM = re.compile(r"^-- (?:twin|check)\s+(.+(?:\n--\s{8,}.+)*)", re.MULTILINE)
DOTTED = re.compile(r"\b(?:siadmin|enrollment|funds|contributions|benefits)(?:\.\w+)+")
DOCUMENT = re.compile(r"(?<![\w/.])docs/[\w./-]*\w")
FUNCTION = re.compile(r"\bFUNCTION (\w+)\s*\(")
PROTOCOL = re.compile(r"^\w+: .*= (?:Slot|Followers)\(|^def register\(", re.MULTILINE)
FILE = re.compile(r"\b\w+\.sql\b")
WITH_CLAIMS = [path for path in tree.statements() if CLAIM.search(tree.text(path))]
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


def unfounded(claim: str, path: Path) -> list[str]:
    """What a claim of the statement in `path` names and there is not; the claim itself where it names nothing."""
    files, dotted = FILE.findall(claim), DOTTED.findall(claim)
    missing = [name for name in files if not (tree.ROOT / path).with_name(name).exists()]
    missing += [name for name in dotted if not stands(name)]
    names_something = files or dotted or _in_sql() & set(re.findall(r"\w+", claim))
    return missing if names_something else [claim]


@pytest.mark.parametrize("path", WITH_CLAIMS, ids=str)
def test_the_twin_or_check_of_a_statement_exists(path: Path) -> None:
    """In Python, a statement of the same room, or a function that has a twin of its own."""
    assert [name for claim in CLAIM.findall(tree.text(path)) for name in unfounded(claim, path)] == []


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
    statement = Path("contributions/collection/sql/settle.sql")
    (claim,) = CLAIM.findall(tree.text(statement))
    assert claim.startswith("contributions.collection.actions.settling.settle "), "a check is a claim like a twin"
    assert unfounded(claim, statement) == unfounded("receive.sql, assessment_due", statement) == []
    assert unfounded("receive.sql and taken.sql", statement) == ["taken.sql"]
    assert unfounded("contributions.collection.actions.nothing", statement) == [
        "contributions.collection.actions.nothing"
    ]
    assert unfounded("something, somewhere", statement) == ["something, somewhere"]
    assert DOCUMENT.findall("see docs/adr/0004.\nand (docs/howto/run-the-tests.md)") == [
        "docs/adr/0004",
        "docs/howto/run-the-tests.md",
    ]
