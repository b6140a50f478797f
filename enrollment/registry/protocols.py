"""What the registry and participation need from the rooms above: that charged months follow the record, and what
stands against closing an employer.

# in an app's `ready`
against_closing.register(people_employed)      # people_employed(employer, day) -> what must end or be paid first
"""

import datetime as dt

from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.kernel.followers import Followers, Tellers
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Obstacle

# The employer, locked; the first month whose contributions may differ; who did it, or nobody; when.
after_change: Followers[[Employer, Month, User | None, dt.datetime]] = Followers("after_change")
# The employer and its last day: what is owed, waits or goes on past it (REG 10).
against_closing: Tellers[[Employer, dt.date], Obstacle] = Tellers("against_closing")
