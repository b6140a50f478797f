"""Every request learns who is looking, and every view is refused unless it names who may."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from enrollment.registry.selectors import viewer_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import read_in

VISITOR = Viewer()
# Sign-in and second factor belong to django-allauth; nothing else of it is served (urls.py).
_OTHERS_VIEWS = ("allauth.account.", "allauth.mfa.", "django.views.static", "rest_framework.", "drf_spectacular.")


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
        if view.__module__.startswith(_OTHERS_VIEWS) or getattr(view, "cls", None) is not None:
            return None
        access = getattr(view, "access", None)
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if access is not None and access.admits(viewer):
            if settings.STAFF_TOTP_REQUIRED and viewer.is_staff and access.kind != "everyone":
                return self._second_factor(request)
            return None
        if viewer.user is None and access is not None:
            return redirect(f"{settings.LOGIN_URL_PATH}?next={request.path}")
        return render(request, "refused.html", {"access": access}, status=403)

    def _second_factor(self, request: HttpRequest) -> HttpResponse | None:
        from allauth.mfa.utils import is_mfa_enabled

        return None if is_mfa_enabled(request.user, ["totp"]) else redirect("mfa_activate_totp")
