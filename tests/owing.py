"""An employer that is late, and what is asked and signed about it, each in a line.

employer, person = owing.late()
desk = owing.Desk()
case = desk.signed(desk.asked(REFUNDS["hrss"], employer, receipt="R1", …))
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Employers, Persons
from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case
from tests.cities import BEIJING, COUNTY_OF, SEPTEMBER, charge, declare, staff, tick
from tests.factories import a_member_of_staff

SIGNATURES = ("handle", "review", "approve")


def late() -> tuple[Employer, list[Person]]:
    """An employer of Beijing with one worker of 8,000 a month, billed for September and not paying; pension is 24 %."""
    employer, persons = staff()
    late_ones((employer, persons))
    return employer, persons


def late_ones(*staffs: tuple[Employer, list[Person]], month: Month = SEPTEMBER) -> None:
    """Several at once: a region's month is charged once."""
    for employer, persons in staffs:
        declare(employer, month, dict.fromkeys(persons, 8_000))
    charge(BEIJING, month)


@dataclass
class Desk:
    """Three people of one office of the HRSS line."""

    at: str = COUNTY_OF[BEIJING]

    def __post_init__(self) -> None:
        self.clerk, self.reviewer, self.approver = (
            a_member_of_staff(post, at=self.at, line=Line.HRSS, name=name)
            for post, name in ((Post.CLERK, "林静"), (Post.REVIEWER, "周毅"), (Post.APPROVER, "何敏"))
        )

    def asked(
        self, matter: Matter, whom: Employer | Person | None, at: dt.datetime | None = None, /, **facts: Any
    ) -> Case:
        kind = Persons() if isinstance(whom, Person) else Employers()
        return actions.receive(
            matter=matter,
            subject=kind.find([whom.number])[whom.number] if whom else None,
            facts=facts,
            papers=[Attached(paper.code, seen_original=True) for paper in matter.papers],
            by=self.clerk,
            at=at or tick(),
        )

    def signed(self, case: Case, *, at: dt.datetime | None = None, hands: int = 3) -> Case:
        """By as many as it takes, at most `hands`."""
        signers = (self.clerk, self.reviewer, self.approver)
        for act, by in list(zip(SIGNATURES, signers, strict=True))[: min(case.hands, hands)]:
            case.refresh_from_db()
            case = getattr(actions, act)(case_id=case.pk, seen_version=case.version, by=by, at=at or tick())
        return case
