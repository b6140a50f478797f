"""What a new version of a month says by itself, and which waiting rows of earlier versions it answers.

A version that only adds to the one before carries its people on. A row that waits in the correction basket stops
waiting as soon as a newer version names its person or states the whole month anew: what is filed later never sets a
newer wage back.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from contributions.declarations.models import (
    Declaration,
    DeclarationRow,
    DeclarationState,
    Door,
    RowState,
)
from contributions.declarations.selectors import colleagues
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import employed_in, in_month
from enrollment.registry.models import Employer, Identifier, Person
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

_CARRY = Path(__file__).resolve().parent.parent / "sql" / "carry_rows.sql"
WAITING = (RowState.REFUSED, RowState.ACCEPTED)


def keep_rows(declaration: Declaration, people: Iterable[tuple[Person, int]]) -> None:
    """A filed row for each person and wage (fen) that came without one, after the rows of the month so far."""
    told = dict(people)
    identifiers = Identifier.objects.filter(person__in=told, ends_before__isnull=True).order_by("-kind")
    numbers = {each.person_id: each for each in identifiers}
    highest = _highest_number(declaration.employer, declaration.month)
    DeclarationRow.objects.bulk_create(
        (
            DeclarationRow(
                declaration=declaration,
                number=number,
                given="{}",
                name=person.name,
                identifier=numbers[person.pk].value if person.pk in numbers else None,
                identifier_hash=numbers[person.pk].value_hash if person.pk in numbers else None,
                person=person,
                wage_fen=wage_fen,
                state=RowState.FILED,
            )
            for number, (person, wage_fen) in enumerate(told.items(), highest + 1)
        ),
        batch_size=2000,
    )


def carry_over(declaration: Declaration, before: Declaration, anew: Collection[int], rows: Iterable[int]) -> None:
    """Let a version that only adds to `before` name everybody `before` does, and the kept rows it was filed from.

    `anew`: ids of people it names with a wage of its own. Who has left before the month is not carried.
    """
    employer, month = declaration.employer, declaration.month
    if before.door == Door.UNCHANGED:
        standing = [(c.person, c.wage_fen) for c in colleagues(employer, month) if c.person.pk not in anew]
        keep_rows(declaration, [(person, wage_fen) for person, wage_fen in standing if wage_fen is not None])
        carried = []
    else:
        here = employed_in(employer.pk, month).values("person_id")
        standing_rows = before.rows.filter(state=RowState.FILED, person_id__in=here).exclude(person_id__in=anew)
        carried = list(standing_rows.values_list("pk", flat=True))
    own = DeclarationRow.objects.filter(pk__in=list(rows)).exclude(declaration=declaration)
    run_sql(
        _CARRY,
        {
            "declaration": declaration.pk,
            "rows": [*carried, *own.values_list("pk", flat=True)],
            "highest": _highest_number(employer, month),
        },
    )


def count_filed(declaration: Declaration) -> None:
    """Let a declaration say what its filed rows add up to, and how many of its rows wait. Not saved."""
    filed = declaration.rows.filter(state=RowState.FILED).aggregate(
        people=Count("pk"), wages=Sum("wage_fen", default=0)
    )
    declaration.people, declaration.wages_fen = filed["people"], filed["wages"]
    declaration.refused_rows = declaration.rows.filter(state=RowState.REFUSED).count()


def answer_waiting(declaration: Declaration, *, people: Collection[int], is_whole: bool) -> int:
    """End the waiting of rows of earlier versions of the month: all of them where the new one states it whole.

    Otherwise those of the people (by id) it names. Returns how many; they are kept, marked as replaced.
    """
    waiting = _waiting(declaration.employer, declaration.month).filter(declaration__version__lt=declaration.version)
    if not is_whole:
        hashes = Identifier.objects.filter(person_id__in=people, ends_before__isnull=True).values("value_hash")
        waiting = waiting.filter(Q(person_id__in=people) | Q(identifier_hash__in=hashes))
    return waiting.update(state=RowState.REPLACED)


def answer_named_since(employer: Employer, month: Month) -> int:
    """The same for rows that were corrected to somebody whom a newer version of the month names already."""
    later = Declaration.objects.filter(employer=employer, month=month, version__gt=OuterRef("declaration__version"))
    named = DeclarationRow.objects.filter(
        Q(person_id=OuterRef("person_id")) | Q(identifier_hash=OuterRef("identifier_hash")),
        declaration__employer=employer,
        declaration__month=month,
        declaration__version__gt=OuterRef("declaration__version"),
        state=RowState.FILED,
    )
    insured = InsuredPeriod.objects.filter(in_month(month), employer=employer, person_id=OuterRef("person_id"))
    is_unchanged = Exists(later.filter(door=Door.UNCHANGED)) & Exists(insured)
    waiting = _waiting(employer, month).filter(Exists(named) | is_unchanged)
    return DeclarationRow.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        state=RowState.REPLACED
    )


def _waiting(employer: Employer, month: Month) -> QuerySet[DeclarationRow]:
    return DeclarationRow.objects.filter(
        declaration__employer=employer,
        declaration__month=month,
        declaration__state__in=[DeclarationState.FILED, DeclarationState.REPLACED],
        state__in=WAITING,
    )


def _highest_number(employer: Employer, month: Month) -> int:
    rows = DeclarationRow.objects.filter(declaration__employer=employer, declaration__month=month)
    return rows.aggregate(highest=Max("number"))["highest"] or 0
