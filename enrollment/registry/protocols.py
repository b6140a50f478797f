"""What the registry and participation need from the rooms above: that charged months follow the record, what stands
against closing an employer, and what two records of one person both say.

# in an app's `ready`
against_closing.register(people_employed)      # people_employed(employer, day) -> what must end or be paid first
"""

import datetime as dt
from dataclasses import dataclass

from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers, Slot, Tellers
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Obstacle


@dataclass(frozen=True, slots=True)
class Both:
    """Months of one insurance that two records both have: through whom, and what was charged under each, in fen."""

    insurance: Words
    span: str
    through: tuple[Words, ...]
    charged_fen: tuple[int, ...]

    @property
    def ways(self) -> list[tuple[Words, int]]:
        return list(zip(self.through, self.charged_fen, strict=True))


# The employer, locked; the first month whose contributions may differ; who did it, or nobody; when.
after_change: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_change")
# The person, under a lock, whose account for benefits is another one from now on; when.
card_changed: Followers[[Person, dt.datetime]] = Followers("card_changed")
# The employer and its last day: what is owed, waits or goes on past it (REG 10).
against_closing: Tellers[[Employer, dt.date], Obstacle] = Tellers("against_closing")
# Two persons' ids: the months both were insured or charged for up to now.
both_have: Slot[[int, int], list[Both]] = Slot("both_have")
# Two persons and a day: what would be wrong once they are one, and must end first.
against_merging: Tellers[[Person, Person, dt.date], Obstacle] = Tellers("against_merging")
# One record's id: what else stands under it, for whoever compares it with another.
record_says: Tellers[[int], tuple[Words, str]] = Tellers("record_says")
# One record's id and a month: what was charged and credited under it from then on, in words.
booked_since: Slot[[int, Month], list[Words]] = Slot("booked_since")
# Two persons' ids and a month: the insurances in which both are insured from it on.
both_go_on: Slot[[int, int, Month], list[Words]] = Slot("both_go_on")
