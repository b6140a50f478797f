"""What insurances tell payments: what their fund paid to others for somebody, beside the benefits themselves."""

from collections.abc import Collection
from dataclasses import dataclass

from siadmin.kernel.followers import Tellers
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class PaidBeside:
    """What, for which month, how much in fen."""

    name: Words
    month: Month
    amount_fen: int


# Records of one person: what was paid for them.
paid_beside: Tellers[[Collection[int]], PaidBeside] = Tellers("paid_beside")
