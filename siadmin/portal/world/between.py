"""An older mover, a resident who moved, and one who changes the pension scheme: each begun, none at its end."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Min, Q

from contributions.accounts.models import AccountCredit, AccountKind
from contributions.history.models import HistoryMonth
from contributions.transfers import actions as transfers
from contributions.transfers.law import oldest_to_move
from contributions.transfers.matters import CHANGE_OF_SCHEME, RESIDENT, TEMPORARY_ACCOUNT
from contributions.transfers.models import Transfer
from enrollment.registry.matters.particulars import PLACES
from enrollment.registry.models import Person
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import Insurance
from siadmin.kernel.months import Month
from siadmin.matters import actions as matters
from siadmin.matters.actions import Attached
from siadmin.matters.catalogue import Matter
from siadmin.matters.models import Case
from siadmin.policy.selectors import StoredLawBook
from siadmin.portal.world.bringing import book_rows, months_of
from siadmin.portal.world.build import Builder
from siadmin.portal.world.own import RESIDENTS, Resident

_BEIJING, _NEW_HOME = "110000", "510107"
_CREWS = {"510100": "cd", "310000": "sh", "440100": "gz", "440300": "sz"}
_CHANGES, _MOVES = RESIDENTS[0], RESIDENTS[1]
_WORKED = range(2009, 2015)


def tell_between(builder: Builder, now: dt.datetime) -> None:
    """Each where there is somebody to be it."""
    if (found := _older(builder)) is not None:
        older, city = found
        rows = months_of(older, range(2008, 2014), builder.world.span.opened)
        book_rows(builder, _BEIJING, "bj", rows, "原业务系统移交清单（在外地就业人员）", now)
        _signed(builder, TEMPORARY_ACCOUNT, older, (f"{_CREWS[city]}.clerk",), now)
    _changes_scheme(builder, _told(_CHANGES), now)
    _moves_household(builder, _told(_MOVES), now)


def _older(builder: Builder) -> tuple[Person, str] | None:
    """Who pays longest where they were too old to bring a relation, their household elsewhere; and the city."""
    found = [(row, city) for city in _CREWS if (row := _oldest_stay(builder, city)) is not None]
    if not found:
        return None
    (_, person_id), city = min(found)
    return Person.objects.get(pk=person_id), city


def _oldest_stay(builder: Builder, city: str) -> tuple[Month, int] | None:
    today, opened = builder.world.span.today, builder.world.span.opened
    old = Q()
    for sex in ("male", "female"):
        least = int(oldest_to_move(StoredLawBook(), sex, today).value)
        old |= Q(sex=sex, birth_on__lt=(opened - least).first_day)
    insured = Person.objects.filter(
        old, died_on=None, insured_periods__insurance=Insurance.PENSION, insured_periods__region=city,
        insured_periods__before_month=None,
    ).annotate(since=Min("insured_periods__from_month"))  # fmt: skip
    away = insured.exclude(household__path__startswith=builder.regions[city].path).exclude(household=None)
    told = HistoryMonth.objects.values("person_id")
    paid = AccountCredit.objects.filter(account=AccountKind.PENSION).values("person_id")
    found = away.filter(transfers=None, pk__in=paid).exclude(pk__in=told)
    return found.order_by("since", "pk").values_list("since", "pk").first()


def _changes_scheme(builder: Builder, person: Person, now: dt.datetime) -> None:
    """A resident past the age of employees who once worked six years: the employees' account joins the residents'."""
    rows = months_of(person, _WORKED, builder.world.span.opened)
    book_rows(builder, _BEIJING, "bj", rows, "原业务系统移交清单（离岗人员）", now)
    case = _signed(builder, CHANGE_OF_SCHEME, person, ("bj.clerk", "bj.reviewer"), now)
    _stepped(builder, case, (("prepare", "bj.clerk"),), now)


def _moves_household(builder: Builder, person: Person, now: dt.datetime) -> None:
    """From Beijing to Chengdu, to live with a daughter: the form is issued, the money not yet paid."""
    there = {"household": _NEW_HOME, "residence": _NEW_HOME}
    _signed(builder, PLACES, person, ("bj.clerk", "bj.reviewer"), now, **there)
    case = _signed(builder, RESIDENT, person, ("cd.clerk",), now, from_region=_BEIJING)
    _stepped(builder, case, (("prepare", "bj.clerk"), ("answer", "bj.reviewer")), now)


def _told(story: Resident) -> Person:
    return Person.objects.get(name=story.name, birth_on=story.born_on)


def _signed(
    builder: Builder, matter: Matter, person: Person, signers: Sequence[str], now: dt.datetime, **facts: Any
) -> Case:
    by = [builder.staff[name] for name in signers]
    case = matters.receive(
        matter=matter, subject=Persons().find([person.number])[person.number], facts=facts,
        papers=[Attached(paper.code, seen_original=True) for paper in matter.papers if paper.is_required],
        by=by[0], at=now,
    )  # fmt: skip
    for act, user in zip((matters.handle, matters.review), by, strict=False):
        act(case_id=case.pk, seen_version=case.version, by=user, at=now)
        case.refresh_from_db()
    return case


def _stepped(builder: Builder, case: Case, steps: Sequence[tuple[str, str]], now: dt.datetime) -> None:
    for act, who in steps:
        transfer = Transfer.objects.get(case=case)
        getattr(transfers, act)(transfer_id=transfer.pk, seen_version=transfer.version, by=builder.staff[who], at=now)
