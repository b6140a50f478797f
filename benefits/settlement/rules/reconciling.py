"""Two sides of a day compared. Pure; fen."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    count: int
    charged_fen: int
    fund_fen: int
    self_pay_fen: int


@dataclass(frozen=True, slots=True)
class Unlike:
    """A settlement that only one side has, or with other amounts: what the funds and what the person paid."""

    number: str
    told: tuple[int, int] | None
    own: tuple[int, int] | None


def compare(told: Mapping[str, tuple[int, int]], own: Mapping[str, tuple[int, int]]) -> list[Unlike]:
    """By number."""
    return [
        Unlike(number, told.get(number), own.get(number))
        for number in sorted(told.keys() | own.keys())
        if told.get(number) != own.get(number)
    ]
