"""Staff: what one institution settled by month, a month's bills, and the days on which its count and ours differ."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.selectors.permits import LOOKERS
from benefits.providers.selectors.permits import institutions_seen_by
from benefits.settlement.selectors.by_month import MonthSettled, months_of
from benefits.settlement.selectors.permits import reconciliations_seen_by, settlements_seen_by
from siadmin.agency.access import acting, reads, staff
from siadmin.kernel.months import Month

A_PAGE = 30
_MONTHS = 12
_MOST_DAYS = 10


@staff(*LOOKERS)
@reads
def institution_settled(request: HttpRequest, number: str) -> HttpResponse:
    """A year up to the month that is looked at. No patient is named: who decides about a bill opens it."""
    viewer, now = acting(request), Month.of(timezone.localdate())
    own = get_object_or_404(institutions_seen_by(viewer), number=number)
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        month = now
    settled = settlements_seen_by(viewer).filter(institution=own)
    months = months_of(settled, month - (_MONTHS - 1), month)
    shown = {
        "own": own,
        "month": month,
        "previous": month - 1,
        "next": month + 1 if month < now else None,
        "months": months,
        "chart": _chart(months),
        "fund_fen": sum(each.fund_fen for each in months if each.month == month),
        "page": Paginator(settled.filter(month=month).order_by("-pk"), A_PAGE).get_page(request.GET.get("page")),
        "days": reconciliations_seen_by(viewer)
        .filter(institution=own, agrees=False)
        .prefetch_related("differences")
        .order_by("-day", "-pk")[:_MOST_DAYS],
    }
    return render(request, "settlement/institution.html", shown)


def _chart(months: Sequence[MonthSettled]) -> dict[str, Any] | None:
    """Who paid, by month; nothing before there are two months."""
    if len(months) < 2:
        return None
    drawn = list(reversed(months))
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": True,
        "labels": [str(each.month) for each in drawn],
        "series": [
            {"name": gettext("By the funds"), "values": [each.fund_fen for each in drawn]},
            {"name": gettext("From medical accounts"), "values": [each.account_fen for each in drawn]},
            {"name": gettext("In cash"), "values": [each.cash_fen for each in drawn]},
        ],
    }
