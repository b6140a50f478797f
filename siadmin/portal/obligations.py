"""An employer's obligations as a calendar (RFC 5545), for the calendar program of whoever keeps its days.

The calendar names the employer and legal days, no person and no amount: it is read through a key in its address, by
programs that cannot sign in. The key holds as long as the delegation of whoever asked for it.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from icalendar import TRANSP, Alarm, Calendar, Event

from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by, viewer_of
from siadmin.agency.models import User
from siadmin.kernel.language import Words
from siadmin.policy.calendar import WorkCalendar
from siadmin.portal.deadlines import Deadline, of_orders, of_projects, within_months

MONTHS_AHEAD = 12
WARN_BEFORE = dt.timedelta(days=3)
READ_AGAIN_EVERY = dt.timedelta(days=1)
PRODUCT = "-//Social insurance agency//Obligations of employers//"
_SALT = "siadmin.portal.obligations"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Whose calendar an address is: the employer's, in the language of the delegate who asked for it."""

    employer: Employer
    language: str


def key_of(user: User, employer: Employer, language: str) -> str:
    """What stands in the address: nobody can write one, and it opens nothing but this calendar."""
    return signing.dumps({"user": user.pk, "employer": employer.number, "language": language}, salt=_SALT)


def subscription(key: str, *, on: dt.date) -> Subscription | None:
    """What the key opens on a day; nothing when it is not ours or its holder no longer acts for the employer."""
    try:
        said = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=said["user"], is_active=True).first()
    if user is None:
        return None
    viewer = viewer_of(user, on=on)
    mine = employers_seen_by(viewer).filter(pk__in=viewer.employer_ids, number=said["employer"])
    employer = mine.select_related("pooling_region").first()
    return Subscription(employer, said["language"]) if employer else None


def calendar_of(subscribed: Subscription, *, today: dt.date, now: dt.datetime) -> bytes:
    """The legal days of the coming months in the reader's language: whole-day events, warned of three days before."""
    employer = subscribed.employer
    name = str(Words("社会保险：{name}", "Social insurance: {name}").filled(name=employer.name))
    calendar = Calendar.new(prodid=f"{PRODUCT}{subscribed.language}", name=name, refresh_interval=READ_AGAIN_EVERY)
    days = WorkCalendar()
    told = [
        *within_months(employer.pooling_region, today, months=MONTHS_AHEAD),
        *of_orders(employer, today, months=MONTHS_AHEAD),
        *of_projects(employer, today),
    ]
    for each in [] if employer.cancelled_on else sorted(told, key=lambda each: each.due_on):
        calendar.add_component(_event(employer, each, days, now))
    return calendar.to_ical()


def _event(employer: Employer, deadline: Deadline, days: WorkCalendar, now: dt.datetime) -> Event:
    told = f"{employer.name} · {deadline.law}"
    if days.is_provisional(deadline.due_on):
        told += " · " + str(
            Words(
                "该年度放假安排尚未公布，日期可能调整。",
                "The year's public holidays are not yet published; the day may move.",
            )
        )
    event = Event.new(
        uid=f"{deadline.month}-{deadline.code}-{employer.number}@social-insurance",
        summary=f"{deadline.title} · {deadline.month}",
        description=told,
        start=deadline.due_on,
        end=deadline.due_on + dt.timedelta(days=1),
        stamp=now,
        transparency=TRANSP.TRANSPARENT,
    )
    alarm = Alarm.new(description=str(deadline.title))
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -WARN_BEFORE)
    event.add_component(alarm)
    return event
