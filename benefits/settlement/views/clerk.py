"""Staff: what bills were flagged for, clearings, days that differ, what each institution costs."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from benefits.payments.selectors.permits import LOOKERS
from benefits.providers.views.done import done
from benefits.settlement import actions
from benefits.settlement.forms import FlagForm
from benefits.settlement.models import Flag
from benefits.settlement.selectors.permits import (
    flags_seen_by,
    reconciliations_seen_by,
)
from benefits.settlement.selectors.spending import Spending, laws_of, spending_of
from enrollment.registry.names import organisation as named
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month

A_PAGE = 30
_MOST_DRAWN = 12


@staff(*LOOKERS)
@reads
def bill_flags(request: HttpRequest) -> HttpResponse:
    """Flags nobody decided yet, the oldest first; with `show=decided` those that were."""
    return _flags(request)


def _flags(
    request: HttpRequest, filled: tuple[int, FlagForm] | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    viewer, is_decided = acting(request), request.GET.get("show") == "decided"
    found = flags_seen_by(viewer)
    open_ones = found.filter(disallowed_fen__isnull=True)
    order = (
        found.filter(disallowed_fen__isnull=False).order_by("-decided_at") if is_decided else open_ones.order_by("pk")
    )
    page = Paginator(order, A_PAGE).get_page(request.GET.get("page"))
    may = Post.REVIEWER in viewer.posts and not is_decided
    rows = [(each, chosen(zh=each.told["zh"], en=each.told["en"]), _flag_form(each, filled, may)) for each in page]
    shown = {"page": page, "rows": rows, "open_count": open_ones.count(), "is_decided": is_decided}
    return render(request, "settlement/flags.html", shown | more, status=status)


def _flag_form(flag: Flag, filled: tuple[int, FlagForm] | None, may: bool) -> FlagForm | None:
    if not may:
        return None
    return filled[1] if filled and filled[0] == flag.pk else FlagForm(auto_id=f"flag-{flag.pk}-%s")


@staff(Post.REVIEWER)
@writes
def bill_flag_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Allowed, or so much of it disallowed."""
    flag = get_object_or_404(flags_seen_by(acting(request)), pk=pk)
    form = FlagForm(request.POST, auto_id=f"flag-{flag.pk}-%s")

    def act() -> Flag:
        return actions.decide_flag(
            flag_id=flag.pk, disallowed_fen=form.disallowed_fen(), reason=form.cleaned_data["reason"],
            by=user_of(request), at=timezone.now(),
        )  # fmt: skip

    def page(**more: Any) -> HttpResponse:
        return _flags(request, (flag.pk, form), **more)

    return done(request, form, act, page, gettext("Decided."), ("bill_flags",))


@staff(*LOOKERS)
@reads
def day_differences(request: HttpRequest) -> HttpResponse:
    """Days on which an institution and we differ, as it told them last; the newest first."""
    found = reconciliations_seen_by(acting(request)).filter(agrees=False).prefetch_related("differences")
    page = Paginator(found.order_by("-day", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "settlement/days.html", {"page": page})


@staff(Post.ADMINISTRATOR, Post.AUDITOR, Post.DIRECTOR)
@reads
def provider_spending(request: HttpRequest) -> HttpResponse:
    """What institutions cost in a month, those far from others of their kind marked."""
    now = Month.of(timezone.localdate())
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        month = now
    rows = spending_of(acting(request), month)
    shown = {
        "month": month, "rows": rows, "total_fen": sum(each.fund_fen for each in rows),
        "outliers": sum(each.is_outlier for each in rows), "previous": month - 1,
        "next": month + 1 if month < now else None, "chart": _chart(rows), "laws": laws_of(rows),
    }  # fmt: skip
    return render(request, "settlement/spending.html", shown)


def _chart(rows: list[Spending]) -> dict[str, Any] | None:
    """The costliest institutions; nothing before there are two."""
    drawn = rows[:_MOST_DRAWN]
    if len(drawn) < 2:
        return None
    return {
        "kind": "bars",
        "unit": "fen",
        "stacked": False,
        "labels": [str(named(each.institution.employer.name, each.institution.employer.name_en)) for each in drawn],
        "series": [{"name": gettext("By the funds"), "values": [each.fund_fen for each in drawn]}],
    }
