"""Eighteen months of every employer: seeded, month by month, each following from the one before."""

import datetime as dt
import random
from dataclasses import dataclass, field

from siadmin.kernel.months import Month
from siadmin.policy.files import shipped
from siadmin.portal.world.chance import stream, weighted
from siadmin.portal.world.cities import CITIES, City
from siadmin.portal.world.employers import DemoEmployer, employers
from siadmin.portal.world.events import EmployerMonth, Joined, Left, Span, Staff
from siadmin.portal.world.filing import YEARLY, filings_of, paying_of, quietly
from siadmin.portal.world.people import DemoPerson, People
from siadmin.portal.world.wages import first_wage, raised, second_wage, with_bonus

OVER_AGE_SINCE = Month(2026, 7)  # 超龄劳动者基本权益保障暂行规定, in force
_SUMMER, _JANUARY = 7, 1
_LEAVING = (
    ("resigned", 52), ("contract_expired", 15), ("employer_terminated", 8), ("agreed_on_employers_proposal", 9),
    ("dismissed_for_fault", 3), ("forced_by_employers_breach", 2), ("moved_within_group", 4), ("other", 6),
    ("died", 0.4),
)  # fmt: skip
_OVER_AGE_TRADES = {"property", "cleaning", "restaurant", "construction", "care", "hotel"}
_SECOND_TRADES = {"restaurant", "hotel", "logistics", "retail", "advertising"}


@dataclass
class World:
    """Everybody and everything, before any of it is told to the portal."""

    seed: int
    span: Span
    employers: list[DemoEmployer]
    people: list[DemoPerson] = field(default_factory=list)
    months: dict[Month, list[EmployerMonth]] = field(default_factory=dict)


def begins(city: City, opened: Month) -> Month:
    """Where the law of a city begins later than the world, so does the city (Shenzhen: limits from 2025-07)."""
    book, month = shipped(), opened
    while not book.has("injury.base_ceiling", city.code, "employee", month):
        month = month + 1
    return month


def tell(seed: int, span: Span, *, per_city: int | None = None) -> World:
    """The world of a seed over its months; `per_city` employers in each city for a small one."""
    world = World(seed, span, employers(seed, opened=span.opened, current=span.current, per_city=per_city))
    teller = _Teller(world)
    for month in span.opened.until(span.current + 1):
        world.months[month] = [
            teller.month_of(employer, month) for employer in world.employers if teller.exists(employer, month)
        ]
        teller.end_of(month)
    world.people = teller.people.everyone
    return world


