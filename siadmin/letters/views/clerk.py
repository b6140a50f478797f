"""Staff: letters of their offices, one letter with its PDF, revoking it; texts to phones for the administrator."""

from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from siadmin.agency.access import acting, looking, reads, signed_in, staff, writes
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.identifiers.masking import masked_phone
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from siadmin.letters.actions import revoke
from siadmin.letters.forms import FindForm, RevokeForm
from siadmin.letters.models import Issued, ShortText, SimulatedText, TextState
from siadmin.letters.rules.codes import read_code
from siadmin.letters.selectors import issued_seen_by, public_figures, reissue_pdf, title_of
from siadmin.letters.texting import gateway, is_simulated
from siadmin.letters.views.answers import pdf_answer

LOOKERS = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.AUDITOR)
REVOKERS = (Post.REVIEWER, Post.APPROVER)
A_PAGE = 30


@staff(*LOOKERS)
@reads
def letters(request: HttpRequest) -> HttpResponse:
    """Letters of the viewer's offices, newest first; `?q=` by number, verification code, person or employer."""
    form = FindForm(request.GET)
    query = form.cleaned_data["q"].strip() if form.is_valid() else ""
    seen = issued_seen_by(acting(request)).select_related("office", "issued_by").order_by("-issued_at", "-pk")
    page = Paginator(seen.filter(_like(query)) if query else seen, A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": [(each, title_of(each)) for each in page.object_list], "form": form, "query": query}
    return render(request, "letters/letters.html", shown)


def _like(query: str) -> Q:
    code = read_code(query)
    found = Q(number=query.upper()) | Q(subject=query.upper()) | Q(subject=query)
    return found | Q(code_hash=keyed_hash(code)) if code else found


@staff(*LOOKERS)
@reads
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """One letter: whom it is about, who issued it, what everybody may see of it, whether it stands."""
    return render(request, "letters/letter.html", _shown(request, _seen(acting(request), number)))


def _seen(viewer: Viewer, number: str) -> Issued:
    return get_object_or_404(issued_seen_by(viewer).select_related("office", "issued_by", "revoked_by"), number=number)


def _shown(request: HttpRequest, issued: Issued) -> dict[str, Any]:
    viewer = looking(request)
    return {
        "issued": issued,
        "title": title_of(issued),
        "figures": public_figures(issued),
        "may_revoke": issued.revoked_at is None and bool(viewer.posts & set(REVOKERS)),
        "form": RevokeForm(),
    }


@signed_in
@reads
def letter_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The letter again: for staff of its office, and for the person or employer it is about."""
    viewer = looking(request)
    seen_as = viewer.holding(LOOKERS) if viewer.is_staff else viewer
    issued = _seen(seen_as, number)
    return pdf_answer(issued, reissue_pdf(issued))


@staff(*REVOKERS)
@writes
def letter_revoke(request: HttpRequest, number: str) -> HttpResponse:
    """Take a letter back, with a reason; the public page says so from now on."""
    viewer = acting(request)
    issued = _seen(viewer, number)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return render(request, "letters/letter.html", _shown(request, issued) | {"form": form}, status=422)
    assert viewer.user is not None
    try:
        revoke(issued_id=issued.pk, by=viewer.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refusal as refusal:
        issued.refresh_from_db()
        shown = _shown(request, issued) | {"form": form, "refusal": refusal}
        return render(request, "letters/letter.html", shown, status=409)
    notices.success(request, gettext("Revoked: whoever verifies the letter is told so."))
    return redirect("letter", number)


@staff(Post.ADMINISTRATOR)
@reads
def texts(request: HttpRequest) -> HttpResponse:
    """Texts to phones: what waits, was sent or failed, and why. What they said is shown by the simulator only."""
    counts = dict.fromkeys(TextState.values, 0) | dict(
        ShortText.objects.order_by().values_list("state").annotate(Count("pk"))
    )
    page = Paginator(ShortText.objects.order_by("-queued_at", "-pk"), A_PAGE).get_page(request.GET.get("page"))
    said: dict[Any, str] = {}
    if is_simulated():
        kept = SimulatedText.objects.filter(reference__in=[each.reference for each in page.object_list])
        said = {each.reference: each.body for each in kept}
    shown = {
        "page": page,
        "rows": [(each, masked_phone(each.phone), said.get(each.reference, "")) for each in page.object_list],
        "counts": counts,
        "is_set_up": gateway() is not None,
        "is_simulated": is_simulated(),
    }
    return render(request, "letters/texts.html", shown)
