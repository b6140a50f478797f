"""What the employer's staff list already knows: the source of most corrected values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from contributions.declarations.intake.names import folded

ROUNDED_BY = 1_000
"""Eighteen digits in a number cell keep fifteen: three are cut off, or rounded away."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person insured by this employer: name, current social security number, wage last declared."""

    name: str
    number: str
    last_wage_fen: int | None = None


@dataclass(frozen=True)
class Roster:
    """Entries by number, by name and by the first fifteen characters of the number."""

    by_number: dict[str, RosterEntry] = field(default_factory=dict)
    by_name: dict[str, list[RosterEntry]] = field(default_factory=dict)
    by_beginning: dict[str, list[RosterEntry]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[RosterEntry]) -> "Roster":
        roster = cls()
        for entry in entries:
            roster.by_number[entry.number] = entry
            roster.by_name.setdefault(folded(entry.name), []).append(entry)
            if entry.number[:17].isdigit():
                roster.by_beginning.setdefault(entry.number[:15], []).append(entry)
        return roster

    def only_one_named(self, name: str) -> RosterEntry | None:
        found = self.by_name.get(folded(name), [])
        return found[0] if len(found) == 1 else None

    def near(self, rounded: int) -> list[RosterEntry]:
        """Entries whose number a spreadsheet may have rounded to this one, in its fifteenth or sixteenth digit."""
        beginnings = {str(value)[:15] for value in (rounded - ROUNDED_BY, rounded, rounded + ROUNDED_BY)}
        found = [entry for beginning in beginnings for entry in self.by_beginning.get(beginning, [])]
        return [entry for entry in found if abs(int(f"{entry.number[:17]}0") - rounded) <= ROUNDED_BY]
