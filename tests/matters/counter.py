"""Acts at a counter in Chaoyang, each in a line.

desk = Desk()
case = desk.received(cause="court")
case = desk.handled(case)
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.models import AppliedBy, Case, Channel
from siadmin.matters.subjects import Subject
from tests.cities import tick
from tests.factories import a_member_of_staff, a_person
from tests.matters import toys

COUNTY = "110105"
ORIGINALS = (Attached("identity", seen_original=True),)


def subject_of(person: Person) -> Subject:
    return Persons().find([person.number])[person.number]


def facts(**told: Any) -> dict[str, Any]:
    return {"name": "李玮", "cause": "slip", "since": "", "identifier": ""} | told


@dataclass
class Desk:
    """Three people of one county, and somebody who wants something."""

    person: Person = field(default_factory=lambda: a_person(name="李伟", lives_in=COUNTY))
    clerk: User = field(default_factory=lambda: a_member_of_staff(Post.CLERK, name="林静", name_en="Lin Jing"))
    reviewer: User = field(default_factory=lambda: a_member_of_staff(Post.REVIEWER, name="周毅", name_en="Zhou Yi"))
    approver: User = field(default_factory=lambda: a_member_of_staff(Post.APPROVER, name="何敏", name_en="He Min"))

    @property
    def subject(self) -> Subject:
        return subject_of(self.person)

    def received(
        self, *, by: User | None = None, at: dt.datetime | None = None, papers: Any = ORIGINALS, **told: Any
    ) -> Case:
        by_applicant = by is not None and by != self.clerk
        return actions.receive(
            matter=toys.NAME,
            subject=self.subject,
            facts=facts(**told),
            channel=Channel.WEBSITE if by_applicant else Channel.COUNTER,
            applied_by=AppliedBy.SELF,
            papers=papers,
            by=by or self.clerk,
            at=at or tick(),
        )

    def handled(self, case: Case, *, by: User | None = None, reason: str = "") -> Case:
        return act("handle", case, by or self.clerk, reason=reason)

    def reviewed(self, case: Case, *, by: User | None = None) -> Case:
        return act("review", case, by or self.reviewer)

    def approved(self, case: Case, *, by: User | None = None) -> Case:
        return act("approve", case, by or self.approver)

    def name(self) -> str:
        """What the registry says now: whether a case was carried out."""
        self.person.refresh_from_db()
        return self.person.name


def act(name: str, case: Case, by: User, *, at: dt.datetime | None = None, **said: Any) -> Case:
    """Do it on the version that stands."""
    case.refresh_from_db()
    done: Case = getattr(actions, name)(case_id=case.pk, seen_version=case.version, by=by, at=at or tick(), **said)
    return done
