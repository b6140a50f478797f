"""Send a file of history: whose it is, what its letter says, how it is laid out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from contributions.history.actions import Money, Origin, receive
from contributions.history.example import as_file, example_rows
from contributions.history.forms import HistoryFileForm
from contributions.history.layout import LAYOUT
from contributions.history.models import FileKind, HistoryFile
from contributions.history.selectors import LOOKS, files_seen_by, told_of
from funds.ledger.selectors import pooling_regions
from siadmin.agency.access import acting, reads, staff, user_of, writes
from siadmin.agency.models import Region
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.money import HALF_UP, fen, yuan
from siadmin.kernel.refusal import Refusal


def desks_of(viewer: Viewer) -> list[tuple[Region, str]]:
    """Pooling regions and lines a clerk sits for."""
    return [
        (region, line)
        for region in pooling_regions()
        for line in sorted({reach.line for reach in viewer.reaches if region.path.startswith(reach.path)})
    ]


@staff(Post.CLERK)
@reads
def history_upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; how it is laid out. `?instead=7` corrects that file."""
    viewer = acting(request)
    wrong = _instead(viewer, request.GET.get("instead", ""))
    form = HistoryFileForm(desks=desks_of(viewer), initial=_as_before(wrong))
    return _page(request, {"form": form, "wrong": wrong}, status=200)


@staff(Post.CLERK)
@writes
def history_send(request: HttpRequest) -> HttpResponse:
    """Keep the file with every row and its problem; nothing is booked."""
    viewer = acting(request)
    wrong = _instead(viewer, request.POST.get("instead", ""))
    form = HistoryFileForm(request.POST, request.FILES, desks=desks_of(viewer))
    page = {"form": form, "wrong": wrong}
    if not form.is_valid():
        return _page(request, page, status=422)
    given = form.cleaned_data
    money = Money(fen(given["money"], HALF_UP), given["money_on"]) if given["money"] else None
    try:
        file, is_new = receive(
            origin=Origin(given["kind"], given["region"], given["line"], given["place"], given["letter"], money),
            name=given["file"].name,
            content=given["file"].read(),
            told=form.told,
            by=user_of(request),
            at=timezone.now(),
            replaces=wrong,
        )
    except Refusal as refusal:
        return _page(request, page | {"refusal": refusal}, status=409)
    if not is_new:
        messages.warning(request, gettext("This file was received before; this is that file. Nothing is taken twice."))
    return redirect("history_file", pk=file.pk)


@staff(*LOOKS)
@reads
def history_example(request: HttpRequest) -> HttpResponse:
    """A file as the portal wants it."""
    response = HttpResponse(as_file(example_rows(people=3)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="history_example.csv"'
    return response


def _instead(viewer: Viewer, number: str) -> HistoryFile | None:
    return get_object_or_404(files_seen_by(viewer), pk=number) if number.isdecimal() else None


def _as_before(wrong: HistoryFile | None) -> dict[str, Any]:
    """What was told with the file that is corrected."""
    if wrong is None:
        return {}
    told = told_of(wrong)
    return {
        "kind": wrong.kind,
        "desk": f"{wrong.region_id}:{wrong.line}",
        "place": wrong.place_id if wrong.kind == FileKind.CERTIFICATE else "",
        "letter": wrong.letter,
        "people": told.people,
        "months": told.months,
        "base": yuan(told.base_fen),
        "deemed_months": told.deemed_months,
        "balance": yuan(told.balance_fen),
        "money": yuan(wrong.money_fen) if wrong.money_fen else None,
        "money_on": wrong.money_on,
    }


def _page(request: HttpRequest, page: dict[str, Any], *, status: int) -> HttpResponse:
    return render(request, "history/upload.html", page | {"layout": LAYOUT}, status=status)
