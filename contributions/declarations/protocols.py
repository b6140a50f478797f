"""What declarations need from the rooms above: somebody who re-assesses a month that was assessed already."""

import datetime as dt

from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers
from siadmin.kernel.months import Month

after_filing: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_filing")
