"""Every refusal can be read in both languages, says what to do, and is raised with the values its words name."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from siadmin.kernel.refusal import Reason, reasons
from tests.architecture import tree

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _modules() -> Iterator[str]:
    """All that can be imported without an effect: neither migrations nor programs."""
    for domain in tree.DOMAINS:
        for module in pkgutil.walk_packages([str(tree.ROOT / domain)], f"{domain}."):
            if ".migrations" not in module.name and not module.name.endswith(("__main__", ".wsgi")):
                yield module.name


MODULES = {name: importlib.import_module(name) for name in _modules()}
REASONS = [reason for reason in reasons().values() if not reason.code.startswith("test_")]


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _values(text: str, language: str) -> set[str]:
    """What a text names; a value that is itself in two languages ends in the language's code."""
    return {name.removesuffix(f"_{language}") for name in _names(text)}


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_a_reason_speaks_both_languages_and_says_what_to_do(reason: Reason) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", reason.code)
    for chinese in (reason.zh, reason.remedy_zh):
        assert CHINESE.search(chinese), chinese
        assert chinese.endswith(("。", "？")), chinese
    for english in (reason.en, reason.remedy_en):
        assert english and english.endswith((".", "?")), english
        assert not CHINESE.search(english), english


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_both_languages_name_the_same_values(reason: Reason) -> None:
    assert _values(reason.zh, "zh") == _values(reason.en, "en")
    assert _values(reason.remedy_zh, "zh") == _values(reason.remedy_en, "en")
    assert all(name.isidentifier() for name in _names(reason.zh + reason.remedy_zh))


def _calls() -> Iterator[tuple[str, Reason, set[str]]]:
    """Every `REASON(…)` in the product, with the values it is given; `**values` may give any."""
    for path in tree.product():
        module = MODULES.get(".".join(path.with_suffix("").parts).removesuffix(".__init__"))
        for node in ast.walk(tree.parsed(path)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            reason = getattr(module, node.func.id, None)
            if isinstance(reason, Reason) and all(keyword.arg for keyword in node.keywords):
                yield f"{path}:{node.lineno}", reason, {str(keyword.arg) for keyword in node.keywords}


def test_a_refusal_is_given_every_value_its_words_name() -> None:
    calls = list(_calls())
    assert len(calls) > 5
    missing = {
        place: sorted(wanted - given)
        for place, reason, given in calls
        if (wanted := _names(reason.zh + reason.en + reason.remedy_zh + reason.remedy_en)) - given
    }
    assert missing == {}
