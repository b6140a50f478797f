"""Tells one employer's month to the portal: who joins, pauses, goes on, is declared, leaves. Real actions only."""

import datetime as dt

from contributions.declarations.actions import FiledRow, Newcomer, file, file_unchanged
from contributions.declarations.models import Door
from enrollment.participation.actions import Joining, Leaving, join, resume, suspend
from enrollment.registry.actions import PersonFacts, register_people
from enrollment.registry.models import Employer, Identifier, Person
from siadmin.agency.models import Region, User
from siadmin.kernel.protection import keyed_hash
from siadmin.portal.world.events import EmployerMonth, Filing, Joined
from siadmin.portal.world.filing import BY_TAX
from siadmin.portal.world.people import DemoPerson


class Enrolling:
    """Knows which invented person is which registered one."""

    def __init__(self, regions: dict[str, Region]) -> None:
        self._regions = regions
        self.people: dict[int, Person] = {}
        self._unseen: dict[bytes, int] = {}

    def facts(self, person: DemoPerson) -> PersonFacts:
        return PersonFacts(
            name=person.name,
            number=person.number,
            kind=person.number_kind,
            sex=person.sex,
            birth_on=person.birth_on,
            retirement_group=person.retirement_group,
            household=self._regions[person.household] if person.household else None,
            residence=self._regions[person.residence],
            phone=person.phone,
        )

    def register(self, people: list[DemoPerson], *, by: User | None, at: dt.datetime, reason: str) -> None:
        """Register those nobody knows yet, as one set."""
        fresh = [person for person in people if person.key not in self.people]
        registered = register_people(facts=[self.facts(p) for p in fresh], by=by, at=at, reason=reason)
        self.people |= {person.key: known for person, known in zip(fresh, registered, strict=True)}

    def learn(self) -> None:
        """Look up the people whom declarations registered since the last time, as one set."""
        if not self._unseen:
            return
        found = Identifier.objects.filter(value_hash__in=list(self._unseen)).select_related("person")
        for identifier in found.iterator():
            self.people[self._unseen[bytes(identifier.value_hash)]] = identifier.person
        self._unseen.clear()

    def learn_all(self, people: list[DemoPerson]) -> None:
        """Look everybody up who is registered."""
        self._unseen = {keyed_hash(person.number): person.key for person in people if person.key not in self.people}
        self.learn()

    def tell(
        self,
        employer: Employer,
        one: EmployerMonth,
        filing: Filing,
        *,
        by: User | None,
        at: dt.datetime,
        is_first: bool,
    ) -> None:
        """One filing with everything that goes before it."""
        if filing.month != one.month:
            self._again(employer, one, filing, by, at)
            return
        counter = [j for j in one.joined if is_first or _at_the_counter(j)]
        self.join(employer, counter, by, at)
        for person in one.paused:
            suspend(
                employer=employer, person=self.people[person.key], before=one.month, by=by, at=at, reason="停薪留职"
            )
        for person in one.resumed:
            suspended = self.people[person.key]
            resume(employer=employer, person=suspended, from_month=one.month, by=by, at=at, reason="恢复工作")
        self._file(employer, one, filing, counter, by, at)

    def join(self, employer: Employer, joined: list[Joined], by: User | None, at: dt.datetime) -> None:
        if not joined:
            return
        self.register([j.person for j in joined], by=by, at=at, reason=f"joins {employer.number}")
        join(
            employer=employer,
            joinings=[Joining(self.people[j.person.key], j.kind, j.starts_on, j.medical, j.pension) for j in joined],
            by=by,
            at=at,
            channel="counter",
        )

    def _file(
        self,
        employer: Employer,
        one: EmployerMonth,
        filing: Filing,
        counter: list[Joined],
        by: User | None,
        at: dt.datetime,
    ) -> None:
        door = Door.TAX if one.employer.city.code in BY_TAX else Door.FILE if filing.how == "all" else Door.GRID
        rows = self._rows(one, filing, counter)
        leavings = [Leaving(self.people[left.person.key], left.last_day, left.reason) for left in one.left]
        if filing.how == "silent" or (not rows and not leavings and filing.how == "changes"):
            return
        if filing.how == "unchanged":
            file_unchanged(employer=employer, month=one.month, by=by, at=at, today=filing.on)
            return
        file(
            employer=employer, month=one.month, rows=rows, leavings=leavings, door=door, by=by, at=at, today=filing.on
        )  # fmt: skip

    def _rows(self, one: EmployerMonth, filing: Filing, counter: list[Joined]) -> list[FiledRow]:
        """The roster, or what changed; newcomers who were not enrolled at the counter come with what is needed."""
        known = {j.person.key for j in counter}
        newcomers = {j.person.key: j for j in one.joined if j.person.key not in known}
        wages = one.roster if filing.how == "all" else dict(one.wages) | {j.person.key: j.wage_fen for j in one.joined}
        rows = []
        for key, wage_fen in wages.items():
            if (joined := newcomers.get(key)) is None:
                rows.append(FiledRow(wage_fen, person=self.people[key]))
                continue
            rows.append(
                FiledRow(
                    wage_fen,
                    newcomer=Newcomer(self.facts(joined.person), joined.starts_on, joined.kind == "over_age"),
                )
            )
            if key not in self.people:
                self._unseen[keyed_hash(joined.person.number)] = key
        return rows

    def _again(self, employer: Employer, one: EmployerMonth, filing: Filing, by: User | None, at: dt.datetime) -> None:
        """Make a missed month good: nothing had changed in it."""
        if filing.how == "unchanged":
            file_unchanged(employer=employer, month=filing.month, by=by, at=at, today=filing.on)
            return
        gone = {left.person.key for left in one.left}
        new = {j.person.key for j in one.joined} | {person.key for person in one.resumed}
        staff = [(key, wage) for key, wage in one.roster.items() if key not in new and key not in gone]
        rows = [FiledRow(wage, person=self.people[key]) for key, wage in staff]
        file(employer=employer, month=filing.month, rows=rows, door=Door.TAX, by=by, at=at, today=filing.on)


def _at_the_counter(joined: Joined) -> bool:
    """Second employers and Shenzhen's categories are entered by hand; a declaration does not know them."""
    return joined.kind == "second_employer" or (joined.medical, joined.pension) != ("employee", "employee")
