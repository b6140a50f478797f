"""Why this amount: the page of a line and the page of a bill, for everybody whom they concern."""

from typing import Any

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from contributions.assessment.explain import REPLAY_DIFFERS, explain_bill
from contributions.assessment.models import Bill, BillKind, Notice
from contributions.assessment.story import declaration_behind, story_of
from contributions.assessment.visibility import bills_seen_by, lines_seen_by
from enrollment.registry.models import Person
from enrollment.registry.payers import payer_numbered
from enrollment.registry.records import records_of
from siadmin.agency.access import looking, reads, signed_in
from siadmin.agency.insurances import Fund
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

log = structlog.get_logger()


@signed_in
@reads
def why_line(
    request: HttpRequest, person: str, month: Month, insurance: str, number: str, version: int
) -> HttpResponse:
    """A line, step by step: for the person, the employer's delegate, and staff of its line and region."""
    viewer = looking(request)
    whose, employer = Person.objects.filter(number=person).first(), payer_numbered(number)
    if whose is None or employer is None:
        raise Http404
    seen = list(lines_seen_by(viewer).filter(person_id=whose.pk, month=month, employer_id=employer.pk))
    line = next((each for each in seen if (each.insurance, each.version) == (insurance, version)), None)
    if line is None:
        raise Http404
    shown: dict[str, Any] = {"person": whose, "employer": employer, "line": line}
    shown["is_own"] = viewer.person_id is not None and whose.pk in records_of(viewer.person_id)
    shown["sees_bills"] = viewer.is_staff or employer.pk in viewer.employer_ids
    try:
        shown["story"] = story_of(line, whose, employer, seen)
    except Refusal as refusal:
        return _differs(request, refusal, "assessment/why_line.html", shown)
    return render(request, "assessment/why_line.html", shown)


@signed_in
@reads
def why_bill(request: HttpRequest, number: str, month: Month, fund: str, version: int) -> HttpResponse:
    """How a bill adds up: for the employer's delegate and staff of its line and region."""
    viewer = looking(request)
    of_month = bills_seen_by(viewer).filter(employer__number=number, month=month)
    bill = get_object_or_404(of_month.select_related("employer", "region"), fund=fund, version=version)
    siblings = list(of_month.order_by("fund", "version"))
    shown: dict[str, Any] = {
        "bill": bill,
        "funds": _per_fund(siblings),
        "versions": [each for each in siblings if each.fund == fund],
        "notice": Notice.objects.filter(pk=bill.notice_id).first() if bill.notice_id else None,
        "declaration": declaration_behind(bill) if bill.kind in (BillKind.ASSESSED, BillKind.ADJUSTMENT) else None,
        "pooled_fen": bill.total_fen - bill.account_fen,
        "month_fen": sum(each.total_fen for each in siblings),
        "fund_fen": sum(each.total_fen for each in siblings if each.fund == fund),
        "has_lines": bill.lines > 0,
    }
    try:
        shown["trace"] = explain_bill(bill).trace
    except Refusal as refusal:
        return _differs(request, refusal, "assessment/why_bill.html", shown)
    return render(request, "assessment/why_bill.html", shown)


def _per_fund(bills: list[Bill]) -> list[dict[str, Any]]:
    """One figure a fund: what all its bills of the month come to, and the newest bill that explains it."""
    found = []
    for fund in Fund.values:
        own = [bill for bill in bills if bill.fund == fund]
        if own:
            standing = [bill for bill in own if bill.kind != BillKind.REVERSAL]
            found.append({"fund": fund, "total_fen": sum(bill.total_fen for bill in own), "newest": standing[-1]})
    return found


def _differs(request: HttpRequest, refusal: Refusal, template: str, shown: dict[str, Any]) -> HttpResponse:
    """A replay that does not give the stored amount is our mistake: it is said, logged, and answered as an error."""
    if refusal.reason is not REPLAY_DIFFERS:
        raise refusal
    log.error("replay_differs", path=request.path, why=refusal.en)
    return render(request, template, shown | {"refusal": refusal}, status=500)
