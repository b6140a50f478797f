"""Builds the world through the real actions, month by month in order, each at its simulated time."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from contributions.assessment.actions import open_month
from enrollment.registry.actions import EmployerFacts, register_employer
from enrollment.registry.models import Employer
from siadmin.agency.models import Region, User
from siadmin.kernel import statistics
from siadmin.kernel.months import Month
from siadmin.portal.world.clock import Clock
from siadmin.portal.world.collecting import Collecting
from siadmin.portal.world.employers import DemoEmployer, authority_of
from siadmin.portal.world.enrolling import Enrolling
from siadmin.portal.world.events import EmployerMonth, Filing
from siadmin.portal.world.filing import ASSESSED_ON, BY_TAX
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.histories import World
from siadmin.portal.world.staff import appoint, delegate_of, open_delegates, open_offices_and_posts


@dataclass(frozen=True, slots=True)
class Told:
    """One filing of an employer's month, and when it comes in."""

    one: EmployerMonth
    filing: Filing
    at: dt.datetime


class Builder:
    """Holds what the portal knows of the world so far."""

    def __init__(self, world: World, *, now: dt.datetime) -> None:
        self.world = world
        self.clock = Clock(now)
        self.employers: dict[int, Employer] = {}
        self.staff: dict[str, User] = {}
        self.delegates: dict[str, User] = {}
        self.first_months: dict[int, Month] = {}
        for month, ones in world.months.items():
            for one in ones:
                self.first_months.setdefault(one.employer.key, month)

    def prepare(self) -> None:
        """Offices, posts, and the sign-ins of those who act. Reference data is there: its owner loaded it."""
        opened = self.world.span.opened.first_day
        at = self.clock.at(opened, 8)
        self.regions: dict[str, Region] = {region.pk: region for region in Region.objects.all()}
        self.enrolling = Enrolling(self.regions)
        with transaction.atomic():
            self.staff = open_offices_and_posts(self.world.seed, at, opened)
            self.delegates = open_delegates(self.world.seed, at)
            self._open_employers()
        self.collecting = Collecting(self.world, self.clock, self.employers, self.staff)
        statistics.refresh()

    def tell_month(self, month: Month, cities: tuple[str, ...]) -> None:
        """Everything of a past month in its order; of the present month what comes before its assessment."""
        told = [each for each in self._told(month) if each.one.employer.city.code in cities]
        with transaction.atomic():
            self._register_founders(month, cities)
            self._tell([each for each in told if not each.filing.is_late])
        if month == self.world.span.current:
            return
        self._assess(month, cities)
        self.tell_late(month, cities)
        self.collecting.receive(month, cities)

    def tell_late(self, month: Month, cities: tuple[str, ...]) -> int:
        """Filings that come after the month was assessed; returns how many."""
        late = [e for e in self._told(month) if e.filing.is_late and e.one.employer.city.code in cities]
        with transaction.atomic():
            self._tell(late)
        return len(late)

    def _assess(self, month: Month, cities: tuple[str, ...]) -> None:
        """The runs of the cities that have employers in the month, on the sixteenth."""
        at = self.assessed_at(month)
        for code in self.cities_of(month):
            if code in cities:
                run, _ = open_month(region=self.regions[code], month=month, by=None, at=at)
                work_out(run.pk)

    def assessed_at(self, month: Month) -> dt.datetime:
        """When a month's runs start: the night after the declaration day, now at the latest."""
        return self.clock.at(month.first_day.replace(day=ASSESSED_ON), 1)

    def cities_of(self, month: Month) -> list[str]:
        """Codes of the cities with employers in the month."""
        return sorted({one.employer.city.code for one in self.world.months[month]})

    def learn_everybody(self) -> None:
        """Find the registered people and employers of the world: another process told it."""
        by_code = {employer.credit_code: employer for employer in Employer.objects.select_related("pooling_region")}
        self.employers |= {e.key: by_code[e.credit_code] for e in self.world.employers if e.credit_code in by_code}
        self.enrolling.learn_all(self.world.people)

    def _told(self, month: Month) -> list[Told]:
        """The month's filings by day and hour. The new employer's people are enrolled though nothing is filed."""
        told = [
            Told(one, filing, self.clock.at(filing.on, 9 + place % 8, one.employer.key % 60))
            for place, one in enumerate(self.world.months[month])
            for filing in one.filings
        ]
        return sorted(told, key=lambda each: (each.at, each.one.employer.key))

    def _tell(self, told: list[Told]) -> None:
        for each in told:
            employer = self.employers[each.one.employer.key]
            by = None if each.one.employer.city.code in BY_TAX else self.delegates[delegate_of(each.one.employer)]
            is_first = each.one.month == self.first_months[each.one.employer.key]
            self.enrolling.tell(employer, each.one, each.filing, by=by, at=each.at, is_first=is_first)
        self.enrolling.learn()

    def _open_employers(self) -> None:
        """City by city, so that the numbers of a city's employers follow each other and runs lock nobody else's."""
        for employer in self.world.employers:
            month = self.first_months[employer.key]
            self.employers[employer.key] = self._register(employer, month)

    def _register_founders(self, month: Month, cities: tuple[str, ...]) -> None:
        """The people of employers whose first month it is, as one set."""
        present = [one for one in self.world.months[month] if one.employer.city.code in cities]
        founders = [j.person for one in present if self.first_months[one.employer.key] == month for j in one.joined]
        self.enrolling.register(founders, by=None, at=self.clock.at(month.first_day, 8), reason="接收原系统参保人员")
        for one in present:
            if one.joined and not one.filings:  # enrolled its people, has not declared yet
                employer, at = self.employers[one.employer.key], self.clock.at(one.employer.registered_on, 10)
                self.enrolling.join(employer, list(one.joined), self.delegates[delegate_of(one.employer)], at)

    def _register(self, employer: DemoEmployer, month: Month) -> Employer:
        on = max(employer.registered_on, month.first_day)
        at = self.clock.at(on, 8, employer.key % 60)
        registered = register_employer(
            facts=EmployerFacts(
                credit_code=employer.credit_code,
                name=employer.name,
                name_en=employer.name_en,
                kind=employer.trade.kind,
                authority=authority_of(employer),
                address=employer.address,
                legal_representative=employer.legal_representative,
                contact_phone=employer.phone,
                bank_name=employer.bank_name,
                bank_account=employer.bank_account,
                region=self.regions[employer.district],
                pooling_region=self.regions[employer.city.code],
                risk_class=employer.trade.risk_class,
                factor=employer.factor,
            ),
            on=employer.registered_on,
            by=None,
            at=at,
        )
        appoint(registered, self.delegates[delegate_of(employer)], on, at)
        return registered
