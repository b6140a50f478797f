"""One of my months: what each insurance cost, who paid, what came to my accounts."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contributions.assessment.models import AssessmentLine
from contributions.assessment.selectors import InsuredMonth, record_of
from enrollment.registry.models import Person
from enrollment.registry.payers import Payer, payers
from enrollment.registry.records import other_numbers
from siadmin.agency.access import citizens, looking, reads
from siadmin.agency.insurances import SCHEME_ORDER
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class AtEmployer:
    """A month through one payer: its insurances, each with the version that explains it (None: not assessed).

    `record`: the number of the record it is kept under; `is_other`: not the one the person stands under.
    """

    employer: Payer
    record: str
    is_other: bool
    insurances: list[tuple[InsuredMonth, int | None]]

    @property
    def employer_fen(self) -> int:
        return sum(each.employer_fen for each, _ in self.insurances)

    @property
    def employee_fen(self) -> int:
        return sum(each.employee_fen for each, _ in self.insurances)

    @property
    def account_fen(self) -> int:
        return sum(each.account_fen for each, _ in self.insurances)

    @property
    def first(self) -> InsuredMonth:
        return self.insurances[0][0]

    @property
    def is_assessed(self) -> bool:
        return any(each.is_assessed for each, _ in self.insurances)


@citizens
@reads
def citizen_month(request: HttpRequest, month: Month) -> HttpResponse:
    """The lines of one month of the viewer's own record, employer by employer."""
    viewer = looking(request)
    person = get_object_or_404(Person, pk=viewer.person_id)
    today = timezone.localdate()
    if month > Month.of(today):
        raise Http404
    record = record_of(person.pk, today=today)
    months = sorted({each.month for each in record})
    here = _at_employers(person, month, [each for each in record if each.month == month])
    shown = {
        "person": person,
        "month": month,
        "here": here,
        "employer_fen": sum(each.employer_fen for each in here),
        "employee_fen": sum(each.employee_fen for each in here),
        "account_fen": sum(each.account_fen for each in here),
        "asked_in": next((one.asked_in for each in here for one, _ in each.insurances if one.asked_in), None),
        "states": {one.state for each in here for one, _ in each.insurances},
        "before": max((each for each in months if each < month), default=None),
        "after": min((each for each in months if each > month), default=None),
    }
    return render(request, "assessment/citizen_month.html", shown)


def _at_employers(person: Person, month: Month, record: list[InsuredMonth]) -> list[AtEmployer]:
    numbers = {person.pk: person.number, **other_numbers(person)}
    newest = {
        (row["person_id"], row["insurance"], row["employer_id"]): row["newest"]
        for row in AssessmentLine.objects.filter(person_id__in=numbers, month=month)
        .values("person_id", "insurance", "employer_id")
        .annotate(newest=Max("version"))
    }
    record = sorted(record, key=lambda each: (*_place(each), SCHEME_ORDER.index(each.insurance)))
    employers = payers({each.employer_id for each in record})
    return [
        AtEmployer(
            employers[employer_id],
            numbers[person_id],
            person_id != person.pk,
            [(each, newest.get((each.person_id, each.insurance, each.employer_id))) for each in rows],
        )
        for (employer_id, person_id), rows in groupby(record, key=_place)
    ]


def _place(each: InsuredMonth) -> tuple[int, int]:
    return each.employer_id, each.person_id
