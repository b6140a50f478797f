"""What the tax authority declares: nobody's month is declared twice, and a second employer is one in so many words.

Where payers declare to the tax authority, one person-month has one declaration there. A person may work for a second
employer, which pays work injury only (IMPL 9); the row says so, or the employment here is recorded as such already.
"""

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet

from contributions.declarations.intake.problems import Problem
from contributions.declarations.models import Declaration, DeclarationRow, DeclarationState, Door, RowState
from contributions.declarations.reasons import (
    NOT_A_SECOND_EMPLOYER,
    TAX_CORRECTS_ANOTHER,
    TAX_DECLARED_BEFORE,
    TAX_DECLARED_ELSEWHERE,
)
from contributions.declarations.selectors import filed
from enrollment.participation.models import InsuredPeriod
from enrollment.participation.selectors import employed_in, in_month, insured_elsewhere
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.kernel.refusal import Refusal


def adds_to_tax(
    before: Declaration | None, corrects: str, *, people: Collection[int] = (), hashes: Collection[bytes] = ()
) -> bool:
    """Whether what the tax authority sends adds to what it declared before for the month, or states it anew.

    `people` by id and `hashes` of numbers: whom it names. Raises TAX_CORRECTS_ANOTHER when `corrects` is not the
    declaration in force, TAX_DECLARED_BEFORE when it is not given and somebody's month was declared there already.
    """
    standing = before if before is not None and before.door == Door.TAX else None
    if corrects and (standing is None or standing.number != corrects):
        raise TAX_CORRECTS_ANOTHER(number=corrects, standing=standing.number if standing else "—")
    if corrects or standing is None:
        return False
    named = standing.rows.filter(Q(person_id__in=people) | Q(identifier_hash__in=hashes), state=RowState.FILED)
    if (first := named.first()) is not None:
        raise TAX_DECLARED_BEFORE(name=first.name, number=standing.number)
    return True


def refuse_declared(draft: Declaration, corrects: str) -> int:
    """Refuse rows of a draft of the tax authority whose person-month is declared already; returns how many.

    The people are locked, so that two employers' declarations of the same moment are judged one after the other.
    Raises TAX_CORRECTS_ANOTHER.
    """
    adds_to_tax(filed(draft.employer_id, draft.month), corrects)
    rows = draft.rows.filter(state=RowState.ACCEPTED)
    people = set(rows.filter(person__isnull=False).values_list("person_id", flat=True))
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
    refused = []
    for row, refusal in _refusals(draft, rows, people, corrects):
        row.state = RowState.REFUSED
        row.problems = [*row.problems, Problem.of(refusal).as_dict() | {"refuses": True}]
        refused.append(row)
    DeclarationRow.objects.bulk_update(refused, ["state", "problems"], batch_size=1000)
    return len(refused)


def _refusals(
    draft: Declaration, rows: QuerySet[DeclarationRow], people: set[int], corrects: str
) -> Iterator[tuple[DeclarationRow, Refusal]]:
    employer, month = draft.employer, draft.month
    in_force = DeclarationRow.objects.filter(
        declaration__state=DeclarationState.FILED,
        declaration__door=Door.TAX,
        declaration__month=month,
        state=RowState.FILED,
        person_id__in=people,
    )
    ours = in_force.filter(declaration__employer=employer).exclude(declaration__number=corrects)
    before = dict(ours.values_list("person_id", "declaration__number"))
    others = set(in_force.exclude(declaration__employer=employer).values_list("person_id", flat=True))
    until = insured_elsewhere(employer.pk, people)
    here = set(employed_in(employer.pk, month).filter(person_id__in=people).values_list("person_id", flat=True))
    insured = InsuredPeriod.objects.filter(in_month(month), employer=employer, person_id__in=people)
    in_full = set(insured.exclude(insurance=Insurance.INJURY).values_list("person_id", flat=True))
    for row in rows:
        who = row.person_id or 0
        if who in before:
            yield row, TAX_DECLARED_BEFORE(name=row.name, number=before[who])
        elif row.is_second_employer:
            if who in in_full or not (who in others or until.get(who, month) > month):
                yield row, NOT_A_SECOND_EMPLOYER(name=row.name, month=month)
        elif (who in others and who in in_full) or (
            who not in here and (who in others or until.get(who, month) > month + 1)
        ):
            yield row, TAX_DECLARED_ELSEWHERE(name=row.name, month=month)
