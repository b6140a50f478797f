"""People who found work in another city and move their pension relation there, each as far as another step."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from contributions.transfers import actions as transfers
from contributions.transfers.matters import PENSION
from contributions.transfers.models import Transfer
from enrollment.participation.actions import Joining, join
from enrollment.participation.models import InsuredPeriod, PeriodEnd, WorkerKind
from enrollment.registry.models import Employer, Person
from enrollment.registry.subjects import Persons
from funds.ledger.models import Book
from siadmin.agency.insurances import FUND_OF, Insurance
from siadmin.agency.models import User
from siadmin.kernel.refusal import Refusal
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.models import Case
from siadmin.portal.world.build import Builder
from siadmin.portal.world.planning import granted

_SHORT = {"110000": "bj", "310000": "sh", "440300": "sz", "510100": "cd"}
# From where to where, and the steps that are done already.
_STORIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("510100", "110000", ("prepare", "answer", "pay_out")),
    ("110000", "510100", ("prepare", "answer", "pay_out", "receive")),
    ("110000", "440300", ("prepare", "answer")),
    ("110000", "510100", ("prepare",)),
    ("510100", "110000", ()),
    ("310000", "110000", ()),
)
_POSTS = {"prepare": "clerk", "answer": "reviewer", "pay_out": "accountant", "receive": "accountant"}


def tell_transfers(builder: Builder, now: dt.datetime) -> int:
    """Each story with somebody of whom it can be true; returns how many are told."""
    told = 0
    taken: set[int] = set()
    for old, new, steps in _STORIES:
        for person in _movers(old, taken):
            transfer = _asked(builder, person, old, new, now)
            if transfer is None:
                continue
            taken.add(person.pk)
            for step in steps:
                place = _SHORT[new if step == "receive" else old]
                by = builder.staff[f"{place}.{_POSTS[step]}"]
                stands = Transfer.objects.get(pk=transfer.pk)
                if step == "pay_out" and stands.total_fen:
                    book = Book.objects.get(region_id=old, fund=FUND_OF[stands.insurance])
                    granted(builder, place, book, stands.total_fen, "关系转移", now)
                getattr(transfers, step)(transfer_id=stands.pk, seen_version=stands.version, by=by, at=now)
            told += 1
            break
    return told


def _movers(pool: str, taken: set[int]) -> Iterator[Person]:
    """People who left an employer of a city and have no other, those with a sign-in of their own first."""
    left = InsuredPeriod.objects.filter(insurance=Insurance.PENSION, region=pool, ended_because=PeriodEnd.LEFT)
    insured = InsuredPeriod.objects.filter(before_month=None)
    found = (
        Person.objects.filter(pk__in=left.values("person_id"), died_on=None)
        .exclude(pk__in=insured.values("person_id"))
        .exclude(pk__in=taken)
        .order_by("citizen_tie__pk", "pk")
    )
    yield from islice(found.iterator(), 20)


def _asked(builder: Builder, person: Person, old: str, new: str, now: dt.datetime) -> Transfer | None:
    """Work in the new city since this month, then the application at its counter; nothing where that is refused."""
    clerk = builder.staff[f"{_SHORT[new]}.clerk"]
    employer = Employer.objects.filter(pooling_region=new, cancelled_on=None).order_by("pk").first()
    if employer is None:
        return None
    day = builder.world.span.today.replace(day=1)
    try:
        with transaction.atomic():
            join(employer=employer, joinings=[Joining(person, WorkerKind.EMPLOYEE, day)], by=clerk, at=now)
            case = _received(person, old, clerk, now)
    except Refusal:
        return None
    matters.handle(case_id=case.pk, seen_version=case.version, by=clerk, at=now)
    return Transfer.objects.get(case=case)


def _received(person: Person, old: str, clerk: User, now: dt.datetime) -> Case:
    return matters.receive(
        matter=PENSION,
        subject=Persons().find([person.number])[person.number],
        facts={"from_region": old},
        papers=[Attached(paper.code, seen_original=True) for paper in PENSION.papers if paper.is_required],
        by=clerk,
        at=now,
    )
