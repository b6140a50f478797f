"""The API's edge: tokens, who may, and refusals as JSON. Views live in each app's `api`."""

import hashlib
from typing import Any

from django.utils import timezone
from rest_framework import authentication, exceptions, permissions
from rest_framework.request import Request
from rest_framework.response import Response

from enrollment.registry.models import ApiToken
from enrollment.registry.selectors import viewer_of
from siadmin.kernel.refusal import Refusal


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer …`; only the token's digest is kept."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        digest = hashlib.sha256(token.strip().encode()).hexdigest()
        known = ApiToken.objects.filter(digest=digest, revoked_at__isnull=True).select_related("user").first()
        if known is None or not known.user.is_active:
            raise exceptions.AuthenticationFailed("unknown or revoked token")
        request._request.viewer = viewer_of(known.user, on=timezone.localdate())  # type: ignore[attr-defined]
        return known.user, known

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class NobodyUnlessNamed(permissions.BasePermission):
    """A view names the token scopes it serves (`scopes = {"employer"}`); without a name it serves nobody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        return isinstance(token, ApiToken) and token.scope in getattr(view, "scopes", ())


def refusals_as_json(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, Refusal):
        return Response({"refused": error.as_dict()}, status=getattr(error, "http_status", 409))
    from rest_framework.views import exception_handler  # its module reads the settings, which name this one

    return exception_handler(error, context)
