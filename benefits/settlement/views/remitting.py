"""Staff: files of a clearing, what banks answered to them, and what came back paid anew."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext

from benefits.providers.views.done import done
from benefits.settlement import actions
from benefits.settlement.models import ClearingRun
from benefits.settlement.selectors.permits import clearings_seen_by
from benefits.settlement.views.clearings import answer_form, shown_page
from siadmin.agency.access import acting, staff, user_of, writes
from siadmin.agency.posts import Post
from siadmin.kernel.refusal import Refusal


def _own(request: HttpRequest, number: str) -> ClearingRun:
    return get_object_or_404(clearings_seen_by(acting(request)), number=number)


@staff(Post.CASHIER, Post.ACCOUNTANT)
@writes
def clearing_file(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """The file for the bank. It names accounts: who takes it out is on record."""
    found = get_object_or_404(_own(request, number).files.select_related("document", "run"), pk=file)
    content = actions.take_clearing_file(file=found, by=user_of(request), at=timezone.now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.document.name}"'
    return answer


@staff(Post.ACCOUNTANT)
@writes
def clearing_answer(request: HttpRequest, number: str, file: int) -> HttpResponse:
    """Take in what the bank answered to a file."""
    own = _own(request, number)
    found = get_object_or_404(own.files, pk=file)
    form = answer_form(found, request.POST, request.FILES)
    if not form.is_valid():
        return shown_page(request, own, status=422, answered={found.pk: form})
    sent = form.cleaned_data["file"]
    try:
        _, is_new = actions.take_clearing_results(
            file_id=found.pk, name=sent.name, content=sent.read(), by=user_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        return shown_page(request, own, status=409, refusal=refusal, answered={found.pk: form})
    if is_new:
        messages.success(request, gettext("Done."))
    else:
        messages.info(request, gettext("This answer was taken in before: nothing has changed."))
    return redirect("clearing", number)


@staff(Post.CASHIER)
@writes
def clearing_pay_anew(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What the bank returned goes to the account that stands now."""
    own = _own(request, number)
    its = get_object_or_404(own.remittances, pk=pk)

    def act() -> None:
        actions.pay_anew(remittance_id=its.pk, by=user_of(request), at=timezone.now())

    def page(**more: Any) -> HttpResponse:
        return shown_page(request, own, **more)

    return done(request, None, act, page, gettext("Done."), ("clearing", number))
