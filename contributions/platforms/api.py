"""The API's door to orders: a platform's program declares a month; the same checks and billing as a file."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contributions.declarations.api import token_of
from contributions.platforms.actions import check_orders, declare_orders
from contributions.platforms.reading import Given
from enrollment.registry.models import Employer, TokenScope
from siadmin.agency.models import User
from siadmin.kernel.idempotency import key_from, once
from siadmin.kernel.months import Month
from siadmin.kernel.programs import KEY_HEADER, RefusedOut, answers, shaped


class OrderIn(serializers.Serializer[Any]):
    """One person: name, ID number, orders completed in the month, as text; checked like a row of a file."""

    name = serializers.CharField(max_length=80, allow_blank=True, trim_whitespace=False)
    id_number = serializers.CharField(max_length=40, allow_blank=True, trim_whitespace=False)
    orders = serializers.CharField(max_length=40, allow_blank=True)


class OrdersIn(serializers.Serializer[Any]):
    """The whole month: who is left out falls to nothing. With refused rows, `accept` decides."""

    rows = OrderIn(many=True, allow_empty=False)
    accept = serializers.ChoiceField(choices=["all_or_nothing", "good_rows"], default="all_or_nothing")


class OrderRowOut(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    problem = RefusedOut()


class OrdersOut(serializers.Serializer[Any]):
    """`state` is declared, or refused when all_or_nothing met a refused row: then nothing was declared."""

    number = serializers.CharField()
    month = serializers.CharField()
    state = serializers.ChoiceField(choices=["declared", "refused"])
    version = serializers.IntegerField(allow_null=True)
    people = serializers.IntegerField()
    orders = serializers.IntegerField()
    amount_fen = serializers.IntegerField()
    refused = OrderRowOut(many=True)


class PlatformOrders(APIView):
    """A platform's program declares a month of orders."""

    scopes = frozenset({TokenScope.EMPLOYER})

    @extend_schema(
        operation_id="declare_orders",
        request=OrdersIn,
        responses=answers(OrdersOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str, month: str) -> Response:
        key = key_from(request.headers.get("Idempotency-Key"))
        shape = shaped(OrdersIn, request)
        viewer = request._request.viewer  # type: ignore[attr-defined]
        employer = Employer.objects.filter(number=number, pk__in=viewer.employer_ids).first()
        if employer is None:
            raise Http404
        try:
            wanted = Month.parse(month)
        except ValueError as error:
            raise Http404 from error
        answer, is_new = once(
            door="platform_orders",
            key=key,
            caller=f"token:{token_of(request).pk}",
            request={"employer": number, "month": month, "body": shape.data},
            at=timezone.now(),
            do=lambda: _declared(request, employer, wanted, shape.validated_data),
        )
        return Response(answer, status=201 if is_new else 200)


def _declared(request: Request, employer: Employer, month: Month, body: dict[str, Any]) -> dict[str, Any]:
    rows = [Given(place, row["name"], row["id_number"], row["orders"]) for place, row in enumerate(body["rows"], 1)]
    assert isinstance(request.user, User)
    by, at = request.user, timezone.now()
    file = check_orders(employer=employer, month=month, rows=rows, by=by, at=at)
    if file.good_count == file.rows_count or (body["accept"] == "good_rows" and file.good_count):
        file = declare_orders(file=file, by=by, at=at)
    return {
        "number": file.number,
        "month": str(month),
        "state": "refused" if file.version is None else "declared",
        "version": file.version,
        "people": file.good_count,
        "orders": file.orders,
        "amount_fen": file.amount_fen,
        "refused": [
            {"row": row.row, "problem": row.problem} for row in file.rows.filter(problem__isnull=False).order_by("row")
        ],
    }
