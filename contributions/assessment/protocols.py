"""What assessment needs from the room above: somebody who settles bills that bring money back."""

import datetime as dt

from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers
from siadmin.kernel.months import Month

after_adjustment: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_adjustment")

# The same for people who pay for themselves: the payer (below zero), the month, who did it, when.
after_own_adjustment: Followers[[int, Month, User | None, dt.datetime]] = Followers("after_own_adjustment")
