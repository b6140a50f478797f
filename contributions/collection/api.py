"""The collection authority's and the bank's door: one receipt a call, safe to repeat."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Receipt
from contributions.declarations.api import actor
from siadmin.agency.insurances import Fund
from siadmin.kernel.idempotency import once
from siadmin.kernel.refusal import Reason

KEY_MISSING = Reason(
    "idempotency_key_missing",
    "请求缺少 Idempotency-Key。",
    "The request has no Idempotency-Key header.",
    "每笔到账用一个固定的键；重试时原样再发。",
    "Use one fixed key per receipt; send the same again on a retry.",
)
SOURCE_OF_SCOPE = {"tax_authority": "tax_authority", "bank": "bank"}


class ReceiptIn(serializers.Serializer[Any]):
    """Money that arrived for one fund of one pooling region. `amount` in yuan with at most two decimals."""

    external_id = serializers.CharField(max_length=60, help_text="The originator's own number of the receipt.")
    received_on = serializers.DateField(help_text="到账日")
    region = serializers.RegexField(r"^\d{6}$", help_text="Pooling region, six digits.")
    fund = serializers.ChoiceField(choices=Fund.choices)
    amount = serializers.DecimalField(max_digits=15, decimal_places=2)
    reference = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    payer_code = serializers.CharField(max_length=18, required=False, allow_blank=True, default="")
    payer_name = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


class ReceiptOut(serializers.Serializer[Any]):
    """What became of it. Fen. `waiting_fen` stands in the suspense queue until a person clears it."""

    external_id = serializers.CharField()
    amount_fen = serializers.IntegerField()
    allocated_fen = serializers.IntegerField()
    waiting_fen = serializers.IntegerField()
    employer = serializers.CharField(allow_null=True)
    month = serializers.CharField(allow_null=True)


class Receipts(APIView):
    scopes = frozenset(SOURCE_OF_SCOPE)

    @extend_schema(
        operation_id="receive",
        request=ReceiptIn,
        responses={200: ReceiptOut, 201: ReceiptOut},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER, required=True)],
    )
    def post(self, request: Request) -> Response:
        key = request.headers.get("Idempotency-Key", "").strip()
        if not key:
            raise KEY_MISSING()
        shape = ReceiptIn(data=request.data)
        shape.is_valid(raise_exception=True)
        told = Told(**{name: str(value) for name, value in shape.validated_data.items()})
        now, source = timezone.now(), SOURCE_OF_SCOPE[request.auth.scope]  # type: ignore[union-attr]
        answer, is_new = once(
            door="receipts",
            key=key[:120],
            caller=f"token:{request.auth.pk}",
            request=shape.data,
            at=now,
            do=lambda: _answer(
                receive_one(source=source, told=told, by=actor(request), at=now, on=timezone.localdate(now))
            ),
        )
        return Response(answer, status=201 if is_new else 200)


def _answer(receipt: Receipt) -> dict[str, Any]:
    return {
        "external_id": receipt.external_id,
        "amount_fen": receipt.amount_fen,
        "allocated_fen": receipt.allocated_fen,
        "waiting_fen": receipt.amount_fen - receipt.allocated_fen,
        "employer": receipt.employer.number if receipt.employer else None,
        "month": str(receipt.month) if receipt.month else None,
    }
