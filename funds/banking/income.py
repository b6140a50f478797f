"""What the room above knows of a fund's contributions, beyond what is booked: assessed, waiting, provisional.

The funds define the questions; contributions answer them, for all funds of a pooling region at once, in fen.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from funds.ledger.models import Book
from siadmin.agency.models import Region
from siadmin.kernel.followers import Slot
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Waiting:
    """Money of one fund that arrived and is on no bill yet (待分配款)."""

    receipts: int
    amount_fen: int
    oldest_on: dt.date


@dataclass(frozen=True, slots=True)
class Told:
    """Money somebody told of singly: under which reference, how much, and the entry that books it."""

    entry_key: str
    reference: str
    amount_fen: int


assessed: Slot[[Region, Month, Month], dict[tuple[str, Month], int]] = Slot("assessed")
"""Assessed by fund and contribution month, from a month up to, not including, another."""

paid: Slot[[Region, Month, Month], dict[tuple[str, Month], int]] = Slot("paid")
"""Put to the bills of a contribution month by fund, provisional bills included, over the same span."""

waiting: Slot[[Region], dict[str, Waiting]] = Slot("waiting")
"""What waits to be allocated, by fund."""

provisional: Slot[[Region, Month], frozenset[str]] = Slot("provisional")
"""Funds whose bills of a month rest on a value of the law that is provisional."""

told: Slot[[Book, Sequence[str]], list[Told]] = Slot("told")
"""What was told of a book's receipts under some references of the bank."""
