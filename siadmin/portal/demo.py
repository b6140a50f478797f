"""The accounts of the demonstration, for the sign-in page: whatever makes the demonstration data names them.

`siadmin.portal.demo_accounts` gives `ACCOUNTS`, each with `kind`, `username`, `password`, `name` and `does` (`Words`).
"""

from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

_MODULE = "siadmin.portal.demo_accounts"
ORDER = ("employer", "citizen", "business", "finance", "control")


def kind_name(kind: str) -> str:
    return {
        "employer": gettext("Employers"),
        "citizen": gettext("Citizens"),
        "business": gettext("Staff: business"),
        "finance": gettext("Staff: finance"),
        "control": gettext("Staff: rules and control"),
    }[kind]


def grouped_by_kind() -> list[tuple[str, list[Any]]]:
    """Pairs of a kind's name and its accounts, in the order of ORDER; nothing when no demonstration was made."""
    if find_spec(_MODULE) is None:
        return []
    accounts = sorted(import_module(_MODULE).ACCOUNTS, key=lambda account: ORDER.index(account.kind))
    return [(kind_name(kind), list(group)) for kind, group in groupby(accounts, key=lambda account: account.kind)]
