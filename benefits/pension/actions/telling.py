"""Who will retire is told six months ahead (REG 17; a service the agency offers, no condition of anything)."""

import datetime as dt

from django.utils import timezone

from benefits.pension.selectors.coming import retiring_in
from benefits.pension.selectors.near_age import near_ages
from benefits.pension.words import COMING_TEXT, NEAR_AGE_TEXT
from siadmin.kernel.months import Month
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook

MONTHS_AHEAD = 6


def tell_coming(*, at: dt.datetime) -> int:
    """One message to everybody who retires in up to six months, each once; how many are new.

    Whoever was registered late is told late: every month up to the sixth is looked at each time.
    """
    today = timezone.localdate(at)
    present, told = Month.of(today), 0
    notice = StoredLawBook().law("retirement.flexible_notice_months", region=NATIONAL, category="early", on=today)
    for month in (present + 1).until(present + MONTHS_AHEAD + 1):
        people = retiring_in(month, today).values_list("number", flat=True)
        told += send_many(
            COMING_TEXT,
            (
                Addressed(
                    Recipient(RecipientKind.PERSON, number), {"month": str(month), "notice": str(int(notice.value))},
                    ("citizen_estimate",), None,
                    f"retires:{month}",
                )
                for number in people
            ),
            at=at,
        )  # fmt: skip
    return told


def tell_near_age(*, at: dt.datetime) -> int:
    """One message to everybody whose allowance is reckoned anew within six months, each once; how many are new."""
    today = timezone.localdate(at)
    return send_many(
        NEAR_AGE_TEXT,
        [
            Addressed(
                Recipient(RecipientKind.PERSON, each.drawn.entitlement.person.number),
                {"month": str(each.near_in + 1), "near_in": str(each.near_in)}, ("citizen_benefits",), None,
                f"near_age:{each.drawn.entitlement.number}",
            )
            for each in near_ages(today, Month.of(today) + MONTHS_AHEAD)
        ],
        at=at,
    )  # fmt: skip
