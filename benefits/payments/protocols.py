"""What insurances tell payments: what their fund paid to others for somebody, and what ends as another is granted."""

from collections.abc import Collection
from dataclasses import dataclass

from benefits.claims.models import Decision
from benefits.payments.models import Entitlement
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


@dataclass(frozen=True, slots=True)
class GivesWay:
    """A benefit of the same person that another is granted in the stead of: from which month it ends, on which ground.

    `reason` stands in the letter.
    """

    entitlement: Entitlement
    from_month: Month
    because: str
    reason: str


# A grant that is about to be put in payment: what it takes the place of, which ends first.
gives_way: Tellers[[Decision], GivesWay] = Tellers("gives_way")
