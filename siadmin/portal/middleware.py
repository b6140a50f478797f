"""Every request learns who is looking, every view is refused unless it names who may, every page runs our code only."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django_htmx.http import HttpResponseClientRedirect

from enrollment.registry.selectors import viewer_of
from siadmin.agency.access import page_at
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import read_in
from siadmin.kernel.refusal import Refusal

VISITOR = Viewer()
# Sign-in and second factor belong to django-allauth; nothing else of it is served (urls.py).
_OTHERS_VIEWS = ("allauth.account.", "allauth.mfa.", "django.views.static", "rest_framework.", "drf_spectacular.")

# Images may be data, because the icons of controls are; nothing else comes from elsewhere, no code stands in a page.
_CONTENT_SECURITY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)

# What is sent there is sent from a form; whoever types the address, or reloads it, is taken to the form's page.
_ONLY_SENT_TO = ("writes", "examines")


def _holds_a_zero(request: HttpRequest) -> bool:
    """Whether the address or the form has a NUL in it: no keyboard types it, and the database takes no text with it."""
    given = [text for form in (request.GET, request.POST) for _, texts in form.lists() for text in texts]
    return any("\0" in text for text in (request.path, *map(str, given)))


class ContentSecurity:
    """Tells the browser to run and load only what the portal itself serves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _CONTENT_SECURITY)
        return response


class Viewing:
    """Sets `request.viewer`, refuses views that do not admit it, and asks staff for their second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        read_in(get_language() or settings.LANGUAGE_CODE)
        user: Any = request.user
        request.viewer = (  # type: ignore[attr-defined]
            viewer_of(user, on=timezone.localdate()) if user.is_authenticated else VISITOR
        )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if _holds_a_zero(request):
            raise Http404
        if view.__module__.startswith(_OTHERS_VIEWS) or getattr(view, "cls", None) is not None:
            return None
        access = getattr(view, "access", None)
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if access is not None and access.admits(viewer):
            asks_twice = settings.STAFF_TOTP_REQUIRED and viewer.is_staff and access.kind != "everyone"
            if asks_twice and (answer := self._second_factor(request)) is not None:
                return answer
            if request.method == "GET" and getattr(view, "does", "") in _ONLY_SENT_TO:
                return redirect(page_at(request.path))
            return None
        if viewer.user is None and access is not None:
            return self._sign_in(request)
        return render(request, "refused.html", {"access": access}, status=403)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal no view answered is still told in words: what is wrong, and what to do."""
        if not isinstance(exception, Refusal):
            return None
        return render(request, "refusal.html", {"refusal": exception}, status=409)

    def _sign_in(self, request: HttpRequest) -> HttpResponse:
        """To the sign-in page, and back here afterwards; a fragment's request moves the whole page."""
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(settings.LOGIN_URL_PATH)
        back = request.get_full_path() if request.method == "GET" else "/"
        return redirect(f"{settings.LOGIN_URL_PATH}?{urlencode({'next': back})}")

    def _second_factor(self, request: HttpRequest) -> HttpResponse | None:
        from allauth.mfa.utils import is_mfa_enabled

        return None if is_mfa_enabled(request.user, ["totp"]) else redirect("mfa_activate_totp")
