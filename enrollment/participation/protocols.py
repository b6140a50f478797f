"""What participation needs of the rooms above about people who pay for themselves."""

import datetime as dt
from collections.abc import Mapping, Sequence

from enrollment.registry.models import Person
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers, Slot
from siadmin.kernel.months import Month

# The first month, from a given one on, that the person has not paid by themself in the kind of terms: in one
# insurance, or in any of them where none is named.
first_unpaid_month: Slot[[Person, str, Month, str], Month] = Slot("first_unpaid_month")

# For people by id, each from a month on: the months of an insurance that count though they were paid elsewhere.
months_from_elsewhere: Slot[[Mapping[int, Month]], dict[tuple[int, str], list[Month]]] = Slot("months_from_elsewhere")

# What is owed may differ: the person, locked; the kind of terms; the first month it may; who did it; when.
after_own_change: Followers[[Person, str, Month, User | None, dt.datetime]] = Followers("after_own_change")

# People are about to be insured through an employer, each from a month on: what they pay themselves makes way.
before_joining: Followers[[Sequence[tuple[Person, Month]], User | None, dt.datetime]] = Followers("before_joining")
