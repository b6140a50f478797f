"""One action behind three doors: file an employer's month.

New people are enrolled by the same act; people absent from it stay insured at the wage in force until someone gives
a leaving date and reason. A later filing of the month is a new version (COLL 10; C2).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from contributions.declarations.actions.enrolling import Newcomer, enrol
from contributions.declarations.actions.tax import adds_to_tax
from contributions.declarations.actions.versions import answer_waiting, carry_over, count_filed, keep_rows
from contributions.declarations.actions.wages import set_wages
from contributions.declarations.models import (
    Declaration,
    DeclarationState,
    Door,
)
from contributions.declarations.reasons import (
    BEFORE_REGISTRATION,
    EMPLOYER_CANCELLED,
    MONTH_NOT_OPEN,
    NAMED_TWICE,
    NOBODY_INSURED,
    NOT_TAX_REGION,
    NOTHING_TO_FILE,
    TAX_DECLARES_HERE,
    WAGE_UNKNOWN,
)
from contributions.declarations.selectors import filed, filing_rule, wages_in_force
from enrollment.participation.actions import NOT_EMPLOYED, Leaving, leave
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import employed_in, in_month
from enrollment.registry.actions import changing
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.policy.selectors import law_of_day


@dataclass(frozen=True, slots=True)
class FiledRow:
    """One person and wage of a filing: somebody on the roster, or a newcomer."""

    wage_fen: int
    person: Person | None = None
    newcomer: Newcomer | None = None
    row_id: int | None = None


_BY_TAX = "declaration.by_tax_authority"


def check_month(employer: Employer, month: Month, door: str, today: dt.date, *, is_by_hand: bool = False) -> None:
    """Raises when this month cannot be declared through this door. A person assesses by hand wherever nobody did."""
    if month > Month.of(today):
        raise MONTH_NOT_OPEN(month=month)
    if month < Month.of(employer.registered_on):
        raise BEFORE_REGISTRATION(month=month, registered=Month.of(employer.registered_on))
    if employer.cancelled_on is not None and month > Month.of(employer.cancelled_on):
        raise EMPLOYER_CANCELLED(month=month)
    region = employer.pooling_region
    by_tax = law_of_day(region, month.first_day).is_set(_BY_TAX)
    if by_tax and door != Door.TAX and not is_by_hand:
        raise TAX_DECLARES_HERE(region=region.words, month=month)
    if not by_tax and door == Door.TAX:
        raise NOT_TAX_REGION(region=region.words, month=month)


@transaction.atomic
def file(
    *,
    employer: Employer,
    month: Month,
    rows: Iterable[FiledRow],
    leavings: Iterable[Leaving] = (),
    door: str,
    by: User | None,
    at: dt.datetime,
    today: dt.date,
    draft: Declaration | None = None,
    summary: dict[str, Any] | None = None,
    adds: bool = False,
    corrects: str = "",
    is_by_hand: bool = False,
) -> Declaration:
    """File a month. Raises the reasons of `declarations.reasons` and of `participation.actions`.

    `draft` is the kept upload or grid it comes from; without one a declaration is made. With `adds` the rows come on
    top of the version in force, whose people and wages are carried over; without, they state the month anew. What
    the tax authority sends adds to what it sent before, unless the call names the declaration it `corrects`. Charged
    months follow, also earlier ones that a joining or leaving reaches back to. `is_by_hand`: the agency states what
    nobody declared (SIL 62), also where employers declare to the tax authority, whose declaration replaces it.
    """
    wanted, gone = list(rows), list(leavings)
    with changing(employer, by=by, at=at) as change:
        employer = change.employer
        check_month(employer, month, door, today, is_by_hand=is_by_hand)
        if not wanted and not gone:
            raise NOTHING_TO_FILE()
        _check_people(employer, month, wanted)
        before = filed(employer.pk, month)
        if door == Door.TAX:
            adds = adds_to_tax(
                before,
                corrects,
                people={row.person.pk for row in wanted if row.person is not None},
                hashes={keyed_hash(row.newcomer.facts.number) for row in wanted if row.newcomer is not None},
            )
        people = _enrolled(employer, month, wanted, by, at, door)
        declaration = _next_version(employer, month, door, draft, by, at)
        wages = {person.pk: row.wage_fen for person, row in zip(people, wanted, strict=True)}
        since = _joined_in(people, wanted)
        set_wages(employer=employer, month=month, wages=wages, since=since, declaration=declaration, by=by, at=at)
        if gone:
            leave(employer=employer, leavings=gone, by=by, at=at, channel=door)
        _mark_rows(wanted, people)
        fresh = [(p, row.wage_fen) for p, row in zip(people, wanted, strict=True) if row.row_id is None]
        keep_rows(declaration, fresh)
        if adds and before is not None:
            carry_over(declaration, before, wages.keys(), [row.row_id for row in wanted if row.row_id is not None])
        count_filed(declaration)
        is_whole = not adds and not filing_rule(employer.pooling_region, month).silence_means_unchanged
        answered = answer_waiting(declaration, people=wages.keys(), is_whole=is_whole)
        declaration.summary = (summary or {}) | ({"answered": answered} if answered else {})
        declaration.state = DeclarationState.FILED
        declaration.save()
        _record_filing(declaration, by, at)
        change.since(month)
    return declaration


@transaction.atomic
def file_unchanged(
    *, employer: Employer, month: Month, by: User | None, at: dt.datetime, today: dt.date
) -> Declaration:
    """“Nothing changed”: the people insured this month at their wages in force. Raises NOBODY_INSURED, WAGE_UNKNOWN."""
    with changing(employer, by=by, at=at) as change:
        check_month(change.employer, month, Door.UNCHANGED, today)
        wages = _wages_unchanged(employer, month)
        declaration = _next_version(employer, month, Door.UNCHANGED, None, by, at)
        declaration.people, declaration.wages_fen = len(wages), sum(wages.values())
        if answered := answer_waiting(declaration, people=wages.keys(), is_whole=False):
            declaration.summary = {"answered": answered}
        declaration.state = DeclarationState.FILED
        declaration.save()
        _record_filing(declaration, by, at)
        change.since(month)
    return declaration


def _wages_unchanged(employer: Employer, month: Month) -> dict[int, int]:
    """Person id → the wage in force, in fen, of everybody insured in the month. Raises NOBODY_INSURED, WAGE_UNKNOWN."""
    ids = set(InsuredPeriod.objects.filter(in_month(month), employer=employer).values_list("person_id", flat=True))
    if not ids:
        raise NOBODY_INSURED(month=month)
    wages = {person_id: fen for person_id, fen in wages_in_force(employer.pk, month).items() if person_id in ids}
    if missing := ids - wages.keys():
        raise WAGE_UNKNOWN(name=Person.objects.get(pk=min(missing)).name)
    return wages


def _record_filing(declaration: Declaration, by: User | None, at: dt.datetime) -> None:
    record(
        by=by, at=at, code="declaration_filed", subject_kind="employer", subject=declaration.employer.number,
        channel=declaration.door, month=str(declaration.month), version=declaration.version, people=declaration.people,
    )  # fmt: skip


def _next_version(
    employer: Employer, month: Month, door: str, draft: Declaration | None, by: User | None, at: dt.datetime
) -> Declaration:
    """The version to be filed, a draft until everything it says is written: what is filed is not written to again."""
    past = Declaration.objects.filter(employer=employer, month=month)
    assert draft is None or draft.state == DeclarationState.DRAFT, "what was filed is not filed again"
    version = (past.aggregate(newest=Max("version"))["newest"] or 0) + 1
    past.filter(state=DeclarationState.FILED).update(state=DeclarationState.REPLACED)
    declaration = draft or Declaration(
        employer=employer, month=month, number=opaque_number("D"), door=door, created_by=by, created_at=at
    )
    declaration.version = version
    declaration.filed_by, declaration.filed_at = by, at
    declaration.save()
    return declaration


def _joined_in(people: Iterable[Person], rows: Iterable[FiledRow]) -> dict[int, Month]:
    """For newcomers, by person id: the month their work began."""
    return {
        person.pk: Month.of(row.newcomer.starts_on)
        for person, row in zip(people, rows, strict=True)
        if row.newcomer is not None
    }


def _check_people(employer: Employer, month: Month, rows: list[FiledRow]) -> None:
    """Everybody is named once, and who is no newcomer worked here in the month. Raises NAMED_TWICE, NOT_EMPLOYED."""
    newcomers = [row.newcomer.facts for row in rows if row.newcomer is not None]
    known = {row.person.pk: row.person for row in rows if row.person is not None}
    named = Counter(facts.number for facts in newcomers)
    named.update(str(row.person.pk) for row in rows if row.person is not None)
    for name, key in [(f.name, f.number) for f in newcomers] + [(p.name, str(pk)) for pk, p in known.items()]:
        if named[key] > 1:
            raise NAMED_TWICE(name=name)
    strangers = known.keys() - set(employed_in(employer.pk, month).values_list("person_id", flat=True))
    if strangers:
        raise NOT_EMPLOYED(name=known[min(strangers)].name)


def _enrolled(
    employer: Employer, month: Month, rows: list[FiledRow], by: User | None, at: dt.datetime, door: str
) -> list[Person]:
    """The person of each row, in order; newcomers are registered where unknown and insured (SIL 58)."""
    fresh = [row.newcomer for row in rows if row.newcomer is not None]
    reason = f"declaration {employer.number} {month}"
    enrolled = iter(enrol(employer=employer, newcomers=fresh, reason=reason, by=by, at=at, channel=door))
    return [row.person if row.person is not None else next(enrolled) for row in rows]


def _mark_rows(rows: list[FiledRow], people: list[Person]) -> None:
    """Rows of the draft that were filed: who it was and that they are filed, in one statement."""
    marked = [(row.row_id, person.pk) for row, person in zip(rows, people, strict=True) if row.row_id is not None]
    if not marked:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE declarations_declarationrow AS kept SET state = 'filed', person_id = filed.person_id"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS filed (row_id, person_id) WHERE kept.id = filed.row_id",
            [[row_id for row_id, _ in marked], [person_id for _, person_id in marked]],
        )
