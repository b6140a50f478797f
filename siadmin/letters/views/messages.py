"""The message centre, the same for citizens, employers and staff: everybody reads the boxes they answer for."""

from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import looking, open_page, reads, signed_in, user_of, writes
from siadmin.agency.viewer import Viewer
from siadmin.letters.actions import mark_read
from siadmin.letters.models import Message
from siadmin.letters.protocols import Recipient
from siadmin.letters.selectors import boxes_of, messages_in, messages_of, reissue_pdf, told
from siadmin.letters.views.answers import pdf_answer

A_PAGE = 30


@signed_in
@reads
def messages(request: HttpRequest) -> HttpResponse:
    """Newest first; `?box=employer:E…` narrows to one box, `?unread=1` to what is new."""
    viewer = looking(request)
    boxes = boxes_of(viewer)
    box = _box(boxes, request.GET.get("box", ""))
    chosen = messages_in([box] if box else boxes)
    only_unread = request.GET.get("unread") == "1"
    page = Paginator(chosen.filter(read_at__isnull=True) if only_unread else chosen, A_PAGE).get_page(
        request.GET.get("page")
    )
    names = {each.place: each.name for each in boxes}
    shown = {
        "page": page,
        "rows": [_row(message, viewer, names) for message in page.object_list],
        "unread": chosen.filter(read_at__isnull=True).count(),
        "only_unread": only_unread,
        "boxes": [each for each in boxes if each.name is not None],
        "box": box,
    }
    return render(request, "letters/messages.html", shown)


def _box(boxes: list[Recipient], asked: str) -> Recipient | None:
    """The box asked for, if it is one of the viewer's."""
    return next((each for each in boxes if f"{each.kind}:{each.number}" == asked), None)


def _row(message: Message, viewer: Viewer, names: dict[tuple[str, str], Any]) -> dict[str, Any]:
    return {
        "told": told(message),
        "message": message,
        "box": names.get((message.recipient_kind, message.recipient)),
        "leads": bool(message.route and open_page(viewer, message.route, *message.arguments)),
    }


@signed_in
@writes
def message_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message read and go where it leads; where that is not open to the viewer, back to the messages."""
    viewer = looking(request)
    message = get_object_or_404(messages_of(viewer), pk=pk)
    mark_read(boxes=boxes_of(viewer), by=user_of(request), at=timezone.now(), message_ids=[message.pk])
    return redirect(open_page(viewer, message.route, *message.arguments) or "messages" if message.route else "messages")


@signed_in
@writes
def messages_read(request: HttpRequest) -> HttpResponse:
    """Mark everything in the boxes read, or in one of them."""
    viewer = looking(request)
    boxes = boxes_of(viewer)
    box = _box(boxes, request.POST.get("box", ""))
    count = mark_read(boxes=[box] if box else boxes, by=user_of(request), at=timezone.now())
    notices.success(request, gettext("Marked read: %(count)s.") % {"count": count})
    return redirect("messages")


@signed_in
@reads
def message_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter that came with a message."""
    viewer = looking(request)
    message = get_object_or_404(messages_of(viewer).select_related("issued"), pk=pk, issued__isnull=False)
    assert message.issued is not None
    return pdf_answer(message.issued, reissue_pdf(message.issued))
