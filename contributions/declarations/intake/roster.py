"""What the employer's staff list already knows: the source of most corrected values."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from contributions.declarations.intake.names import folded


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
            roster.by_beginning.setdefault(entry.number[:15], []).append(entry)
        return roster

    def only_one_named(self, name: str) -> RosterEntry | None:
        found = self.by_name.get(folded(name), [])
        return found[0] if len(found) == 1 else None

    def only_one_beginning(self, fifteen: str) -> RosterEntry | None:
        found = self.by_beginning.get(fifteen, [])
        return found[0] if len(found) == 1 else None
