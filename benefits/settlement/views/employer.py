"""An institution's people: its agreement, what it settled by month, days that differ, measures and its statement."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.rules.course import ANSWER_WORDS
from benefits.providers.actions import state_case
from benefits.providers.forms import StateForm
from benefits.providers.models import Institution, Measure
from benefits.providers.rules.measures import HEARD_WORDS, MEASURE_WORDS, OUTCOME_WORDS
from benefits.providers.selectors.permits import institutions_seen_by
from benefits.providers.views.done import done
from benefits.settlement.models import Settlement
from benefits.settlement.rules.clearing import LINE_REMEDIES, LINE_WORDS
from benefits.settlement.selectors.permits import reconciliations_seen_by, settlements_seen_by
from benefits.settlement.selectors.remitted import lines_to, returned_to
from benefits.settlement.words import LINE_KINDS
from siadmin.agency.access import acting, employers, reads, user_of, writes
from siadmin.agency.insurances import FUND_SHORT_NAMES, NAMES
from siadmin.kernel.identifiers.masking import masked_name
from siadmin.kernel.months import Month

A_PAGE = 30
MONTHS_PAID = 12  # clearings up to the month that is looked at


@employers
@reads
def employer_institution(request: HttpRequest, number: str) -> HttpResponse:
    """What stands between an institution and the agency."""
    return _page(request, _own(request, number))


def _own(request: HttpRequest, number: str) -> Institution:
    own = institutions_seen_by(_as_employer(request)).filter(employer__number=number).first()
    if own is None:
        raise Http404
    return own


def _as_employer(request: HttpRequest) -> Any:
    """Who holds posts too looks here at their own institutions only."""
    return acting(request).holding(())


def _page(request: HttpRequest, own: Institution, status: int = 200, **more: Any) -> HttpResponse:
    now = Month.of(timezone.localdate())
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        month = now
    viewer = _as_employer(request)
    found = settlements_seen_by(viewer).filter(institution=own, month=month).order_by("-pk")
    settled = list(found)
    filled: tuple[int, StateForm] | None = more.pop("filled", None)
    measures = own.measures.select_related("hearing", "department").order_by("-pk")
    shown = {
        "own": own,
        "employer": own.employer,
        "month": month,
        "previous": month - 1,
        "next": month + 1 if month < now else None,
        "page": Paginator(_masked(settled), A_PAGE).get_page(request.GET.get("page")),
        "fund_fen": sum(each.fund_fen for each in settled),
        "agreements": own.agreements.prefetch_related("scopes").filter(signed_at__isnull=False).order_by("-starts_on"),
        "insurances": NAMES,
        "days": reconciliations_seen_by(viewer).filter(institution=own, agrees=False).order_by("-day", "-pk")[:10],
        "lines": lines_to(own, month - (MONTHS_PAID - 1)),
        "returned": returned_to(own),
        "line_words": LINE_WORDS,
        "line_kinds": LINE_KINDS,
        "remedies": LINE_REMEDIES,
        "answers": ANSWER_WORDS,
        "funds": FUND_SHORT_NAMES,
        "measures": [(each, _form(each, filled)) for each in measures],
        "measure_words": MEASURE_WORDS,
        "outcomes": OUTCOME_WORDS,
        "heard": HEARD_WORDS,
    }
    return render(request, "settlement/employer.html", shown | more, status=status)


def _masked(settled: Sequence[Settlement]) -> list[tuple[Settlement, str]]:
    """With the patient's name masked: a list tells whose bill it is to who knows it already (PIPL 28)."""
    return [(each, masked_name(each.person.name)) for each in settled]


def _form(measure: Measure, filled: tuple[int, StateForm] | None) -> StateForm | None:
    if measure.outcome or hasattr(measure, "hearing"):
        return None
    return filled[1] if filled and filled[0] == measure.pk else StateForm(auto_id=f"state-{measure.pk}-%s")


@employers
@writes
def employer_measure_state(request: HttpRequest, number: str, measure: str) -> HttpResponse:
    """The institution states and defends its case."""
    own = _own(request, number)
    found = own.measures.filter(number=measure).first()
    if found is None:
        raise Http404
    form = StateForm(request.POST, auto_id=f"state-{found.pk}-%s")

    def act() -> None:
        state_case(measure_id=found.pk, said=form.cleaned_data["said"], by=user_of(request), at=timezone.now())

    def page(**more: Any) -> HttpResponse:
        return _page(request, own, filled=(found.pk, form), **more)

    return done(request, form, act, page, gettext("On record."), ("employer_institution", number))
