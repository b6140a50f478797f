"""SQL kept as files says what it does before it does it."""

import re
from pathlib import Path

import pytest

from tests.architecture import tree

WRITES = re.compile(r"^\s*(?:\), \w+ AS \(\s*)?(INSERT|UPDATE|DELETE|MERGE)\b", re.MULTILINE)
DEFINES = re.compile(r"^(CREATE|ALTER)\b", re.MULTILINE)
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


def test_statements_are_filed_in_their_app() -> None:
    assert [str(path) for path in tree.statements() if path.parent.name != "sql"] == []


def test_a_set_based_write_is_told_from_a_guard() -> None:
    assert is_set_based_write("-- x\nWITH held AS (\n  SELECT 1\n)\nINSERT INTO t SELECT 1")
    assert is_set_based_write("WITH a AS (SELECT 1\n), b AS (\n    UPDATE t SET x = 1)\nSELECT 1")
    assert not is_set_based_write("SELECT 1 FROM t")
    assert not is_set_based_write("CREATE FUNCTION f() AS $$\n    UPDATE t SET x = 1;\n$$")
