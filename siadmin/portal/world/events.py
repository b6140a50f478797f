"""What happens at an employer in a month, as plain facts: who comes, goes, earns more, how it files and pays."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from siadmin.kernel.months import Month
from siadmin.portal.world.employers import DemoEmployer
from siadmin.portal.world.people import DemoPerson


@dataclass(frozen=True, slots=True)
class Span:
    """The months of the world; `today` lies in `current`, or after it where the law's numbers end earlier."""

    opened: Month
    current: Month
    today: dt.date


@dataclass(frozen=True, slots=True)
class Joined:
    """`kind` and the categories are those of participation."""

    person: DemoPerson
    starts_on: dt.date
    wage_fen: int
    kind: str = "employee"
    medical: str = "employee"
    pension: str = "employee"


@dataclass(frozen=True, slots=True)
class Left:
    """`reason` is an end reason of participation (IMPL 13)."""

    person: DemoPerson
    last_day: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Filing:
    """`how`: all (the whole roster), changes (only changed rows), unchanged (nothing changed), silent (no filing).

    `month` differs from the month it happens in when a missed month is made good.
    """

    month: Month
    how: str
    on: dt.date
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Paying:
    """`how`: full, part, excess, no_reference, never. `on` is the day the money arrives; null for never."""

    how: str
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class EmployerMonth:
    """`roster`: wage in fen of everybody insured in the month, by the person's key."""

    employer: DemoEmployer
    month: Month
    joined: tuple[Joined, ...]
    left: tuple[Left, ...]
    wages: Mapping[int, int]
    paused: tuple[DemoPerson, ...]
    resumed: tuple[DemoPerson, ...]
    roster: Mapping[int, int]
    filings: tuple[Filing, ...]
    paying: Paying


@dataclass
class Staff:
    """The present people of one employer while its history is told: wages, kinds, who is paused until when."""

    wages: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    people: dict[int, DemoPerson] = field(default_factory=dict)
    paused: dict[int, Month] = field(default_factory=dict)

    def add(self, joined: Joined) -> None:
        key = joined.person.key
        self.wages[key], self.kinds[key], self.people[key] = joined.wage_fen, joined.kind, joined.person

    def remove(self, key: int) -> None:
        for kept in (self.wages, self.kinds, self.people, self.paused):
            kept.pop(key, None)

    def active(self, kind: str = "employee") -> list[DemoPerson]:
        """People of a kind who are not paused, in the order they came."""
        return [p for key, p in self.people.items() if self.kinds[key] == kind and key not in self.paused]

    def roster(self) -> dict[int, int]:
        return {key: wage for key, wage in self.wages.items() if key not in self.paused}
