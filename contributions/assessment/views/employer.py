"""A month person by person, on the page and as a workbook."""

from collections import Counter
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from contributions.assessment.models import AssessmentLine
from contributions.assessment.people import CEILING, FLOOR, in_order, limits_of, months_of
from contributions.assessment.visibility import lines_seen_by
from contributions.assessment.workbook import CONTENT_TYPE, month_as_workbook
from enrollment.registry.models import Employer
from siadmin.agency.access import looking, reads, signed_in
from siadmin.agency.insurances import Insurance
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month

PEOPLE_A_PAGE = 50


@signed_in
@reads
def bill_people(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """The people of a month's bills, a page at a time; `?limit=floor` shows those held at the lower limit."""
    employer, lines = _lines(request, number, month)
    limits = limits_of(lines)
    wanted = request.GET.get("limit", "")
    ids = [person_id for person_id, limit in limits.items() if not wanted or limit == wanted]
    page = Paginator(in_order(ids), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    counts = Counter(limits.values())
    present = set(lines.values_list("insurance", flat=True).distinct())
    shown = {
        "employer": employer,
        "month": month,
        "page": page,
        "people": months_of(list(page), lines),
        "insurances": [insurance for insurance in Insurance.values if insurance in present],
        "count": len(limits),
        "at_floor": counts[FLOOR],
        "at_ceiling": counts[CEILING],
        "wanted": wanted,
    }
    return render(request, "assessment/bill_people.html", shown)


@signed_in
@reads
def bill_people_file(request: HttpRequest, number: str, month: Month) -> HttpResponse:
    """The same as a workbook: everybody, every insurance, amounts as values."""
    employer, lines = _lines(request, number, month)
    people = list(in_order(limits_of(lines)))
    title = f"{chosen(zh=employer.name, en=employer.name_en or employer.name)} · {month}"
    content = month_as_workbook(title, str(month), months_of(people, lines))
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f"attachment; filename={quote(f'{employer.number}-{month}.xlsx')}"
    return answer


def _lines(request: HttpRequest, number: str, month: Month) -> tuple[Employer, QuerySet[AssessmentLine]]:
    """The employer and its lines of the month, for its delegates and for staff; 404 for everybody else."""
    viewer = looking(request)
    employer = get_object_or_404(Employer, number=number)
    lines = lines_seen_by(viewer).filter(employer_id=employer.pk, month=month)
    if not (viewer.is_staff or employer.pk in viewer.employer_ids) or not lines.exists():
        raise Http404
    return employer, lines
