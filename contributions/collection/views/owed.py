"""Money owed: where employers stand on the ladder of SIL 63, why a late fee is what it is, deferrals that end early."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.models import Bill
from contributions.assessment.visibility import WORK_WITH_BILLS, bills_seen_by, employers_worked_on_by
from contributions.collection.enforcement import enforcements_of, funds_of, ladder, on_the_ladder
from contributions.collection.late_fees import FeeStanding, fee_law, fee_months, standing
from contributions.collection.matters import AGREEMENTS, BACK_PAYMENT, ENDS, ENFORCEMENTS, FORCE_MAJEURE
from contributions.collection.models import Deferral, FeePayment, LateFee
from contributions.collection.owing import NO_STEP
from contributions.collection.rules.ladder import RUNGS, Rung
from contributions.collection.stakes import LISTS, newest_month
from enrollment.registry.models import Employer
from siadmin.agency.access import acting, looking, open_page, reads, signed_in, staff
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

A_PAGE = 40


@staff(*WORK_WITH_BILLS)
@reads
def enforcement(request: HttpRequest) -> HttpResponse:
    """Which employer stands where: past due, the most money first, with the steps taken and the one that may come."""
    viewer, today = acting(request), timezone.localdate()
    wanted = request.GET.get("step", "")
    found = on_the_ladder(viewer, today, step=wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    employers = Employer.objects.in_bulk([each.employer_id for each in page])
    return render(
        request,
        "collection/enforcement.html",
        {
            "page": page,
            "rows": [(each, employers[each.employer_id]) for each in ladder(page, today)],
            "total_fen": found.sums.open_fen,
            "employers": found.sums.employers,
            "steps": [(NO_STEP, gettext("no step yet"))] + [(rung.value, str(RUNGS[rung].title)) for rung in Rung],
            "counts": {step: found.sums.rows.get(step, 0) for step in (NO_STEP, *Rung)},
            "wanted": wanted,
            "titles": {rung.value: RUNGS[rung].title for rung in Rung},
            "may_step": Post.CLERK in viewer.posts,
            "today": today,
        },
    )


@staff(*WORK_WITH_BILLS)
@reads
def stakes(request: HttpRequest) -> HttpResponse:
    """Whom to look at first, by the money at stake: not filed, staff lost, at the lower limit."""
    viewer, today = acting(request), timezone.localdate()
    chosen = request.GET.get("list", "")
    which = chosen if chosen in LISTS else next(iter(LISTS))
    month = newest_month(viewer)
    shown: dict[str, Any] = {"lists": [(code, each.title) for code, each in LISTS.items()], "which": which}
    shown |= {"of": LISTS[which], "month": month}
    try:
        found = LISTS[which].find(viewer, month, today) if month else []
    except Refusal as refusal:
        found, shown["refusal"] = [], refusal
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    employers = Employer.objects.in_bulk([each.employer_id for each in page])
    shown |= {"page": page, "rows": [(each, employers[each.employer_id]) for each in page]}
    shown["total_fen"] = sum(each.stake_fen for each in found)
    return render(request, "collection/stakes.html", shown)


@staff(*WORK_WITH_BILLS)
@reads
def owed_by_employer(request: HttpRequest, number: str) -> HttpResponse:
    """One employer: what is past due, late fees charged and running, deferrals, every step with its letter."""
    return render(request, "collection/owed.html", _owed(request, number))


def _owed(request: HttpRequest, number: str) -> dict[str, Any]:
    viewer = looking(request)
    employer = get_object_or_404(employers_worked_on_by(viewer).select_related("pooling_region"), number=number)
    today = timezone.localdate()
    lines = frozenset(reach.line for reach in viewer.reaches if reach.post in WORK_WITH_BILLS)
    return {
        "employer": employer,
        "owed": owed_shown(bills_seen_by(viewer).filter(employer=employer), employer, today),
        "employer_url": open_page(viewer, "employer", employer.number),
        "may_open_letters": bool(open_page(viewer, "letters")),
        "ladders": enforcements_of(employer.pk, lines),
        "titles": {rung.value: RUNGS[rung].title for rung in Rung},
        "starts": list(_starts(viewer, employer)),
        "ends": _ends(viewer, employer),
        "today": today,
    }


def _ends(viewer: Viewer, employer: Employer) -> list[tuple[str, str]]:
    """What a clerk of a line may ask to end early: the case of a running deferral, and where that begins."""
    today, found = timezone.localdate(), []
    for line in sorted({reach.line for reach in viewer.reaches if reach.post == Post.CLERK}):
        going = Deferral.objects.filter(employer=employer, fund__in=funds_of(line), stopped_on=None)
        cases = going.filter(starts_on__lte=today, ends_before__gt=today).values_list("case__number", flat=True)
        url = open_page(viewer, "matter_start", ENDS[line].code, employer.number)
        found += [(case, f"{url}?deferral={case}") for case in sorted(set(cases)) if url]
    return found


def _starts(viewer: Viewer, employer: Employer) -> Iterator[tuple[Words, str]]:
    """What a clerk may begin for an employer, of the lines where they are one."""
    lines = {reach.line for reach in viewer.reaches if reach.post == Post.CLERK}
    for by_line in (ENFORCEMENTS, AGREEMENTS, FORCE_MAJEURE):
        for line, matter in by_line.items():
            if line in lines and (url := open_page(viewer, "matter_start", matter.code, employer.number)):
                yield matter.title, url
    if url := open_page(viewer, "matter_start", BACK_PAYMENT.code, employer.number):
        yield BACK_PAYMENT.title, url


def owed_shown(bills: QuerySet[Bill], employer: Employer, today: dt.date) -> dict[str, Any]:
    """Late fees and deferrals of an employer, for its own page and the desk's; what is still to pay comes first."""
    refusal: Refusal | None = None
    rows: list[FeeStanding] = []
    try:
        rows = sorted(standing(fee_months(bills), today), key=lambda row: not (row.overdue_fen or row.to_pay_fen))
    except Refusal as caught:
        refusal = caught
    funds = set(bills.order_by().values_list("fund", flat=True).distinct())
    deferrals = Deferral.objects.filter(employer=employer, fund__in=funds).order_by("-starts_on", "fund")
    return {
        "employer": employer,
        "rows": rows,
        "refusal": refusal,
        "overdue_fen": sum(row.overdue_fen for row in rows),
        "fee_fen": sum(row.to_pay_fen for row in rows),
        "deferrals": [(each, _days_of(each, today)) for each in deferrals],
    }


