"""Where programs of institutions get their tokens (RFC 6749, 4.4)."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from oauth2_provider.views import TokenView
from rest_framework import parsers, serializers
from rest_framework.request import Request
from rest_framework.views import APIView

GRANT = "client_credentials"


class TokenIn(serializers.Serializer[Any]):
    """RFC 6749, 4.4: credentials in the header `Authorization: Basic …`, or here."""

    grant_type = serializers.ChoiceField(choices=[GRANT])
    client_id = serializers.CharField(required=False)
    client_secret = serializers.CharField(required=False)
    scope = serializers.CharField(required=False)


class TokenOut(serializers.Serializer[Any]):
    access_token = serializers.CharField()
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds.")
    scope = serializers.CharField()


class TokenErrorOut(serializers.Serializer[Any]):
    error = serializers.CharField()
    error_description = serializers.CharField(required=False)


class Tokens(APIView):
    """A program shows its credentials and is given a token for a quarter of an hour (RFC 6749, 4.4)."""

    authentication_classes = []
    permission_classes = []
    parser_classes = [parsers.FormParser]

    @extend_schema(
        operation_id="token",
        auth=[],
        request={"application/x-www-form-urlencoded": TokenIn},
        responses={
            200: TokenOut,
            400: OpenApiResponse(TokenErrorOut, description="Another grant, or a scope there is not."),
            401: OpenApiResponse(TokenErrorOut, description="Credentials that open nothing."),
            404: OpenApiResponse(description="A form with a NUL in it: no keyboard types it."),
        },
    )
    def post(self, request: Request) -> HttpResponse:
        asked = request._request
        if asked.POST.get("grant_type") != GRANT:
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        answer: HttpResponse = TokenView.as_view()(asked)
        return answer
