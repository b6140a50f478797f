"""Persons and employers as the subjects of matters: who a number is, who may see them, who speaks for them."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from enrollment.registry.models import Employer, Person
from enrollment.registry.names import named
from enrollment.registry.records import SQL, heads_of
from enrollment.registry.selectors import delegates_on, employers_seen_by, persons_seen_by
from siadmin.agency.models import Region, User
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_prepared
from siadmin.kernel.language import Words
from siadmin.matters.subjects import Subject
from siadmin.policy.lawbook import NATIONAL


class Persons:
    """Cases of a person go to where they live, else where they work, else where their household is.

    Asked for under any record of theirs, they are found under the one they stand under now; cases stay where they are.
    """

    kind = "person"

    def find(self, numbers: Collection[str]) -> dict[str, Subject]:
        rows = run_prepared(SQL / "subjects.sql", {"numbers": list(numbers)})
        works_in = _works_in([person for person, _, _, residence, *_ in rows if residence is None])
        places = {person: lives or works_in.get(person) or household for person, _, _, lives, household, *_ in rows}
        regions = Region.objects.in_bulk({code or NATIONAL for code in places.values()})
        return {
            number: Subject(
                kind=self.kind,
                number=number,
                name=named(name),
                region=regions[places[person] or NATIONAL],
                eyes=eyes or "",
                also=tuple(also),
            )
            for person, number, name, _, _, eyes, also in rows
        }

    def seen_by(self, viewer: Viewer, number: str) -> Subject | None:
        seen = heads_of(persons_seen_by(viewer).filter(number=number))
        return next(iter(self._found(seen)), None)

    def own(self, user: User, on: dt.date) -> list[Subject]:
        return self._found(heads_of(Person.objects.filter(citizen_tie__user=user)))

    def eyes_for(self, number: str, on: dt.date) -> set[str]:
        """Nobody: an agent of a person is named by the case itself."""
        return set()

    def _found(self, persons: list[Person]) -> list[Subject]:
        return list(self.find([person.number for person in persons]).values())


def _works_in(person_ids: list[int]) -> dict[int, str]:
    """Where the present employer of each is registered; the latest where there are several."""
    if not person_ids:
        return {}
    at_work = Person.objects.filter(pk__in=person_ids, employments__isnull=False, employments__ends_before__isnull=True)
    return dict(at_work.order_by("employments__starts_on").values_list("pk", "employments__employer__region"))


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
