"""What doors for programs have in common: the key, how a body is read, and what any of them may answer."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.request import Request

KEY_HEADER = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)


class RefusedOut(serializers.Serializer[Any]):
    """Why, in both languages, and what to do."""

    code = serializers.CharField()
    zh = serializers.CharField()
    en = serializers.CharField()
    remedy_zh = serializers.CharField()
    remedy_en = serializers.CharField()


class RefusalOut(serializers.Serializer[Any]):
    """Nothing was done."""

    refused = RefusedOut()


class NotLetInOut(serializers.Serializer[Any]):
    detail = serializers.CharField()


class TraceLineOut(serializers.Serializer[Any]):
    """The first line is the sentence in both languages; each other one a step: its name, value, unit, how, and law."""

    sentence_zh = serializers.CharField(required=False)
    sentence_en = serializers.CharField(required=False)
    zh = serializers.CharField(required=False)
    en = serializers.CharField(required=False)
    value = serializers.CharField(required=False)
    unit = serializers.CharField(required=False)
    how_zh = serializers.CharField(required=False)
    how_en = serializers.CharField(required=False)
    key = serializers.CharField(required=False, help_text="Of the value of the law.")
    source = serializers.CharField(required=False)  # type: ignore[assignment]
    status = serializers.CharField(required=False, help_text="How sure the value is.")
    valid_from = serializers.DateField(required=False)


_WRONG_SHAPE = {
    "type": "object",
    "description": "By field what is wrong with it; `detail` where nothing could be read at all.",
    "additionalProperties": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "object"}]}},
            {"type": "object"},
        ]
    },
}
WRONG = OpenApiResponse(_WRONG_SHAPE, description="Of another shape.")
UNKNOWN = OpenApiResponse(NotLetInOut, description="Not of whose program asks.")
SHUT = OpenApiResponse(NotLetInOut, description="No token, or one that opens nothing here.")


def refused(shape: Any = RefusalOut) -> OpenApiResponse:
    return OpenApiResponse(shape, description="Refused; nothing was done.")


def answers(shape: Any, *, found: bool = False, refusal: Any = RefusalOut) -> dict[int, Any]:
    """Every answer of a door that takes a key: 201 once, 200 again. `found`: about something its address names."""
    told = {201: shape, 200: shape, 400: WRONG, 401: SHUT, 403: SHUT, 409: refused(refusal)}
    return told | {404: UNKNOWN} if found else told


def shaped(shape: type[serializers.Serializer[Any]], request: Request) -> serializers.Serializer[Any]:
    """What was sent, of this shape. Raises ValidationError."""
    told = shape(data=request.data)
    told.is_valid(raise_exception=True)
    return told
