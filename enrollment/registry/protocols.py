"""What the registry and participation need from the rooms above: that charged months follow the record."""

import datetime as dt

from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers
from siadmin.kernel.months import Month

# The employer, locked; the first month whose contributions may differ; who did it, or nobody; when.
after_change: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_change")
