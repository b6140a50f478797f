"""Who may act for a person by a recorded mandate (REG 30), told by the room above that records them.

# in an app's `ready`
agents_of.fill(agents_of_person)       # by whom somebody may be represented in a matter on a day
mandates_held.fill(mandates_of_user)   # for whom an account may act on a day, and in which matters
"""

import datetime as dt
from dataclasses import dataclass

from siadmin.agency.models import User
from siadmin.kernel.followers import Slot
from siadmin.kernel.language import Words
from siadmin.matters.subjects import Subject, speaks_for


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who acts for another: the person by our number, as natural person (`eyes`), by which mandate."""

    number: str
    name: Words
    eyes: str
    mandate: str


@dataclass(frozen=True, slots=True)
class Mandated:
    """For whom an agent acts, and in which matters, by code; an empty set: in all that an agent may ask for."""

    subject: Subject
    agent: Agent
    matters: frozenset[str]

    def covers(self, matter: str) -> bool:
        return not self.matters or matter in self.matters


agents_of = Slot[[str, str, dt.date], list[Agent]]("agents_of")
mandates_held = Slot[[User, dt.date], list[Mandated]]("mandates_held")


def mandate_over(user: User, kind: str, number: str, on: dt.date) -> list[Mandated]:
    """By which mandates a user acts for somebody on a day."""
    if kind != "person":
        return []
    return [each for each in mandates_held.call(user, on) if number in each.subject.numbers]


def acting_in(user: User, kind: str, number: str, matter: str, on: dt.date) -> Agent | None:
    """As which agent a user acts for somebody in a matter; nobody where no mandate covers it."""
    held = (each for each in mandate_over(user, kind, number, on) if each.covers(matter))
    return next((each.agent for each in held), None)


def may_act(user: User, kind: str, number: str, matter: str, on: dt.date) -> bool:
    """Whether a user speaks for the subject of a case: as itself or for it, or as its agent in this matter."""
    return speaks_for(user, kind, number, on) or acting_in(user, kind, number, matter, on) is not None
