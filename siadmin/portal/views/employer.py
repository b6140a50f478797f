"""Employers: what do I owe, what must I file, by when; then the last bills and our people."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from contributions.assessment.selectors import months_billed
from contributions.collection.selectors import Owed, owed_by
from contributions.declarations.selectors import FilingRule, draft_of, filed, filing_rule
from contributions.platforms.models import Platform
from contributions.platforms.selectors import files_of, orders_to_come, orders_to_declare
from contributions.projects.models import Project
from enrollment.participation.selectors import roster
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import employers as for_employers
from siadmin.agency.access import looking, reads
from siadmin.agency.tiles import page
from siadmin.agency.viewer import Viewer
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import Door, matters
from siadmin.policy.selectors import law_of_day
from siadmin.portal.obligations import key_of
from siadmin.portal.shapes import Press
from siadmin.portal.waiting import disputes_open, waiting_for

LAST_BILLS = 6


@for_employers
@reads
def employers(request: HttpRequest) -> HttpResponse:
    """Which employer? Whoever acts for one goes straight to it."""
    viewer = looking(request)
    own = list(employers_seen_by(viewer).select_related("pooling_region").order_by("name_folded"))
    if len(own) == 1:
        return redirect("employer_home", own[0].number)
    month = Month.of(timezone.localdate())
    regions = {each.pooling_region_id: each.pooling_region for each in own}
    rules = {code: filing_rule(region, month) for code, region in regions.items()}
    disputes = disputes_open(viewer)
    rows = [
        (
            each,
            sum(owed.owed_fen for owed in owed_by(each.pk)),
            _declaring(each, month, rules[each.pooling_region_id]),
            disputes[each.pk],
        )
        for each in own
    ]
    counts = {
        "owing": sum(owed_fen > 0 for _, owed_fen, _, _ in rows),
        "declaring": sum(state == "to_declare" for _, _, state, _ in rows),
        "disputes": disputes.total(),
    }
    return render(request, "portal/employers.html", {"rows": rows, "month": month} | counts)


def _declaring(employer: Employer, month: Month, rule: FilingRule) -> str:
    """How the month's declaration stands: declared, to_declare, unchanged, by_tax or nothing to do."""
    if filed(employer.pk, month):
        return "declared"
    if employer.cancelled_on is not None or not roster(employer.pk, month).exists():
        return "nothing"
    if rule.by_tax_authority:
        return "by_tax"
    return "unchanged" if rule.silence_means_unchanged else "to_declare"


@for_employers
@reads
def home(request: HttpRequest, number: str) -> HttpResponse:
    """One employer's two things to do, with their days."""
    viewer = looking(request)
    employer = get_object_or_404(employers_seen_by(viewer), number=number)
    today = timezone.localdate()
    month = Month.of(today)
    owed = owed_by(employer.pk)
    overdue = [each for each in owed if each.due_on < today and not each.is_undeclared]
    undeclared = [each for each in owed if each.is_undeclared]
    rule = filing_rule(employer.pooling_region, month)
    law = law_of_day(employer.pooling_region, today)
    declared, draft = filed(employer.pk, month), draft_of(employer.pk, month)
    is_open = declared is None and not rule.by_tax_authority and employer.cancelled_on is None
    months, orders = months_billed(employer.pk, newest=LAST_BILLS), _orders(employer, today)
    silent, people = orders.get("silent", []), _people(employer, month)
    is_without_staff = bool(orders) and not people["people_count"]
    must_file = is_open and not rule.silence_means_unchanged and not is_without_staff
    is_late = must_file and rule.due_on < today
    return render(
        request,
        "portal/employer_home.html",
        {
            "employer": employer,
            "month": month,
            "overdue": overdue,
            "undeclared": undeclared,
            "is_first_to_pay": bool(overdue) or (bool(owed) and not undeclared and not is_late),
            "has_bills": bool(months),
            "rule": rule,
            "late_rate": percent(law.law("contribution.late_fee_daily_rate").value),
            "undeclared_share": percent(law.law("contribution.undeclared_factor").value),
            "declared": declared,
            "draft": draft,
            "must_file": must_file,
            "is_without_staff": is_without_staff,
            "file_is_late": is_late,
            "is_unchanged": is_open and rule.silence_means_unchanged and rule.due_on < today,
            "things": bool(owed) + must_file + bool(silent),
            "before": _before([each.due_on for each in (*owed, *silent, *([rule] if must_file else []))], today),
            "pay": _pay(employer, is_owed=bool(owed), is_first=bool(overdue) or (bool(owed) and not undeclared)),
            "file": _file(
                employer,
                month,
                has_draft=draft is not None and is_open,
                is_open=is_open,
                must_file=must_file,
                has_bills=bool(months),
            ),
            "months": [(each, each.state(today)) for each in months],
            "bills_url": page("employer_bills", employer.number),
            "calendar_address": _calendar_address(viewer, employer),
            "asks": _asks(employer),
        }
        | _sums(employer, owed, undeclared, today)
        | orders
        | people
        | _waits(viewer, employer, today),
    )


