"""What joins the one claim workflow: a scheme brings facts, rules, a form and words; everything else is here.

# in an insurance's `ready`
join(UnemploymentBenefit())
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from benefits.claims.rules.assessed import Assessed
from enrollment.registry.models import Person
from funds.ledger.items import items_of
from siadmin.agency.insurances import FUND_OF
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained
from siadmin.matters.catalogue import Door, MatterForm, Obstacle, Paper
from siadmin.matters.rules import Risk


@dataclass(frozen=True, slots=True)
class Known:
    """One thing the system knows and therefore does not ask for (REG 31), with where it knows it from.

    `value` is words, a text, a number or a day.
    """

    name: Words
    value: Any
    source: Words


@dataclass(frozen=True, slots=True)
class Claimant:
    """For whom, at which place, and on which day it was applied for: the day whose law counts."""

    person: Person
    region: Region
    applied_on: dt.date


class Pension(StrEnum):
    """What a scheme pays in the place of a wage, as other insurances ask."""

    OLD_AGE = "old_age"
    DISABILITY = "disability"


class Scheme(Protocol):
    """One benefit that can be claimed. `components`: by code, as screens and letters name them; `items`: by the same
    codes, as what the fund's book has them (`funds.ledger.items`).

    `category`: under which the limit of days is dated in policy (`matter.limit_days`). `retires`: who draws it is
    retired for the other insurances. `pension`: which kind it is, if it is one.
    """

    code: str
    insurance: str
    title: Words
    who: Words
    conditions: Sequence[Words]
    papers: Sequence[Paper]
    basis: Words
    result: Words
    category: str
    components: Mapping[str, Words]
    items: Mapping[str, str]
    form: type[MatterForm]
    doors: frozenset[Door] = frozenset({Door.COUNTER, Door.CITIZEN})
    may_agents: bool = True
    retires: bool = False
    pension: Pension | None = None

    def place(self, person: Person, facts: Mapping[str, Any], on: dt.date) -> Region | None:
        """The pooling region that pays as of a day; none where the record tells none."""
        ...

    def against(self, person: Person, on: dt.date) -> list[Obstacle]:
        """What stands against applying at all. That a condition is not met does not: it is decided, in writing."""
        return []

    def least_risk(self, facts: Mapping[str, Any]) -> str:
        """However little it comes to: facts that a person must weigh are signed by more."""
        return Risk.LOW

    def deceased(self, facts: Mapping[str, Any]) -> Person | None:
        """Upon whose death it is claimed, if it is: what is paid once is then granted once of them."""
        return None

    def unpaid_from(self, died_on: dt.date) -> Month | None:
        """The first month without it, by the law, once the person died; none where the law is not known here.

        Raises NoLawInForce.
        """
        return None

    def once_of(self, claimant: Claimant, facts: Mapping[str, Any]) -> str:
        """What it is granted once for, where it is: the same once more is refused."""
        return ""

    def receipts_of(self, facts: Mapping[str, Any]) -> Sequence[str]:
        """Numbers of the receipts it is claimed for, where its form asks for them (`forms.ReceiptsField`).

        Each is paid for once, by any scheme.
        """
        return [number for number in str(facts.get("receipts", "")).split(",") if number]

    def known(self, claimant: Claimant, facts: Mapping[str, Any]) -> Sequence[Known]:
        """What the record says that bears on the claim."""
        ...

    def assess(self, claimant: Claimant, facts: Mapping[str, Any]) -> Explained[Assessed]:
        """What it comes to, with every figure and source. Raises a Refusal where the law of the place is not known."""
        ...


_schemes: dict[str, Scheme] = {}


def known_scheme(scheme: Scheme) -> Scheme:
    """Kept under its code.

    Raises ValueError for a second one of that code, for one without components, and for components that its fund's
    book has no item for.
    """
    if _schemes.setdefault(scheme.code, scheme) is not scheme:
        raise ValueError(f"another scheme has the code {scheme.code}")
    if not scheme.components:
        raise ValueError(f"{scheme.code} pays nothing")
    if scheme.items.keys() != scheme.components.keys() or not set(scheme.items.values()) <= set(
        items_of(FUND_OF[scheme.insurance])
    ):
        raise ValueError(f"{scheme.code} does not say as what it is booked")
    return scheme


def scheme_of(code: str) -> Scheme:
    """Raises KeyError."""
    return _schemes[code]


def pensions(*kinds: Pension) -> list[str]:
    """Codes of the schemes that pay a pension of these kinds."""
    return [scheme.code for scheme in schemes() if scheme.pension in kinds]


def schemes() -> list[Scheme]:
    """In the order of their codes."""
    return [scheme for _, scheme in sorted(_schemes.items())]
