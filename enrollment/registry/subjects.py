"""Persons and employers as the subjects of matters: who a number is, who may see them, who speaks for them."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from enrollment.registry.models import Employer, Identifier, Person
from enrollment.registry.names import named
from enrollment.registry.records import heads_of, other_records_of
from enrollment.registry.selectors import delegates_on, employers_seen_by, persons_seen_by
from siadmin.agency.models import Region, User
from siadmin.agency.selectors import people_behind
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.matters.subjects import Subject
from siadmin.policy.lawbook import NATIONAL


class Persons:
    """Cases of a person go to where they live, else where they work, else where their household is.

    Asked for under any record of theirs, they are found under the one they stand under now; cases stay where they are.
    """

    kind = "person"

    def find(self, numbers: Collection[str]) -> dict[str, Subject]:
        return {each.number: each for each in self._subjects(Q(number__in=numbers))}

    def seen_by(self, viewer: Viewer, number: str) -> Subject | None:
        seen = heads_of(persons_seen_by(viewer).filter(number=number))
        return next(iter(self._subjects(Q(pk__in=[person.pk for person in seen]))), None)

    def own(self, user: User, on: dt.date) -> list[Subject]:
        own = heads_of(Person.objects.filter(citizen_tie__user=user))
        return self._subjects(Q(pk__in=[person.pk for person in own]))

    def eyes_for(self, number: str, on: dt.date) -> set[str]:
        """Nobody: an agent of a person is named by the case itself."""
        return set()

    def _subjects(self, which: Q) -> list[Subject]:
        persons = list(Person.objects.filter(which).select_related("residence", "household"))
        also: dict[int, list[str]] = {}
        others = other_records_of([person.pk for person in persons])
        called = dict(Person.objects.filter(pk__in=[other for _, other in others]).values_list("pk", "number"))
        for own, other in others:
            also.setdefault(own, []).append(called[other])
        known = Identifier.objects.filter(person__in=persons).order_by("pk")  # all of one lead to the same
        numbers = {person: bytes(digest) for person, digest in known.values_list("person", "value_hash")}
        behind = people_behind(numbers.values())
        eyes = {person: behind[digest].hex() for person, digest in numbers.items()}
        works_in = _works_in([person for person in persons if person.residence is None])
        return [
            Subject(
                kind=self.kind,
                number=person.number,
                name=named(person.name),
                region=person.residence or works_in.get(person.pk) or person.household or _nation(),
                eyes=eyes.get(person.pk, ""),
                also=tuple(also.get(person.pk, ())),
            )
            for person in persons
        ]


def _works_in(persons: list[Person]) -> dict[int, Region]:
    """Where the present employer of each is registered; the latest where there are several."""
    rows = dict(
        Person.objects.filter(pk__in=[person.pk for person in persons], employments__ends_before__isnull=True)
        .order_by("employments__starts_on")
        .values_list("pk", "employments__employer__region")
    )
    regions = Region.objects.in_bulk(set(rows.values()))
    return {person: regions[code] for person, code in rows.items() if code in regions}


def _nation() -> Region:
    return Region.objects.get(pk=NATIONAL)


class Employers:
    """Cases of an employer go to where it is registered."""

    kind = "employer"

    def find(self, numbers: Collection[str]) -> dict[str, Subject]:
        return {each.number: each for each in self._subjects(Q(number__in=numbers))}

    def seen_by(self, viewer: Viewer, number: str) -> Subject | None:
        seen = employers_seen_by(viewer).filter(number=number).values("pk")
        return next(iter(self._subjects(Q(pk__in=seen))), None)

    def own(self, user: User, on: dt.date) -> list[Subject]:
        return self._subjects(Q(pk__in=delegates_on(on).filter(user=user).values("employer")))

    def eyes_for(self, number: str, on: dt.date) -> set[str]:
        acting = delegates_on(on).filter(employer__number=number)
        return {bytes(person).hex() for person in acting.values_list("user__person_hash", flat=True)}

    def _subjects(self, which: Q) -> list[Subject]:
        return [
            Subject(
                kind=self.kind,
                number=employer.number,
                name=Words(employer.name, employer.name_en or employer.name),
                region=employer.region,
            )
            for employer in Employer.objects.filter(which).select_related("region").order_by("name_folded")
        ]
