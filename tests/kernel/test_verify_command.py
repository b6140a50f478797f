"""`manage.py verify`: what it says, as text and as JSON, and how it ends."""

import io
import json
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from siadmin.kernel import invariants
from siadmin.kernel.invariants import MOST_NAMED, Invariant
from siadmin.kernel.language import Words

PROMISE = Words("说到做到", "What is said is done")


def promise(code: str, *offenders: str) -> Invariant:
    return Invariant(code, PROMISE, lambda: iter(offenders), frozenset())


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Invariant]]:
    """The promises of the test instead of those of the apps."""
    kept: dict[str, Invariant] = {}
    monkeypatch.setattr(invariants, "_invariants", kept)
    yield kept


def verify(*arguments: str) -> tuple[str, int]:
    """What the command writes, and its exit code."""
    out = io.StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as end:
        assert isinstance(end.code, int)
        return out.getvalue(), end.code
    return out.getvalue(), 0


def test_when_everything_holds_it_ends_well(only: dict[str, Invariant]) -> None:
    invariants.register(promise("kept"))
    assert verify() == (f"= kept: {PROMISE}\n", 0)
    said, code = verify("--json")
    assert code == 0
    assert json.loads(said) == {
        "holds": True,
        "invariants": [{"code": "kept", "zh": PROMISE.zh, "en": PROMISE.en, "holds": True, "offenders": [], "more": 0}],
    }


def test_offenders_are_named_and_it_ends_badly(only: dict[str, Invariant]) -> None:
    invariants.register(promise("kept"))
    invariants.register(promise("broken", "bill 7", "bill 8"))
    said, code = verify()
    assert (said.splitlines(), code) == (
        [f"= kept: {PROMISE}", f"≠ broken: {PROMISE}", "    bill 7", "    bill 8"],
        1,
    )
    said, code = verify("--json")
    told = json.loads(said)
    assert (told["holds"], code) == (False, 1)
    assert [(each["code"], each["holds"], each["offenders"]) for each in told["invariants"]] == [
        ("kept", True, []),
        ("broken", False, ["bill 7", "bill 8"]),
    ]


def test_of_very_many_offenders_the_rest_is_counted(only: dict[str, Invariant]) -> None:
    invariants.register(promise("broken", *(f"bill {number}" for number in range(MOST_NAMED + 3))))
    told = json.loads(verify("--json")[0])["invariants"][0]
    assert (len(told["offenders"]), told["more"]) == (MOST_NAMED, 3)
    assert "… 3 more" in verify()[0]
