"""Whom a case is about. Who is insured is known above; the rooms above say who a number is and who speaks for it.

# in an app's `ready`
subjects.register_subject(Persons())
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from siadmin.agency.models import Region, User
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words

NOBODY = "nobody"  # in the address of a matter that is about nobody in particular


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or employer by public number. `region` is where their cases go to when nobody stands at a counter.

    `eyes`: the natural person this is, as `User.eyes` names them, so that nobody signs their own matter. `also`: other
    numbers of theirs, under which cases may stand.
    """

    kind: str
    number: str
    name: Words
    region: Region
    eyes: str = ""
    also: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        return (self.number, *self.also)


class SubjectKind(Protocol):
    """What a room above tells about one kind of subject."""

    kind: str

    def find(self, numbers: Collection[str]) -> dict[str, Subject]:
        """Those that exist, by number, whoever asks."""
        ...

    def seen_by(self, viewer: Viewer, number: str) -> Subject | None:
        """The one of this number, if the viewer may see it."""
        ...

    def own(self, user: User, on: dt.date) -> list[Subject]:
        """Those the user speaks for on a day: oneself, or the employers one is a delegate of."""
        ...

    def eyes_for(self, number: str, on: dt.date) -> set[str]:
        """Natural persons who act for it on a day by whichever account, as `User.eyes` names them; not it itself."""
        ...


_kinds: dict[str, SubjectKind] = {}


def register_subject(kind: SubjectKind) -> None:
    _kinds[kind.kind] = kind


def kinds() -> list[str]:
    return list(_kinds)


def find(kind: str, numbers: Collection[str]) -> dict[str, Subject]:
    return _kinds[kind].find(numbers) if kind in _kinds and numbers else {}


def seen_by(viewer: Viewer, kind: str, number: str) -> Subject | None:
    return _kinds[kind].seen_by(viewer, number) if kind in _kinds else None


def own(user: User, kind: str, on: dt.date) -> list[Subject]:
    return _kinds[kind].own(user, on) if kind in _kinds else []


def eyes_for(kind: str, number: str, on: dt.date) -> set[str]:
    return _kinds[kind].eyes_for(number, on) if kind in _kinds else set()


def speaks_for(user: User, kind: str, number: str, on: dt.date) -> bool:
    return any(number in subject.numbers for subject in own(user, kind, on))
