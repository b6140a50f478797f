"""Platforms: declare a month's orders by file, see what is wrong with a row, what it costs, what was declared."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.platforms.actions import check_orders, declare_orders, fee_of
from contributions.platforms.models import OrderFile, Platform
from contributions.platforms.selectors import (
    files_of,
    months_of,
    newest_terms,
    orders_to_come,
    orders_to_declare,
    terms_in,
)
from contributions.platforms.words import INDUSTRIES
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import employers, looking, reads, user_of, writes
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 100


def _employer(request: HttpRequest, number: str) -> Employer:
    viewer = looking(request)
    return get_object_or_404(employers_seen_by(viewer).filter(pk__in=viewer.employer_ids), number=number)


@employers
@reads
def platform_orders(request: HttpRequest, number: str) -> HttpResponse:
    """What was declared, and the form for the next month."""
    return _page(request, _employer(request, number))


def _page(request: HttpRequest, employer: Employer, refusal: Refusal | None = None) -> HttpResponse:
    platform = Platform.objects.filter(employer=employer).select_related("employer__pooling_region").first()
    today = timezone.localdate()
    this_month = Month.of(today)
    shown: dict[str, Any] = {"employer": employer, "platform": platform, "refusal": refusal, "industries": INDUSTRIES}
    if platform is not None:
        shown["months"], shown["today"] = months_of(platform), today
        shown["waiting"] = [each for each in files_of(employer)[:20] if each.version is None]
        newest = newest_terms(employer)
        present = terms_in(platform, this_month) or newest
        assert newest is not None and present is not None, "a platform has terms"
        shown["terms"], shown["ends"] = present, None if newest.industry else newest.from_month
        shown["silent"] = silent = orders_to_declare(platform, today)
        shown["coming"] = next(iter(orders_to_come(platform, today, months=1)), None)
        shown["wanted"] = request.POST.get("month") or str(silent[0].month if silent else this_month - 1)
        shown["this_month"] = str(this_month)
        shown["law"] = _fee(platform, this_month)
    return render(request, "platforms/platform_orders.html", shown, status=409 if refusal else 200)


def _fee(platform: Platform, month: Month) -> Any:
    try:
        return fee_of(platform, month)
    except Refusal:
        return None


@employers
@writes
def platform_orders_send(request: HttpRequest, number: str) -> HttpResponse:
    """A month's list is checked; nothing is declared before the next press."""
    employer, sent = _employer(request, number), request.FILES.get("file")
    try:
        month = Month.parse(request.POST.get("month", ""))
    except ValueError as error:
        raise Http404 from error
    if sent is None:
        messages.error(request, gettext("Choose a file first."))
        return redirect("platform_orders", number)
    try:
        file = check_orders(
            employer=employer, month=month, content=sent.read(), name=sent.name or "orders",
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, employer, refusal)
    return redirect("platform_order_file", number, file.number)


def _file(request: HttpRequest, number: str, file: str) -> tuple[Employer, OrderFile]:
    employer = _employer(request, number)
    return employer, get_object_or_404(files_of(employer), number=file)


@employers
@reads
def platform_order_file(request: HttpRequest, number: str, file: str) -> HttpResponse:
    """One list: how many rows fit, what is wrong with the others, what it costs."""
    return _file_page(request, *_file(request, number, file))


def _file_page(
    request: HttpRequest, employer: Employer, found: OrderFile, refusal: Refusal | None = None
) -> HttpResponse:
    wrong = found.rows.filter(problem__isnull=False).order_by("row")
    page = Paginator(wrong if wrong.exists() else found.rows.order_by("row"), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "employer": employer,
        "file": found,
        "page": page,
        "wrong": found.rows_count - found.good_count,
        "people": found.good_count,
        "refusal": refusal,
    }
    return render(request, "platforms/platform_order_file.html", shown, status=409 if refusal else 200)


@employers
@writes
def platform_orders_declare(request: HttpRequest, number: str, file: str) -> HttpResponse:
    """The good rows are declared and billed."""
    employer, found = _file(request, number, file)
    try:
        found = declare_orders(file=found, by=user_of(request), at=timezone.now())
    except Refusal as refusal:
        return _file_page(request, employer, found, refusal)
    messages.success(request, gettext("Declared. The bill is issued."))
    return redirect("platform_order_file", number, file)
