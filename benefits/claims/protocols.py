"""What rooms above claims do once a benefit is granted, and what insurances would give somebody today.

granted.register(f)      # f(decision) -> None, in the transaction of the last signature
"""

import datetime as dt
from dataclasses import dataclass

from benefits.claims.models import Decision
from enrollment.registry.models import Person
from siadmin.kernel.followers import Followers, Tellers
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import matter_of

granted = Followers[[Decision]]("granted")


@dataclass(frozen=True, slots=True)
class Offer:
    """What one insurance would give on a day: in words, in fen where it is an amount, and the page that says why.

    `said` tells of what the amount is, or why there is none. `page`: a route of citizens and its arguments.
    """

    insurance: str
    said: Words
    amount_fen: int | None = None
    is_monthly: bool = False
    page: tuple[str, ...] = ()

    @property
    def asks_for(self) -> Words | None:
        """What its page asks for, where one applies there."""
        return matter_of(self.page[1]).title if self.page[:1] == ("citizen_apply",) else None


# A person on a day: what each insurance would give them by what is on record then.
offers: Tellers[[Person, dt.date], Offer] = Tellers("offers")