def _days_of(deferral: Deferral, today: dt.date) -> str:
    """running, over, stopped or to_come."""
    if deferral.stopped_on is not None:
        return "stopped"
    if today < deferral.starts_on:
        return "to_come"
    return "running" if today < deferral.ends_before else "over"


@signed_in
@reads
def late_fee_why(request: HttpRequest, number: str, month: Month, fund: str) -> HttpResponse:
    """Why this amount: what was paid late, for how many days, at which rate; what each charge added; what was paid."""
    viewer = looking(request)
    bills = bills_seen_by(viewer).filter(employer__number=number, month=month, fund=fund)
    found = fee_months(bills)
    if not found:
        raise Http404
    one, today = found[0], timezone.localdate()
    employer = Employer.objects.get(pk=one.employer_id)
    shown: dict[str, Any] = {"employer": employer, "month": month, "fund": fund, "one": one, "today": today}
    place = {"employer": employer, "month": month, "fund": fund}
    shown["charges"] = LateFee.objects.filter(**place).order_by("version")
    shown["payments"] = FeePayment.objects.filter(**place).select_related("receipt").order_by("pk")
    shown["owed_url"] = open_page(viewer, "owed_by_employer", employer.number)
    shown["may_open_receipts"] = bool(open_page(viewer, "receipts"))
    try:
        law = fee_law(one.region, month)
        shown["explained"] = one.charged(law)
        shown["if_paid"] = one.if_paid(law, today) if one.overdue_fen(today) else None
        shown["is_current"] = one.charged(law).value == one.charged_fen
    except Refusal as refusal:
        shown["refusal"] = refusal
    return render(request, "collection/late_fee_why.html", shown)
