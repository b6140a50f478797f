"""Credits of past years for tests: paid bills of a month each, what their money brought to whom and when.

employer, people = cities.staff(2, since=Month(2025, 1))
credited(employer, {(people[0], dt.date(2025, 3, 26)): 64_000})
"""

import datetime as dt
from collections.abc import Mapping
from itertools import count

from contributions.accounts.actions import interest_again, open_year
from contributions.accounts.models import AccountCredit, AccountInterest, AccountKind, InterestAgain
from contributions.assessment.models import Bill, BillKind
from contributions.collection.models import Allocation
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Region, User
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from tests.cities import BEIJING, tick, work
from tests.factories import NOW, a_user

_versions = count(1)


def credited(
    payer: Employer | Person,
    amounts: Mapping[tuple[Person, dt.date], int],
    *,
    account: str = AccountKind.PENSION,
    pool: str = BEIJING,
) -> None:
    """What each person got on a day, in fen; corrections are negative. The bill behind it is settled.

    Who pays for themself is billed in `pool`.
    """
    total, version = sum(amounts.values()), next(_versions)
    employer, person = (payer, None) if isinstance(payer, Employer) else (None, payer)
    region = employer.pooling_region if employer else Region.objects.get(pk=pool)
    bill = Bill.objects.create(
        employer=employer, person=person, region=region, month=Month(2025, 1), fund=account, version=version,
        kind=BillKind.ASSESSED, people=1, lines=1, employer_fen=0, employee_fen=total, account_fen=total,
        total_fen=total, issued_at=NOW, due_on=NOW.date(),
    )  # fmt: skip
    if total:
        Allocation.objects.create(bill=bill, amount_fen=total, month=bill.month, allocated_on=NOW.date())
    Bill.objects.filter(pk=bill.pk).update(settled_on=NOW.date())
    AccountCredit.objects.bulk_create(
        AccountCredit(
            person_id=person.pk,
            month=Month.of(day),
            account=account,
            employer_id=payer.pk if employer else -payer.pk,
            version=next(_versions),
            amount_fen=fen,
            bill_id=bill.pk,
            credited_on=day,
        )
        for (person, day), fen in amounts.items()
    )


def settled(
    year: int,
    *,
    pool: str = BEIJING,
    account: str = AccountKind.PENSION,
    people_a_slice: int = 100,
    at: dt.datetime | None = None,
) -> Run:
    """The interest of a year, done to its end."""
    run, _ = open_year(
        region=Region.objects.get(pk=pool), account=account, year=year, by=None, at=at or tick(),
        people_a_slice=people_a_slice,
    )  # fmt: skip
    return work(run)


def asked_again(year: int, *, by: User | None = None, account: str = AccountKind.PENSION) -> InterestAgain:
    """The interest of a year of Beijing put forward to be settled again."""
    return interest_again.put_forward(
        region=Region.objects.get(pk=BEIJING), account=account, year=year, by=by or a_user(staff=True), at=tick(),
        reason="利率公布",
    )  # fmt: skip


def let_go(asked: InterestAgain, by: User | None = None, *, seen_version: int = 0) -> Run:
    """Let go by another person; done to its end."""
    run = interest_again.let_go(asked_id=asked.pk, seen_version=seen_version, by=by or a_user(staff=True), at=tick())
    return work(run)


def stands(person: Person, year: int, *, account: str = AccountKind.PENSION) -> tuple[int, int, int, int] | None:
    """(opening, credited, interest, closing) of a year's newest version in fen, or None."""
    rows = AccountInterest.objects.filter(person_id=person.pk, month=Month(year, 12), account=account)
    newest = rows.order_by("-version").first()
    if newest is None:
        return None
    return newest.opening_fen, newest.credited_fen, newest.interest_fen, newest.closing_fen