def _sums(employer: Employer, owed: list[Owed], undeclared: list[Owed], today: dt.date) -> dict[str, Any]:
    return {
        "owed": owed,
        "owed_fen": sum(each.owed_fen for each in owed),
        "overdue_fen": sum(each.owed_fen for each in owed if each.due_on < today),
        "pay_by": _before([each.due_on for each in owed], today),
        "undeclared_fen": sum(each.owed_fen for each in undeclared),
        "undeclared_url": page("employer_month", employer.number, str(undeclared[0].month)) if undeclared else "",
    }


def _waits(viewer: Viewer, employer: Employer, today: dt.date) -> dict[str, Any]:
    waits = waiting_for(viewer, employer)
    return {"waits": waits, "waits_late": [each for each in waits if each.due_on and each.due_on < today]}


def _people(employer: Employer, month: Month) -> dict[str, Any]:
    people = roster(employer.pk, month)
    url = page("employer_people", employer.number)
    return {"people_count": people.count(), "people": people[:5], "people_url": url}


def _calendar_address(viewer: Viewer, employer: Employer) -> str:
    """What a calendar program subscribes to."""
    assert viewer.user is not None
    key = key_of(viewer.user, employer, get_language() or settings.LANGUAGE_CODE)
    return settings.PUBLIC_URL + reverse("obligations", args=[key])


def _orders(employer: Employer, today: dt.date) -> dict[str, Any]:
    """A platform's months over and without a list, the list that is checked and not declared, and the next term."""
    platform = Platform.objects.select_related("employer__pooling_region").filter(employer=employer).first()
    if platform is None or employer.cancelled_on is not None:
        return {}
    silent = orders_to_declare(platform, today)
    coming = orders_to_come(platform, today, months=1)
    if not silent and not coming:
        return {}
    checked = files_of(employer).filter(version__isnull=True, month__in=[each.month for each in silent]).first()
    url = page("platform_orders", employer.number)
    label = gettext("Declare orders") if silent else gettext("See the orders")
    return {
        "is_platform": True,
        "silent": silent,
        "orders_are_late": bool(silent) and silent[0].due_on < today,
        "coming": coming[0] if coming else None,
        "checked": checked,
        "orders": [Press(label, url, "ti-bike", is_first=bool(silent))] if url else [],
    }


def _before(days: list[dt.date], today: dt.date) -> dt.date | None:
    """The nearest day among what is still to come."""
    return min((day for day in days if day >= today), default=None)


def _pay(employer: Employer, *, is_owed: bool, is_first: bool) -> list[Press]:
    url = page("employer_bills", employer.number)
    if not url:
        return []
    return [Press(gettext("Pay") if is_owed else gettext("See the bills"), url, "ti-credit-card", is_first=is_first)]


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


def _asks(employer: Employer) -> list[tuple[Words, str]]:
    """What may be asked for online, each with its address; first the orders of a platform, a contractor's sites."""
    platform = [(Words("申报订单", "Declare orders"), page("platform_orders", employer.number))]
    sites = [(Words("参保建设项目", "Insured projects"), page("employer_projects", employer.number))]
    first = platform if Platform.objects.filter(employer=employer).exists() else []
    first += sites if Project.objects.filter(employer=employer).exists() else []
    return first + [
        (matter.title, reverse("employer_apply", args=[employer.number, matter.code]))
        for matter in matters(Door.EMPLOYER)
    ]
