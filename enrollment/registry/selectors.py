"""Questions about persons, employers, and the users tied to them."""

import datetime as dt

from django.db.models import Q, QuerySet

from enrollment.registry.models import CitizenTie, Delegate, Employer, Identifier, IdentifierKind, InjuryRate, Person
from siadmin.agency.models import User
from siadmin.agency.selectors import reaches_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash

MOST_FOUND = 50


def viewer_of(user: User, *, on: dt.date) -> Viewer:
    """Everything that decides what a user may see on a day."""
    tie = CitizenTie.objects.filter(user=user).first()
    return Viewer(
        user=user,
        reaches=reaches_of(user, on=on) if user.is_staff_member else (),
        employer_ids=frozenset(
            Delegate.objects.filter(user=user, starts_on__lte=on)
            .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=on))
            .values_list("employer_id", flat=True)
        ),
        person_id=tie.person_id if tie else None,
    )


def folded(name: str) -> str:
    """A name as search compares it: no spaces, one kind of middle dot, lower case."""
    dots = str.maketrans(dict.fromkeys("•‧・∙．.·", "·"))
    return "".join(name.translate(dots).split()).lower()


def employers_seen_by(viewer: Viewer) -> QuerySet[Employer]:
    """Own employers for a delegate, employers of the jurisdiction for staff, none for others."""
    if viewer.is_staff:
        return Employer.objects.filter(viewer.region_filter("region"))
    return Employer.objects.filter(pk__in=viewer.employer_ids)


def persons_seen_by(viewer: Viewer) -> QuerySet[Person]:
    """One's own record for a citizen; for staff, persons with an employment or a residence in the jurisdiction."""
    if viewer.is_staff:
        employed = viewer.region_filter("employments__employer__region")
        return Person.objects.filter(employed | viewer.region_filter("residence")).distinct()
    if viewer.person_id is not None:
        return Person.objects.filter(pk=viewer.person_id)
    return Person.objects.none()


def person_by_identifier(number: str) -> Person | None:
    """The person whose current identifier this is (normalised, upper case)."""
    found = (
        Identifier.objects.filter(value_hash=keyed_hash(number), ends_before__isnull=True)
        .select_related("person")
        .first()
    )
    return found.person if found else None


def identifier_of(person: Person) -> Identifier | None:
    """The current number a person goes by, citizen ID first."""
    current = list(person.identifiers.filter(ends_before__isnull=True))
    current.sort(key=lambda i: i.kind != IdentifierKind.CITIZEN_ID)
    return current[0] if current else None


def injury_rate_of(employer: Employer, month: Month) -> InjuryRate:
    """The employer's work injury class and factor in a month."""
    return (
        InjuryRate.objects.filter(employer=employer, starts_on__lte=month.first_day)
        .filter(Q(ends_before__isnull=True) | Q(ends_before__gt=month.first_day))
        .get()
    )
