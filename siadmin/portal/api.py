"""The API's edge: tokens, and who may. Views live in each app's `api`."""

import hashlib
from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions, parsers, permissions
from rest_framework.request import Request

from benefits.providers.models import SCOPE, ProviderClient
from benefits.providers.selectors import client_of
from enrollment.registry.models import ApiToken
from enrollment.registry.selectors import viewer_of
from siadmin.agency.viewer import Viewer


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer …`; only the token's digest is kept."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        digest = hashlib.sha256(token.strip().encode()).hexdigest()
        known = ApiToken.objects.filter(digest=digest, revoked_at__isnull=True).select_related("user", "region").first()
        if known is None or not known.user.is_active:
            raise exceptions.AuthenticationFailed("unknown or revoked token")
        request._request.viewer = viewer_of(known.user, on=timezone.localdate())  # type: ignore[attr-defined]
        return known.user, known

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ClientAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer …` with a token that an institution's program was given for its credentials."""

    def authenticate(self, request: Request) -> tuple[Any, ProviderClient] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        digest = hashlib.sha256(token.strip().encode()).hexdigest()
        client = client_of(digest, timezone.now())
        if client is None:
            return None
        request._request.viewer = Viewer(  # type: ignore[attr-defined]
            employer_ids=frozenset({client.institution.employer_id})
        )
        return None, client

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class NobodyUnlessNamed(permissions.BasePermission):
    """A view names the token scopes it serves (`scopes = {"employer"}`); without a name it serves nobody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        return isinstance(token, ApiToken | ProviderClient) and token.scope in getattr(view, "scopes", ())


class Json(parsers.JSONParser):
    """JSON of a depth a program would send; anything else is refused. Its size Django bounds before."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type=media_type, parser_context=parser_context)
        except RecursionError as error:
            raise exceptions.ParseError("nested too deeply") from error


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the API's description names the token."""

    target_class = "siadmin.portal.api.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class ClientScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the API's description names the credentials of an institution's program."""

    target_class = "siadmin.portal.api.ClientAuthentication"
    name = "client"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        flow = {"tokenUrl": "/api/v1/oauth/token/", "scopes": {SCOPE: "Stays and settlements of one's own institution"}}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}
