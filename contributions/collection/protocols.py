"""What collection needs from the room above: how refunds go back that came through a payment channel."""

from collections.abc import Collection
from enum import StrEnum

from siadmin.kernel.followers import Slot


class WayBack(StrEnum):
    """Through its channel; asked already, and not answered; the channel does not return it, so by the bank; it did."""

    BY_CHANNEL = "by_channel"
    ASKED = "asked"
    REFUSED = "refused"
    RETURNED = "returned"


# Refund → how it stands with its channel; refunds of other receipts are not in it.
ways_back: Slot[[Collection[int]], dict[int, WayBack]] = Slot("ways_back")
