"""What letters need from the rooms above: for whom a viewer opens the box.

addresses_of.fill(f)      # f(viewer) -> the persons and employers whose messages this viewer reads, by our numbers
"""

from collections.abc import Iterable
from dataclasses import dataclass

from siadmin.agency.viewer import Viewer
from siadmin.kernel.followers import Slot
from siadmin.kernel.language import Words
from siadmin.letters.models import RecipientKind


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody we write to: `Recipient("person", "P7K2M-9Q4XH")`. `name` is for screens only."""

    kind: str
    number: str
    name: Words | None = None

    def __post_init__(self) -> None:
        assert self.kind in RecipientKind.values, self.kind

    @property
    def place(self) -> tuple[str, str]:
        return self.kind, self.number


addresses_of = Slot[[Viewer], Iterable[Recipient]]("addresses_of")
