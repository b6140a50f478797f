"""Months that two records of one natural person both say: charged twice, and to be paid back.

Work injury runs with each employer (IMPL 9); there it is twice only through the same one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, Min
from django.utils import timezone

from contributions.assessment.models import AssessmentLine
from contributions.assessment.selectors import InsuredMonth, record_of
from enrollment.registry.payers import payers
from enrollment.registry.protocols import Both
from siadmin.agency.insurances import NAMES, Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

_CHARGED = Words("已核定的养老月份", "Pension months charged")


@dataclass(frozen=True, slots=True)
class Doubled:
    """Months in a row of one insurance under two records: through whom, what was charged under each, in fen."""

    insurance: str
    first: Month
    last: Month
    records: tuple[int, ...]
    employer_ids: tuple[int, ...]
    charged_fen: tuple[int, ...]

    @property
    def span(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"


_Place = tuple[tuple[int, int], ...]


def doubled_in(months: Iterable[InsuredMonth]) -> list[Doubled]:
    """Months that more than one record says, the oldest first."""
    said: dict[tuple[str, int, Month], list[InsuredMonth]] = defaultdict(list)
    for each in months:
        at = each.employer_id if each.insurance == Insurance.INJURY else 0
        said[each.insurance, at, each.month].append(each)
    twice = sorted(
        (insurance, tuple((each.person_id, each.employer_id) for each in rows), month.index, rows)
        for (insurance, _, month), rows in said.items()
        if len({each.person_id for each in rows}) > 1
    )
    found = []
    for (insurance, place, _), run in groupby(enumerate(twice), lambda item: (*item[1][:2], item[1][2] - item[0])):
        stretch = [rows for _, (_, _, _, rows) in run]
        found.append(_doubled(insurance, place, stretch))
    return sorted(found, key=lambda each: (each.first, each.insurance))


def _doubled(insurance: str, place: _Place, stretch: list[list[InsuredMonth]]) -> Doubled:
    return Doubled(
        insurance=insurance,
        first=stretch[0][0].month,
        last=stretch[-1][0].month,
        records=tuple(record for record, _ in place),
        employer_ids=tuple(employer_id for _, employer_id in place),
        charged_fen=tuple(
            sum(rows[n].employer_fen + rows[n].employee_fen for rows in stretch) for n in range(len(place))
        ),
    )


def both_have(one: int, other: int) -> list[Both]:
    """What two records that may be of one person both say up to now, for whoever decides whether they are."""
    today = timezone.localdate()
    months = record_of(one, today=today) + record_of(other, today=today)
    doubled = doubled_in(
        {(each.person_id, each.insurance, each.employer_id, each.month): each for each in months}.values()
    )
    names = payers({pk for each in doubled for pk in each.employer_ids})
    return [
        Both(
            insurance=NAMES[each.insurance],
            span=each.span,
            through=tuple(names[pk].words for pk in each.employer_ids),
            charged_fen=each.charged_fen,
        )
        for each in doubled
    ]


def charged_under(person_id: int) -> list[tuple[Words, str]]:
    """How many months of pension were charged under one record, and which: for whoever compares it with another."""
    lines = AssessmentLine.objects.filter(person_id=person_id, insurance=Insurance.PENSION)
    found = lines.aggregate(months=Count("month", distinct=True), first=Min("month"), last=Max("month"))
    return [(_CHARGED, f"{found['months']}（{found['first']} – {found['last']}）")] if found["months"] else []
