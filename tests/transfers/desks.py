"""Somebody who paid in Beijing and now works in Chengdu, and the people of both places who move the relation.

both = Desks()
case = both.asked()
transfer = both.agreed(case)
both.act("prepare", transfer, both.old_clerk)
"""

import datetime as dt
from typing import Any

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors import Holding, held_at
from contributions.transfers import actions
from contributions.transfers.matters import PENSION
from contributions.transfers.models import Transfer
from enrollment.participation.models import Employment, EndReason, InsuredPeriod, PeriodEnd
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Persons
from funds.ledger.actions import Line as Posting
from funds.ledger.actions import post as post_entry
from funds.ledger.models import AccountKind as LedgerKind
from funds.ledger.models import Book, Side
from funds.ledger.selectors import balances_of
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case, Channel
from tests import cities
from tests.cities import BEIJING, CHENGDU, COUNTY_OF, NOVEMBER, OCTOBER, SEPTEMBER, tick
from tests.claims.desk import a_worker
from tests.factories import TODAY, a_member_of_staff, an_employer, an_employment
from tests.planned import planned

PENSION_FUND = Fund.PENSION
# Two months of 8,000: 8 % of each to the account, 12 % of both from the pooled fund.
ACCOUNT_FEN, POOLED_FEN = 128_000, 192_000
WAGES_FEN = 1_600_000


def paid_months(
    pool: str = BEIJING, months: tuple[Month, ...] = (SEPTEMBER, OCTOBER), wage: int = 8_000, **traits: Any
) -> tuple[Employer, Person]:
    """An employer and one employee, these months declared, charged and paid."""
    return a_worker(pool, months=months, wage=wage, **traits)


def pay_months(employer: Employer, person: Person, months: tuple[Month, ...], wage: int = 8_000) -> None:
    for month in months:
        cities.declare(employer, month, {person: wage})
        cities.charge(employer.pooling_region_id, month)
    cities.pay_all((employer, month) for month in months)


def leaves(person: Person, before: Month = NOVEMBER, *, retired: bool = False) -> None:
    """The employment and its insurances end."""
    employment = EndReason.RETIRED if retired else EndReason.RESIGNED
    Employment.objects.filter(person=person, ends_before=None).update(
        ends_before=before.first_day, end_reason=employment
    )
    InsuredPeriod.objects.filter(person=person, before_month=None).update(
        before_month=before, ended_because=PeriodEnd.RETIRED if retired else PeriodEnd.LEFT
    )


def joins(person: Person, pool: str = CHENGDU, since: Month = NOVEMBER) -> Employer:
    employer = an_employer(at=COUNTY_OF[pool])
    an_employment(person, employer, since=since)
    return employer


def book_of(pool: str, fund: str = PENSION_FUND) -> Book:
    return Book.objects.get(region_id=pool, fund=fund)


def stands(pool: str, fund: str = PENSION_FUND) -> dict[str, int]:
    """What stands on the accounts of a book, those at zero left out."""
    return {kind: fen for kind, fen in balances_of(book_of(pool, fund)).items() if fen}


def holds(person: Person, pool: str, on: dt.date = TODAY) -> Holding:
    """What somebody's pension account at a place holds on a day."""
    return held_at(person.pk, AccountKind.PENSION, Region.objects.get(pk=pool), on)


def funded(pool: str, fen: int) -> None:
    """Money that stands in the pension fund of a place, whatever it came from."""
    lines = [
        Posting(book_of(pool), LedgerKind.FISCAL, Side.DEBIT, fen),
        Posting(book_of(pool), LedgerKind.OPENING, Side.CREDIT, fen),
    ]
    post_entry(key="there", flow="opening_balance", booked_on=TODAY, reason="test", lines=lines, by=None, at=tick())


class Desks:
    """The mover and the staff of the old place (Beijing) and the new one (Chengdu)."""

    def __init__(self, *, line: str = Line.HRSS, person: Person | None = None) -> None:
        if person is None:
            _, person = paid_months()
            leaves(person)
            joins(person)
        self.person = person
        posts = {"clerk": Post.CLERK, "reviewer": Post.REVIEWER, "accountant": Post.ACCOUNTANT}
        for side, pool in (("old", BEIJING), ("new", CHENGDU)):
            for name, post in posts.items():
                setattr(self, f"{side}_{name}", a_member_of_staff(post, at=pool, line=line))
        planned(*Book.objects.filter(region__in=(BEIJING, CHENGDU)))

    old_clerk: User
    old_reviewer: User
    old_accountant: User
    new_clerk: User
    new_reviewer: User
    new_accountant: User

    def asked(self, matter: Matter = PENSION, *, by: User | None = None, online: bool = False, **facts: Any) -> Case:
        return matters.receive(
            matter=matter,
            subject=Persons().find([self.person.number])[self.person.number],
            facts={"from_region": BEIJING} | facts,
            channel=Channel.WEBSITE if online else Channel.COUNTER,
            papers=[] if online else [Attached(paper.code, seen_original=True) for paper in matter.papers],
            by=by or self.new_clerk,
            at=tick(),
        )

    def agreed(self, case: Case, *, by: User | None = None) -> Transfer:
        case.refresh_from_db()
        matters.handle(case_id=case.pk, seen_version=case.version, by=by or self.new_clerk, at=tick())
        return Transfer.objects.get(case=case)

    def requested(self, matter: Matter = PENSION, **facts: Any) -> Transfer:
        return self.agreed(self.asked(matter, **facts))

    def act(self, name: str, transfer: Transfer, by: User, **given: Any) -> Transfer:
        """One act on the newest version."""
        version = Transfer.objects.get(pk=transfer.pk).version
        done: Transfer = getattr(actions, name)(
            transfer_id=transfer.pk, seen_version=version, by=by, at=tick(), **given
        )
        return done

    def in_transit(self, matter: Matter = PENSION) -> Transfer:
        """As far as the money is on its way."""
        return self._sent(self.requested(matter))

    def _sent(self, transfer: Transfer) -> Transfer:
        self.act("prepare", transfer, self.old_clerk)
        self.act("answer", transfer, self.old_reviewer)
        return self.act("pay_out", transfer, self.old_accountant)

    def moved_on(self, transfer: Transfer) -> Transfer:
        """From where it was requested to its end."""
        return self.act("receive", self._sent(transfer), self.new_accountant)

    def moved(self, matter: Matter = PENSION) -> Transfer:
        return self.act("receive", self.in_transit(matter), self.new_accountant)
