"""Ages in completed years, and from which one somebody may be employed."""

import datetime as dt

WORKING_AGE = 16
"""Labour Law, art. 15: nobody under sixteen may be hired."""


def age_on(birth_on: dt.date, on: dt.date) -> int:
    """Completed years; someone born on 29 February completes a year on 1 March of common years."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))
