"""What the database refuses by a name of its own is refused in a test that says the name."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture import tree

NAMED = re.compile(r"CONSTRAINT = '(\w+)'|ADD CONSTRAINT (\w+)|EXECUTE FUNCTION \w+\('(\w+)'\)")
FUNCTION = re.compile(r"^CREATE FUNCTION (\w+)", re.MULTILINE)
BY_A_VARIABLE = re.compile(r"CONSTRAINT = [a-z]")
CHOSEN = re.compile(r"(?:THEN|ELSE|SELECT|:=)\s+'([a-z0-9]+(?:_[a-z0-9]+)+)'")


def refusals(text: str) -> Iterator[str]:
    """Names that triggers of a file refuse by, as they stand or as a variable, or a function `…_wrong`, takes them."""
    for groups in NAMED.findall(text):
        yield from filter(None, groups)
    _, *functions = FUNCTION.split(text)
    for name, body in zip(functions[::2], functions[1::2], strict=True):
        if name.endswith("_wrong") or BY_A_VARIABLE.search(body):
            yield from CHOSEN.findall(body)


def unmet(statements: Iterable[str], tests: Iterable[str]) -> list[str]:
    said = {word for text in tests for word in re.findall(r"\w+", text)}
    return sorted({name for text in statements for name in refusals(text)} - said)


def test_every_refusal_is_met() -> None:
    tests = [path for path in tree.python() if path.parts[0] == "tests" and tree.ROOT / path != Path(__file__)]
    named = [tree.text(path) for path in tree.statements()]
    assert len({name for text in named for name in refusals(text)}) > 300
    assert unmet(named, map(tree.text, tests)) == []


def test_a_refusal_that_no_test_says_would_be_named() -> None:
    raised = (
        "CREATE FUNCTION a_guard() $$ RAISE EXCEPTION 'x' USING CONSTRAINT = 'a_stays'; $$;\n"
        "CREATE FUNCTION b_guard() $$ broken := CASE WHEN x THEN 'b_by_two' WHEN y THEN 'b_once' END;"
        " RAISE EXCEPTION 'x' USING CONSTRAINT = broken; $$;\n"
        "CREATE FUNCTION c_wrong() $$ SELECT CASE WHEN x THEN 'c_in_order' END $$;\n"
        "CREATE FUNCTION d_state() $$ SELECT CASE WHEN x THEN 'd_done' END $$;\n"
        "CREATE TRIGGER e_stays BEFORE UPDATE ON e FOR EACH ROW EXECUTE FUNCTION refuse('e_stays');\n"
        "ALTER TABLE f ADD CONSTRAINT f_apart EXCLUDE (x WITH =);\n"
    )
    tests = ['with database.refused("b_once"):', "a_stays_as_it_is"]
    assert unmet([raised], tests) == ["a_stays", "b_by_two", "c_in_order", "e_stays", "f_apart"]
