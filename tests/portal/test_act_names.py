"""Every code the trail can hold has a name in both languages, and no name is left over."""

import ast
from pathlib import Path

from django.conf import settings

from siadmin.portal.act_names import ACT_NAMES
from siadmin.portal.catalogue import PACKAGES


def _recorded() -> set[str]:
    """The codes in every call `record(..., code="…")` of the product."""
    found = set()
    for package in PACKAGES:
        for path in (Path(settings.BASE_DIR) / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
                    found |= {
                        str(keyword.value.value)
                        for keyword in node.keywords
                        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
                    }
    return found


def test_every_act_has_a_name_and_no_name_is_left_over() -> None:
    assert _recorded() == ACT_NAMES.keys()


def test_every_name_speaks_both_languages() -> None:
    assert all(name.zh and name.en for name in ACT_NAMES.values())
