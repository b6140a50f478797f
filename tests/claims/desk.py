"""Somebody in Beijing who paid a year and lost work, and the people who decide the claim.

desk = ClaimDesk()
case = desk.granted(desk.received())
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from benefits.claims.models import Claim, Decision
from enrollment.participation.models import Employment, EndReason, InsuredPeriod, PeriodEnd
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Line
from siadmin.agency.models import User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.matters import actions
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import matter_of
from siadmin.matters.models import Case, Channel
from tests import cities, database
from tests.cities import BEIJING, COUNTY_OF, GUANGZHOU, NOVEMBER, SEPTEMBER, tick
from tests.factories import a_member_of_staff

A_YEAR = tuple(Month(2025, 11) + n for n in range(12))
A_WAGE = 8_000
TOLD: dict[str, Any] = {"cause": "as_told", "story": "", "registered": True, "seeking": True}

# Who is in the database of the tests that ask for `a_year_paid`: city, first month, month after the last.
READY = (
    (BEIJING, Month(2025, 11), NOVEMBER),
    (BEIJING, Month(2025, 11), NOVEMBER),
    (BEIJING, Month(2025, 9), Month(2026, 9)),
    (BEIJING, Month(2025, 7), Month(2026, 7)),
    (BEIJING, Month(2025, 11), Month(2026, 7)),
    (BEIJING, Month(2024, 9), Month(2025, 9)),
    (BEIJING, Month(2025, 1), Month(2025, 3)),
    (BEIJING, SEPTEMBER, NOVEMBER),
    (BEIJING, SEPTEMBER, NOVEMBER),
    (GUANGZHOU, Month(2025, 11), NOVEMBER),
    (GUANGZHOU, Month(2025, 2), Month(2026, 2)),
)
_ready: dict[tuple[str, tuple[Month, ...]], list[tuple[int, int]]] = {}  # city and months: employer and worker


def a_worker(
    pool: str = BEIJING, *, months: tuple[Month, ...] = A_YEAR, wage: int = A_WAGE, **traits: Any
) -> tuple[Employer, Person]:
    """Employed, insured, and every month paid."""
    if database.stands_on(database.PAID) and database.hands_out() and wage == A_WAGE and not traits:
        for employer_id, person_id in _ready.get((pool, months), ()):
            if database.first_time(f"worker_{person_id}"):
                return Employer.objects.get(pk=employer_id), Person.objects.get(pk=person_id)
    employer, (person,) = cities.staff(at=COUNTY_OF[pool], since=months[0], **traits)
    for month in months:
        cities.declare(employer, month, {person: wage})
        cities.charge(employer.pooling_region_id, month)
    cities.pay_all((employer, month) for month in months)
    return employer, person


def make_ready() -> None:
    """For the tests that ask for `a_year_paid`: whom `a_worker` finds there, it does not build."""
    made = [
        (pool, tuple(first.until(after)), cities.staff(at=COUNTY_OF[pool], since=first)) for pool, first, after in READY
    ]
    with cities.before_the_day():
        for pool, month in sorted({(pool, month) for pool, months, _ in made for month in months}):
            at_work = [colleagues for where, months, colleagues in made if where == pool and month in months]
            for employer, (person,) in at_work:
                cities.declare(employer, month, {person: A_WAGE})
            cities.charge(pool, month)
        for whose in sorted({pool for pool, *_ in READY}):
            cities.pay_all(
                (employer, month) for pool, months, (employer, _) in made if pool == whose for month in months
            )
    for pool, months, (employer, (person,)) in made:
        _ready.setdefault((pool, months), []).append((employer.pk, person.pk))


def loses_work(person: Person, *, before: Month = NOVEMBER, why: str = EndReason.EMPLOYER_TERMINATED) -> None:
    Employment.objects.filter(person=person, ends_before=None).update(ends_before=before.first_day, end_reason=why)
    InsuredPeriod.objects.filter(person=person, before_month=None).update(
        before_month=before, ended_because=PeriodEnd.LEFT
    )


def desk_staff(pool: str, line: str = Line.HRSS) -> list[User]:
    """Clerk, reviewer and approver."""
    return [a_member_of_staff(post, at=pool, line=line) for post in (Post.CLERK, Post.REVIEWER, Post.APPROVER)]


class ClaimDesk:
    def __init__(
        self,
        person: Person | None = None,
        *,
        pool: str = BEIJING,
        matter: str = "unemployment_benefit",
        line: str = Line.HRSS,
        manned_by: Sequence[User] = (),
    ) -> None:
        if person is None:
            _, person = a_worker(pool)
            loses_work(person)
        self.person, self.matter = person, matter_of(matter)
        self.clerk, self.reviewer, self.approver = manned_by or desk_staff(pool, line)

    def received(self, *, by: User | None = None, at: dt.datetime | None = None, **told: Any) -> Case:
        return self.asked(TOLD | told, by=by, at=at)

    def asked(
        self, facts: dict[str, Any], *, by: User | None = None, at: dt.datetime | None = None, without: str = ""
    ) -> Case:
        """With every paper that what is told needs, but for one."""
        papers = [each.code for each in self.matter.papers if each.is_needed(facts) and each.code != without]
        online = by is not None and by != self.clerk
        return actions.receive(
            matter=self.matter,
            subject=Persons().find([self.person.number])[self.person.number],
            facts=facts,
            channel=Channel.WEBSITE if online else Channel.COUNTER,
            papers=[Attached(code, seen_original=True) for code in papers],
            by=by or self.clerk,
            at=at or tick(),
        )

    def act(self, name: str, case: Case, by: User, **said: Any) -> Case:
        version = Case.objects.get(pk=case.pk).version
        done: Case = getattr(actions, name)(case_id=case.pk, seen_version=version, by=by, at=tick(), **said)
        return done

    def handled(self, case: Case) -> Case:
        return self.act("handle", case, self.clerk)

    def granted(self, case: Case) -> Decision:
        """Signed by as many as must."""
        case = self.handled(case)
        case = self.act("review", case, self.reviewer)
        if case.is_open:
            self.act("approve", case, self.approver)
        return Decision.objects.get(claim__case=case)

    def claim(self, case: Case) -> Claim:
        return Claim.objects.get(case=case)
