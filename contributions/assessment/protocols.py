"""What assessment needs from the room above: somebody who settles bills that bring money back."""

import datetime as dt

from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers
from siadmin.kernel.months import Month

after_adjustment: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_adjustment")
