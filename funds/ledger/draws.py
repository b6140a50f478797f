"""What the bank says of draws (fiscal special account to expenditure account): a room above the ledger tells it.

# in an app's `ready`
told_by_bank.fill(draws_told)      # draws_told([entry ids]) -> {entry id: [ToldLine, …]}
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from siadmin.kernel.followers import Slot


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of the bank that brought so much of a draw, in fen; `spare_fen` of it is of nothing yet.

    `is_from_file`: the bank's statement says so; else a person read it off.
    """

    reference: str
    on: dt.date
    fen: int
    spare_fen: int
    is_from_file: bool


told_by_bank: Slot[[Sequence[int]], dict[int, list[ToldLine]]] = Slot("told_by_bank")
"""By entry, the lines of the bank that brought what it drew."""
