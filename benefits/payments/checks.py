"""What the agency's own records say against benefits in payment: a room of an insurance brings what and one statement.

# in an insurance's `ready`
known_check(StillUnemployed())
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


class Check(Protocol):
    """Looked through before a month of its fund is assembled; what it finds is looked into and stops nothing.

    `sql` returns rows of (entitlement, kind, happened_on) by `given` and by region, fund and month; the same fact has
    the same day each month, so that what a person answered is not asked again. `kinds`: all it may find, in words.
    """

    code: str
    title: Words
    basis: Words
    fund: str
    kinds: Mapping[str, Words]
    sql: Path

    def given(self, region: Region, month: Month) -> Mapping[str, Any]:
        """What the law says, as the statement takes it. Raises NoLawInForce, or that a place has no such value."""
        ...


_checks: dict[str, Check] = {}


def known_check(check: Check) -> Check:
    """Kept under its code. Raises ValueError for a second one of that code."""
    if _checks.setdefault(check.code, check) is not check:
        raise ValueError(f"another check has the code {check.code}")
    return check


def checks_of(fund: str) -> list[Check]:
    """In the order of their codes."""
    return [check for _, check in sorted(_checks.items()) if check.fund == fund]


def check_titles() -> dict[str, Words]:
    return {code: check.title for code, check in _checks.items()}


def kinds_found() -> dict[str, Words]:
    """In words, whichever check finds it."""
    return {kind: words for check in _checks.values() for kind, words in check.kinds.items()}
