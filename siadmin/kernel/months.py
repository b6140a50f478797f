"""Months and half-open periods: `starts_on` belongs to the period, `ends_before` does not; open is None."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month, the unit in which contributions are owed (费款所属期)."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1 <= self.year <= 9998):
            raise ValueError(f"no such month: {self.year}-{self.number}")

    def __hash__(self) -> int:
        return self.year * 12 + self.number

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        return _month_at(day.year * 12 + day.month - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2026-10` or `202610`. Raises ValueError otherwise."""
        digits = text.strip().replace("-", "")
        if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
            raise ValueError(f"not a month: {text!r}")
        return cls(int(digits[:4]), int(digits[4:]))

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        return (self + 1).first_day - dt.timedelta(days=1)

    @property
    def index(self) -> int:
        """Months since year 0; differences of indexes are counts of months."""
        return self.year * 12 + self.number - 1

    def __add__(self, months: int) -> "Month":
        return _month_at(self.index + months)

    def __sub__(self, months: int) -> "Month":
        return self + -months

    def until(self, ends_before: "Month") -> Iterator["Month"]:
        """Every month from this one up to, not including, `ends_before`."""
        return map(_month_at, range(self.index, ends_before.index))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


@lru_cache(maxsize=1 << 12)
def _month_at(index: int) -> Month:
    """By index. A record of forty years names the same months thousands of times: each is one object."""
    year, zero_based = divmod(index, 12)
    return Month(year, zero_based + 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `starts_on` up to, not including, `ends_before`."""

    starts_on: dt.date
    ends_before: dt.date | None = None

    def __post_init__(self) -> None:
        if self.ends_before is not None and self.ends_before <= self.starts_on:
            raise ValueError(f"empty period: {self.starts_on}..{self.ends_before}")

    def __contains__(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_before is None or day < self.ends_before)

    def overlaps(self, other: "Period") -> bool:
        return (other.ends_before is None or self.starts_on < other.ends_before) and (
            self.ends_before is None or other.starts_on < self.ends_before
        )
