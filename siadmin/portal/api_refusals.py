"""Refusals as JSON: `{"refused": {"code", "zh", "en", "remedy_zh", "remedy_en"}}` with status 409; some tell more."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from siadmin.kernel.refusal import Refusal


def refusals_as_json(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, Refusal):
        return Response({"refused": error.as_dict()} | getattr(error, "more", {}), status=409)
    return exception_handler(error, context)
