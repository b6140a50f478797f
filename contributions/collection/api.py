"""The collection authority's and the bank's door: one receipt a call, safe to repeat."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Receipt, Source
from contributions.declarations.api import actor, token_of
from enrollment.registry.models import TokenScope
from funds.ledger.selectors import books_within
from siadmin.agency.insurances import Fund
from siadmin.kernel.idempotency import key_from, once
from siadmin.kernel.programs import KEY_HEADER, answers, shaped

SOURCE_OF_SCOPE = {TokenScope.TAX: Source.TAX, TokenScope.BANK: Source.BANK}


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
        responses=answers(ReceiptOut),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request) -> Response:
        key = key_from(request.headers.get("Idempotency-Key"))
        shape = shaped(ReceiptIn, request)
        told = Told(**{name: str(value) for name, value in shape.validated_data.items()})
        now, token = timezone.now(), token_of(request)
        source = SOURCE_OF_SCOPE[TokenScope(token.scope)]
        region = token.region
        assert region is not None, "api_token_region"
        answer, is_new = once(
            door="receipts",
            key=key,
            caller=f"token:{token.pk}",
            request=shape.data,
            at=now,
            do=lambda: _answer(
                receive_one(
                    source=source,
                    told=told,
                    by=actor(request),
                    at=now,
                    on=timezone.localdate(now),
                    within=set(books_within(region).values_list("pk", flat=True)),
                )
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
