"""How runs are shown: which of them a viewer may see, and what they say beyond their slices.

The pages of runs know no kind; each app registers how its own is shown.

    # in an app's `ready`
    batches.register(AssessmentBatch())
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Q

from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the tally at the head of a run's page, as `components/tally.html` draws it."""

    label: str
    figure: str
    sub: str = ""
    before: str = ""
    unit: str = ""
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a kind adds to the page: figures for the tally, and a template with its context below the slices."""

    figures: list[Figure] = field(default_factory=list)
    template: str = ""
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Door:
    """Where a person opens a run of a kind by hand."""

    label: Words
    url: str


class Batch(Protocol):
    """How the runs of one kind are shown. `counts` names what a run's `people` are: people, or rows of a file."""

    kind: str
    counts: Words

    def door(self, viewer: Viewer) -> Door | None:
        """Where this viewer may open one, if they may."""

    def seen_by(self, viewer: Viewer) -> Q:
        """Which runs of the kind the viewer may see."""

    def subject(self, run: Run) -> Words:
        """What it is about: a place and a month, a file."""

    def shown(self, run: Run, viewer: Viewer) -> Shown: ...


_batches: dict[str, Batch] = {}


def register(batch: Batch) -> None:
    _batches[batch.kind] = batch


def batch_of(run: Run) -> Batch:
    return _batches[run.kind]


def seen_by(viewer: Viewer) -> Q:
    """Runs of every registered kind that the viewer may see."""
    condition = Q(pk__in=[])
    for batch in _batches.values():
        condition |= Q(kind=batch.kind) & batch.seen_by(viewer)
    return condition


def kinds() -> list[str]:
    return list(_batches)


def doors(viewer: Viewer) -> list[Door]:
    return [door for batch in _batches.values() if (door := batch.door(viewer)) is not None]
