"""Anybody may ask whether a letter is genuine: by the code printed on it, or by its QR code."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from siadmin.agency.access import counts, everyone, reads
from siadmin.agency.callers import caller_of
from siadmin.letters.actions import Limit, attempt, locked_until
from siadmin.letters.forms import CodeForm
from siadmin.letters.rules.codes import grouped, read_code
from siadmin.letters.selectors import issued_by_code, public_figures, title_of

MISSES = Limit("verify", 10, dt.timedelta(minutes=15))


@everyone
@reads
def verify_document(request: HttpRequest) -> HttpResponse:
    """Where the code is entered. A slip of the pen is told at once and counts as no attempt."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("verify_code", grouped(form.cleaned_data["code"]))
    return render(request, "letters/verify_document.html", {"form": form}, status=422 if form.is_bound else 200)


@everyone
@counts
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Genuine, revoked, expired or unknown, with the public figures to compare with the paper.

    Who missed ten times is locked for a quarter of an hour, and while locked learns nothing: no code is looked up.
    """
    now, caller = timezone.now(), caller_of(request)
    if (until := locked_until(MISSES, caller, at=now)) is not None:
        minutes = -(-int((until - now).total_seconds()) // 60)
        return _uncached(render(request, "letters/verify_locked.html", {"minutes": minutes}, status=429))
    issued = issued_by_code(code)
    if issued is None:
        if read_code(code) is not None:
            attempt(MISSES, caller, at=now)
        shown = {"written": code[:40], "is_slip": read_code(code) is None, "form": CodeForm({"code": code[:40]})}
        return _uncached(render(request, "letters/verify_unknown.html", shown, status=404))
    has_expired = issued.expires_on is not None and issued.expires_on < timezone.localdate()
    shown = {
        "issued": issued,
        "code": grouped(read_code(code) or ""),
        "title": title_of(issued),
        "figures": public_figures(issued),
        "state": "revoked" if issued.revoked_at else "expired" if has_expired else "authentic",
    }
    return _uncached(render(request, "letters/verify_code.html", shown))


def _uncached(response: HttpResponse) -> HttpResponse:
    """A letter may be revoked in the next minute; search engines have no business here."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
