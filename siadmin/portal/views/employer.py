"""Employers: what do I owe, what must I file, by when; then the last bills and our people."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.assessment.selectors import months_billed
from contributions.collection.selectors import Owed, arrivals_of, owed_by
from contributions.declarations.selectors import draft_of, filed, filing_rule
from enrollment.participation.selectors import roster
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import employers as for_employers
from siadmin.agency.access import reads
from siadmin.agency.tiles import page
from siadmin.agency.viewer import Viewer
from siadmin.kernel.figures import percent
from siadmin.kernel.months import Month
from siadmin.policy.selectors import law_of_day
from siadmin.portal.shapes import Press

LAST_BILLS = 6


@for_employers
@reads
def employers(request: HttpRequest) -> HttpResponse:
    """Which employer? Whoever acts for one goes straight to it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    own = list(employers_seen_by(viewer).order_by("name_folded"))
    if len(own) == 1:
        return redirect("employer_home", own[0].number)
    today = timezone.localdate()
    rows = [(each, owed_by(each.pk), filed(each.pk, Month.of(today))) for each in own]
    return render(
        request,
        "portal/employers.html",
        {"rows": [(each, sum(o.owed_fen for o in owed), bool(declared)) for each, owed, declared in rows]},
    )


@for_employers
@reads
def home(request: HttpRequest, number: str) -> HttpResponse:
    """One employer's two things to do, with their days."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    employer = get_object_or_404(employers_seen_by(viewer), number=number)
    today = timezone.localdate()
    month = Month.of(today)
    owed = owed_by(employer.pk)
    overdue = [each for each in owed if each.due_on < today]
    rule = filing_rule(employer.pooling_region, month)
    law = law_of_day(employer.pooling_region, today)
    declared, draft = filed(employer.pk, month), draft_of(employer.pk, month)
    is_open = declared is None and not rule.by_tax_authority and employer.cancelled_on is None
    must_file = is_open and not rule.silence_means_unchanged
    months = months_billed(employer.pk, newest=LAST_BILLS, arrivals=arrivals_of([employer.pk]))
    people = roster(employer.pk, month)
    return render(
        request,
        "portal/employer_home.html",
        {
            "employer": employer,
            "today": today,
            "month": month,
            "owed": owed,
            "overdue": overdue,
            "overdue_fen": sum(each.owed_fen for each in overdue),
            "has_bills": bool(months),
            "owed_fen": sum(each.owed_fen for each in owed),
            "pay_by": min((each.due_on for each in owed if each.due_on >= today), default=None),
            "rule": rule,
            "late_rate": percent(law.law("contribution.late_fee_daily_rate").value),
            "undeclared_share": percent(law.law("contribution.undeclared_factor").value),
            "declared": declared,
            "draft": draft,
            "must_file": must_file,
            "file_is_late": must_file and rule.due_on < today,
            "is_unchanged": is_open and rule.silence_means_unchanged and rule.due_on < today,
            "things": bool(owed) + must_file,
            "before": _before(owed, rule.due_on if must_file else None, today),
            "pay": _pay(employer, bool(owed)),
            "file": _file(
                employer,
                month,
                has_draft=draft is not None,
                is_open=is_open,
                must_file=must_file,
                has_bills=bool(months),
            ),
            "months": [(each, each.state(today)) for each in months],
            "bills_url": page("employer_bills", employer.number),
            "people_count": people.count(),
            "people": people[:5],
            "people_url": page("employer_people", employer.number),
        },
    )


def _before(owed: list[Owed], file_by: dt.date | None, today: dt.date) -> dt.date | None:
    """The nearest day among what is still to come."""
    days = [each.due_on for each in owed if each.due_on >= today]
    if file_by is not None and file_by >= today:
        days.append(file_by)
    return min(days, default=None)


def _pay(employer: Employer, is_owed: bool) -> list[Press]:
    url = page("employer_bills", employer.number)
    if not url:
        return []
    return [Press(gettext("Pay") if is_owed else gettext("See the bills"), url, "ti-credit-card", is_first=is_owed)]


def _file(
    employer: Employer, month: Month, *, has_draft: bool, is_open: bool, must_file: bool, has_bills: bool
) -> list[Press]:
    url = page("employer_declaration", employer.number)
    if not url:
        return []
    label = gettext("Go on") if has_draft else gettext("Declare") if is_open else gettext("See the declaration")
    presses = [Press(label, url, "ti-file-check", is_first=must_file)]
    unchanged = page("employer_unchanged", employer.number, str(month))
    if must_file and unchanged and has_bills and not has_draft:
        presses.append(Press(gettext("Same as last month"), unchanged, is_post=True))
    return presses
