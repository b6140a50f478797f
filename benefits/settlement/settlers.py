"""How an insurance joins direct settlement: it says who is insured for it on a day, and what a bill comes to.

# in an insurance's `ready`
settlers.register(MedicalSettler())
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from benefits.settlement.rules.bills import LineParts, Parts, Priced
from enrollment.registry.models import Person
from siadmin.kernel.language import Words
from siadmin.kernel.trace import Explained


@dataclass(frozen=True, slots=True)
class Insured:
    """As what a person is insured on a day. `facts` are the insurance's own: JSON that it reads again."""

    insurance: str
    fund: str
    region: str
    words: Words
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill of a stay, with the year of its person before it (`rules.bills.YEAR_SUMS`).

    `deductible_taken_fen`: by the bills of the stay before it; `is_further`: the stay is not the first of its year.
    """

    insured: Insured
    care: str
    level: int
    on: dt.date
    lines: Sequence[Priced]
    year: Mapping[str, int]
    opens_stay: bool
    is_further: bool
    deductible_taken_fen: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of each line and of the bill, and what the bill adds to the year."""

    lines: tuple[LineParts, ...]
    parts: Parts
    adds: Mapping[str, int]


class Settler(Protocol):
    """`items`: by fund, as what its book has what institutions are paid (`funds.ledger.items`).

    `account_items`: the same for what personal accounts paid, of funds that hold such accounts.
    """

    code: str
    title: Words
    items: Mapping[str, str]
    account_items: Mapping[str, str]

    def eligible(self, person: Person, on: dt.date) -> Explained[Insured]:
        """Raises a refusal where the person is not insured, or what is owed for them stands against it."""

    def account_holders(self, person: Person, on: dt.date) -> list[Person]:
        """Whose personal accounts may pay for care of the person on a day, in the order in which they pay."""

    def settle(self, bill: Bill) -> Explained[Answer]:
        """Raises NOT_VERIFIED_HERE where the law of the place is not on file."""


_settlers: dict[str, Settler] = {}


def register(settler: Settler) -> None:
    _settlers[settler.code] = settler


def of(code: str) -> Settler:
    return _settlers[code]


def item_of(fund: str) -> str:
    """As what a fund's book has what it pays institutions. Raises StopIteration where no insurance settles from it."""
    return next(each.items[fund] for each in _settlers.values() if fund in each.items)


def account_item_of(fund: str) -> str:
    """The same of what personal accounts paid. Raises StopIteration where a fund holds no such accounts."""
    return next(each.account_items[fund] for each in _settlers.values() if fund in each.account_items)


def codes() -> list[tuple[str, Words]]:
    return [(code, each.title) for code, each in _settlers.items()]


def funds() -> list[str]:
    """That pay institutions, in the order of their codes."""
    return sorted({fund for settler in _settlers.values() for fund in settler.items})
