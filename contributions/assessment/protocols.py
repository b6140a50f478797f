"""What assessment needs from the rooms above: who settles bills that bring money back, when money came, for what."""

import datetime as dt
from collections.abc import Collection

from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers, Slot
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained

after_adjustment: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_adjustment")

# The same for people who pay for themselves: the payer (below zero), the month, who did it, when.
after_own_adjustment: Followers[[int, Month, User | None, dt.datetime]] = Followers("after_own_adjustment")

# Of payers: for each of their bills that took money, the last day on which what it took came in.
arrivals: Slot[[Collection[int]], dict[int, dt.date]] = Slot("arrivals")

# Of the bill of a construction project: how it comes to its amount.
project_explained: Slot[[int], Explained[Fen]] = Slot("project_explained")