class _Teller:
    """Holds the present while the story goes on."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people = People(world.seed)
        self.staff = {employer.key: Staff() for employer in world.employers}
        self.starts = {city.code: begins(city, world.span.opened) for city in CITIES}
        self.free: dict[str, list[DemoPerson]] = {city.code: [] for city in CITIES}
        self.leaving: dict[str, list[DemoPerson]] = {city.code: [] for city in CITIES}
        self.missed: set[int] = set()
        self.fresh: set[int] = set()  # who began somewhere in the present month
        self.before_bonus: dict[int, dict[int, int]] = {}

    def exists(self, employer: DemoEmployer, month: Month) -> bool:
        return month >= max(self.starts[employer.city.code], Month.of(employer.registered_on))

    def end_of(self, month: Month) -> None:
        """Who left in this month may start elsewhere in the next."""
        for code, people in self.leaving.items():
            self.free[code] += people
            people.clear()
        self.fresh.clear()

    def month_of(self, employer: DemoEmployer, month: Month) -> EmployerMonth:
        draw = stream(self.world.seed, "month", employer.key, month)
        staff = self.staff[employer.key]
        is_first = not staff.people
        has_missed = employer.key in self.missed
        filings = filings_of(draw, self.world.span, employer, month, is_first=is_first, has_missed=has_missed)
        is_missing = not any(filing.month == month for filing in filings)
        self.missed.discard(employer.key)
        joined: list[Joined] = []
        left: list[Left] = []
        wages: dict[int, int] = {}
        paused: list[DemoPerson] = []
        resumed: list[DemoPerson] = []
        if is_missing:
            self.missed.add(employer.key)
        if is_first:
            joined = self._founders(draw, employer, month)
        elif not is_missing:
            last = min(filing.on for filing in filings)
            left = self._leave(draw, employer, staff, month, last)
            paused, resumed = self._pause(draw, employer, staff, month)
            wages = self._raise(draw, employer, staff, month)
            joined = self._hire(draw, employer, staff, month, last)
        for one in joined:
            staff.add(one)
            self.fresh.add(one.person.key)
        for leaver in left:
            if leaver.last_day < month.first_day:
                staff.remove(leaver.person.key)
        wages = {key: wage for key, wage in wages.items() if key in staff.wages}
        roster = staff.roster()
        for leaver in left:
            staff.remove(leaver.person.key)
        if not is_missing:
            filings = quietly(employer, filings, month, has_news=bool(joined or left or wages or paused or resumed))
        return EmployerMonth(
            employer, month, tuple(joined), tuple(left), wages, tuple(paused), tuple(resumed), roster, filings,
            paying_of(draw, self.world.span, employer, month),
        )  # fmt: skip

    def _founders(self, draw: random.Random, employer: DemoEmployer, month: Month) -> list[Joined]:
        """The people an employer has when the world begins."""
        joined = [self._newcomer(draw, employer, month, month.first_day) for _ in range(employer.size)]
        if employer.story == "tax":
            for place in range(3):
                person = self.people.foreigner(employer.city, place)
                joined[place] = Joined(person, month.first_day, first_wage(draw, employer))
        if employer.story in ("largest", "roster", "faulty", "late"):
            place = ("largest", "roster", "faulty", "late").index(employer.story)
            for seat, person in enumerate(
                (self.people.with_long_name(employer.city, place), self.people.foreigner(employer.city, 3 + place))
            ):
                joined[seat] = Joined(person, month.first_day, first_wage(draw, employer))
        return joined

    def _newcomer(self, draw: random.Random, employer: DemoEmployer, month: Month, day: dt.date) -> Joined:
        trade = employer.trade
        person = self.people.worker(employer.city, on=month, men=trade.men, workers=trade.women_50)
        return self._joined(draw, employer, person, day)

    def _joined(self, draw: random.Random, employer: DemoEmployer, person: DemoPerson, day: dt.date) -> Joined:
        """Shenzhen: the household decides the pension's supplement, the employer the tier of medical insurance."""
        medical = pension = "employee"
        if employer.city.code == "440300":
            is_local = (person.household or "").startswith("4403")
            pension = "employee_local_hukou" if is_local else "employee"
            second_tier = not is_local and draw.random() < (0.45 if employer.trade.risk_class > 1 else 0.15)
            medical = "employee_tier2" if second_tier else "employee"
        return Joined(person, day, first_wage(draw, employer), "employee", medical, pension)

    def _leave(
        self, draw: random.Random, employer: DemoEmployer, staff: Staff, month: Month, filed_on: dt.date
    ) -> list[Left]:
        """Retirements of last month first, then those who go; last month's end or a day before the filing."""
        left = [
            Left(person, (month - 1).last_day, "retired")
            for person in staff.people.values()
            if person.retires_in < month and staff.kinds[person.key] == "employee"
        ]
        retired = {one.person.key for one in left}
        for person in staff.active():
            if person.key in retired or draw.random() >= employer.trade.turnover:
                continue
            reason = weighted(draw, _LEAVING)
            within = draw.random() < 0.5
            last_day = (
                month.first_day + dt.timedelta(days=draw.randrange(filed_on.day)) if within else (month - 1).last_day
            )
            left.append(Left(person, last_day, reason))
            if reason != "died" and person.retires_in > month + 3:
                self.leaving[employer.city.code].append(person)
        return left

    def _hire(
        self, draw: random.Random, employer: DemoEmployer, staff: Staff, month: Month, filed_on: dt.date
    ) -> list[Joined]:
        """About as many as leave; two in five come from another employer of the city."""
        expected = employer.size * employer.trade.turnover * 1.03
        count = int(expected) + (draw.random() < expected - int(expected))
        joined = []
        for _ in range(count):
            day = month.first_day + dt.timedelta(days=draw.randrange(filed_on.day))
            free = [p for p in self.free[employer.city.code] if p.key not in staff.people]
            if free and draw.random() < 0.4:
                person = draw.choice(free)
                self.free[employer.city.code].remove(person)
                joined.append(self._joined(draw, employer, person, day))
            else:
                joined.append(self._newcomer(draw, employer, month, day))
        joined += self._over_age(draw, employer, month)
        joined += self._second(draw, employer, staff, month)
        return joined

    def _over_age(self, draw: random.Random, employer: DemoEmployer, month: Month) -> list[Joined]:
        """From July 2026 employers insure workers past the statutory age for work injury."""
        if month < OVER_AGE_SINCE or employer.trade.code not in _OVER_AGE_TRADES or employer.size < 5:
            return []
        count = draw.randint(1, 3) if month == OVER_AGE_SINCE else int(draw.random() < 0.15)
        people = [self.people.over_age(employer.city, on=month, men=employer.trade.men) for _ in range(count)]
        return [Joined(p, month.first_day, first_wage(draw, employer), "over_age") for p in people]

    def _second(self, draw: random.Random, employer: DemoEmployer, staff: Staff, month: Month) -> list[Joined]:
        """People of other employers of the city who work here some hours a week: work injury only (IMPL 9)."""
        wanted = employer.story == "second" or (employer.trade.code in _SECOND_TRADES and employer.key % 4 == 0)
        if not wanted or (month.index - self.world.span.opened.index) % 6 != 1:
            return []
        others = [
            person
            for other in self.world.employers
            if other.city == employer.city and other.key != employer.key and other.size >= 10
            for person in self.staff[other.key].active()[:40]
            if person.key not in staff.people.keys() | self.fresh and person.retires_in > month + 12
        ]
        chosen = draw.sample(others, min(2, len(others)))
        return [Joined(person, month.first_day, second_wage(draw), "second_employer") for person in chosen]

    def _pause(
        self, draw: random.Random, employer: DemoEmployer, staff: Staff, month: Month
    ) -> tuple[list[DemoPerson], list[DemoPerson]]:
        """Long unpaid leave: insurance stops for two to five months, then goes on."""
        resumed = [staff.people[key] for key, until in staff.paused.items() if until <= month]
        for person in resumed:
            del staff.paused[person.key]
        paused: list[DemoPerson] = []
        candidates = [p for p in staff.active() if p.retires_in > month + 8 and p not in resumed]
        if len(candidates) >= 10 and draw.random() < 0.04:
            paused = [draw.choice(candidates)]
            staff.paused[paused[0].key] = month + draw.randint(2, 5)
        return paused, resumed

    def _raise(self, draw: random.Random, employer: DemoEmployer, staff: Staff, month: Month) -> dict[int, int]:
        """The yearly rise, the bonus and its end, and single promotions; the staff's wages follow."""
        wages: dict[int, int] = {}
        if usual := self.before_bonus.pop(employer.key, None):
            wages = {key: wage for key, wage in usual.items() if key in staff.wages}
        yearly = employer.city.code in YEARLY
        rises_in = _SUMMER if yearly else (1, 4, 7)[employer.key % 3]
        promoted = 0.0015 if yearly else 0.006
        for person in staff.active():
            wage = wages.get(person.key, staff.wages[person.key])
            if month.number == rises_in:
                wages[person.key] = raised(draw, employer, wage, 1, 8)
            elif draw.random() < promoted:
                wages[person.key] = raised(draw, employer, wage, 8, 25)
        staff.wages.update(wages)
        if employer.trade.bonus and not yearly and month.number == _JANUARY and employer.size >= 10:
            self.before_bonus[employer.key] = dict(staff.wages)
            wages = {p.key: with_bonus(draw, employer, staff.wages[p.key]) for p in staff.active()}
            staff.wages.update(wages)
        return wages
