"""Staff: what was paid after benefits ended, what of it has come back, and what was agreed (REG 46)."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from benefits.payments.models import Arrived, Overpayment, OwedBack
from benefits.payments.selectors import (
    LOOKERS,
    arrived_twice_seen_by,
    name_of,
    overpayments_seen_by,
    owed_back_seen_by,
    standing_offset,
    with_late,
)
from siadmin.agency.access import acting, open_page, reads, staff
from siadmin.agency.viewer import Viewer

A_PAGE = 30


@staff(*LOOKERS)
@reads
def overpayments(request: HttpRequest) -> HttpResponse:
    """Those of which something is left, the first due first; those that came back whole, the newest first."""
    viewer = acting(request)
    seen = with_late(overpayments_seen_by(viewer), timezone.localdate())
    left, whole = seen.filter(amount_fen__gt=F("back_fen")), seen.filter(amount_fen__lte=F("back_fen"))
    show = "whole" if request.GET.get("show") == "whole" else "left"
    found = left.order_by("due_on", "pk") if show == "left" else whole.order_by("-found_at", "pk")
    page = Paginator(found.prefetch_related("months", "agreement__instalments"), A_PAGE).get_page(
        request.GET.get("page")
    )
    shown = {
        "page": page,
        "rows": [
            {
                "each": each,
                "name": name_of(each.ending.entitlement),
                "left_fen": each.amount_fen - each.back_fen,  # type: ignore[attr-defined]
                "late_fen": each.late_fen,  # type: ignore[attr-defined]
                "offset": standing_offset(each),
                "set_off": _page_of(viewer, "overpayment_offset", each)
                if show == "left" and not _is_agreed(each)
                else "",
                "withdraw": _page_of(viewer, "offset_withdrawn", each)
                if show == "left" and standing_offset(each) is not None
                else "",
                "instalments": list(each.agreement.instalments.all()) if hasattr(each, "agreement") else [],
                "repay": _page_of(viewer, "overpayment_repaid", each) if show == "left" else "",
                "agree": _page_of(viewer, "repayment_agreement", each)
                if show == "left" and not _is_agreed(each)
                else "",
            }
            for each in page
        ],
        "show": show,
        "owed": [(each, _start_of_owed(viewer, each)) for each in owed_back_seen_by(viewer)],
        "twice": [(each, _start_of_twice(viewer, each)) for each in arrived_twice_seen_by(viewer)],
        "counts": {"left": left.count(), "whole": whole.count()},
    }
    return render(request, "payments/overpayments.html", shown)


def _is_agreed(overpayment: Overpayment) -> bool:
    """How it comes back was agreed: by instalments, or set off."""
    return hasattr(overpayment, "agreement") or standing_offset(overpayment) is not None


def _page_of(viewer: Viewer, matter: str, overpayment: Overpayment) -> str:
    """Where a case about the demand begins; empty where the viewer may not."""
    url = open_page(viewer, "matter_start", matter, overpayment.ending.entitlement.person.number)
    return f"{url}?demand={overpayment.number}" if url else ""


def _start_of_owed(viewer: Viewer, owed: OwedBack) -> str:
    """Where it is settled; empty where the viewer may not."""
    url = open_page(viewer, "matter_start", "owed_back", owed.overpayment.ending.entitlement.person.number)
    return f"{url}?owed={owed.number}" if url else ""


def _start_of_twice(viewer: Viewer, arrived: Arrived) -> str:
    """Where a repayment of it is recorded; empty where the viewer may not."""
    url = open_page(viewer, "matter_start", "paid_twice_repaid", arrived.person.number)
    return f"{url}?demand={arrived.number}" if url else ""
