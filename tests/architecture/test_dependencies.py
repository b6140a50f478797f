"""Every library the portal asks for is used by it."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture import tree

PROJECT = tomllib.loads(tree.text(Path("pyproject.toml")))["project"]


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=;~! ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def _modules(distribution: str) -> set[str]:
    return {
        module
        for module, owners in packages_distributions().items()
        if distribution in {owner.lower().replace("_", "-") for owner in owners} and not module.startswith("_")
    }


def is_used(distribution: str, text: str) -> bool:
    """Imported, named as a module in a setting, or run."""
    return any(re.search(rf"\b{re.escape(module)}\b", text) for module in _modules(distribution))


PRODUCT = "\n".join(tree.text(path) for path in tree.product())


@pytest.mark.parametrize("distribution", [_name(each) for each in PROJECT["dependencies"]])
def test_what_the_portal_asks_for_it_uses(distribution: str) -> None:
    assert is_used(distribution, PRODUCT)


@pytest.mark.parametrize("distribution", [_name(each) for each in PROJECT["optional-dependencies"]["dev"]])
def test_types_are_asked_for_what_the_portal_uses(distribution: str) -> None:
    assert not distribution.startswith("types-") or is_used(distribution.removeprefix("types-"), PRODUCT)


def test_a_library_nobody_imports_would_be_named() -> None:
    assert is_used("django", "import django")
    assert not is_used("tqdm", "import django")
