"""SQL kept as files says what it does before it does it."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture import tree

WRITES = re.compile(r"^\s*(?:\), \w+ AS \(\s*)?(INSERT|UPDATE|DELETE|MERGE)\b", re.MULTILINE)
DEFINES = re.compile(r"^(CREATE|ALTER)\b", re.MULTILINE)
MAKES = re.compile(
    r"^CREATE (?:OR REPLACE )?(?:CONSTRAINT )?(FUNCTION|VIEW|TRIGGER) (\w+)(?:[^;]*? ON (\w+))?", re.MULTILINE
)
STATEMENTS = [
    path for path in tree.statements() if path.parts[0] in tree.DOMAINS and not path.name.endswith(".down.sql")
]


def _header(path: Path) -> str:
    lines = []
    for line in tree.text(path).splitlines():
        if not line.startswith("--"):
            break
        lines.append(line)
    return "\n".join(lines)


def _said(header: str) -> set[str]:
    return set(re.findall(r"^-- (law|in|out|again|twin)\s{2,}\S", header, re.MULTILINE))


def is_set_based_write(text: str) -> bool:
    """Run by an action or a slice, rather than once by a migration."""
    return bool(WRITES.search(text)) and not DEFINES.search(text)


@pytest.mark.parametrize("path", STATEMENTS, ids=str)
def test_a_statement_opens_with_what_it_does(path: Path) -> None:
    assert _header(path), "a comment first: what the statement promises"
    if is_set_based_write(tree.text(path)):
        assert {"law", "in", "out", "again"} - _said(_header(path)) == set()


@pytest.mark.parametrize("path", [path for path in STATEMENTS if DEFINES.search(tree.text(path))], ids=str)
def test_what_a_migration_makes_can_be_taken_back(path: Path) -> None:
    assert (tree.ROOT / path).with_suffix(".down.sql").exists()


def made_twice(texts: list[str]) -> list[str]:
    """Functions, views, and triggers of a table that are said more than once."""
    made = Counter(
        f"{kind} {name} {table}".rstrip() if kind == "TRIGGER" else f"{kind} {name}"
        for text in texts
        for kind, name, table in MAKES.findall(text)
    )
    return sorted(name for name, times in made.items() if times > 1)


def test_a_promise_is_said_in_one_place() -> None:
    """Who reads a file reads what stands: nothing is made by one step and made anew by another of the same release."""
    assert made_twice([tree.text(path) for path in STATEMENTS]) == []


def test_what_is_said_twice_is_named() -> None:
    guard = "CREATE {}TRIGGER g AFTER INSERT ON {}\n    FOR EACH ROW EXECUTE FUNCTION f();"
    made = ["CREATE FUNCTION f() AS $$\n$$;\nCREATE VIEW v AS SELECT 1;", guard.format("", "a"), guard.format("", "b")]
    assert made_twice(made) == []
    again = ["CREATE OR REPLACE FUNCTION f() AS $$\n$$;\n" + guard.format("CONSTRAINT ", "b")]
    assert made_twice(made + again) == ["FUNCTION f", "TRIGGER g b"]


def test_statements_are_filed_in_their_app() -> None:
    assert [str(path) for path in tree.statements() if path.parent.name != "sql"] == []


def test_a_set_based_write_is_told_from_a_guard() -> None:
    assert is_set_based_write("-- x\nWITH held AS (\n  SELECT 1\n)\nINSERT INTO t SELECT 1")
    assert is_set_based_write("WITH a AS (SELECT 1\n), b AS (\n    UPDATE t SET x = 1)\nSELECT 1")
    assert not is_set_based_write("SELECT 1 FROM t")
    assert not is_set_based_write("CREATE FUNCTION f() AS $$\n    UPDATE t SET x = 1;\n$$")
