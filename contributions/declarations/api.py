"""The API's door to declarations: payroll software files a month, the tax authority sends what was declared to it.

The same drafts, checks and filing as the screens; refused rows come back with what to do.
"""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contributions.declarations.actions import Entered, declare, file_unchanged
from contributions.declarations.models import Declaration, Door, RowState
from contributions.declarations.reasons import MONTH_NOT_OPEN, TAX_FILE_EMPLOYER
from enrollment.registry.models import ApiToken, Employer, TokenScope
from enrollment.registry.selectors import employers_within
from siadmin.agency.models import User
from siadmin.kernel.idempotency import key_from, once
from siadmin.kernel.months import Month
from siadmin.kernel.programs import KEY_HEADER, RefusedOut, answers, shaped


class RowIn(serializers.Serializer[Any]):
    """One person: name, ID number and the month's wage in yuan, as text; checked like a row of a file."""

    name = serializers.CharField(max_length=80, allow_blank=True, trim_whitespace=False)
    id_number = serializers.CharField(max_length=40, allow_blank=True, trim_whitespace=False)
    wage = serializers.CharField(max_length=40, allow_blank=True, trim_whitespace=False)
    hired_on = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    second_employer = serializers.BooleanField(
        default=False,
        help_text="From the tax authority: another employer insures this person; work injury only here.",
    )


class DeclarationIn(serializers.Serializer[Any]):
    """`unchanged` files last month's people at their wages; otherwise `rows`. With refused rows, `accept` decides."""

    unchanged = serializers.BooleanField(default=False)
    rows = RowIn(many=True, required=False, default=list)
    accept = serializers.ChoiceField(choices=["all_or_nothing", "good_rows"], default="all_or_nothing")
    corrects = serializers.CharField(
        max_length=12,
        required=False,
        allow_blank=True,
        default="",
        help_text="From the tax authority: the number of its declaration that this one takes the place of. "
        "Without it rows are added, and a person whose month is declared already is refused.",
    )


class RowOut(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    state = serializers.ChoiceField(choices=["filed", "accepted", "refused"])
    problems = RefusedOut(many=True)


class DeclarationOut(serializers.Serializer[Any]):
    """`state` is filed, or discarded when all_or_nothing met a refused row: then nothing was filed."""

    number = serializers.CharField()
    month = serializers.CharField()
    version = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    people = serializers.IntegerField()
    wages_fen = serializers.IntegerField()
    rows = RowOut(many=True)


class EmployerDeclarations(APIView):
    """An employer's payroll software files a month."""

    scopes = frozenset({TokenScope.EMPLOYER})
    door = Door.API

    @extend_schema(
        operation_id="declare",
        request=DeclarationIn,
        responses=answers(DeclarationOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str, month: str) -> Response:
        key = key_from(request.headers.get("Idempotency-Key"))
        shape = shaped(DeclarationIn, request)
        employer, wanted = self.employer(request, number), _month(month)
        answer, is_new = once(
            door="declarations",
            key=key,
            caller=f"token:{token_of(request).pk}",
            request={"employer": number, "month": month, "body": shape.data},
            at=timezone.now(),
            do=lambda: self.file(request, employer, wanted, shape.validated_data),
        )
        return Response(answer, status=201 if is_new else 200)

    def employer(self, request: Request, number: str) -> Employer:
        """The employer, if the token's user is its delegate; otherwise there is none."""
        viewer = request._request.viewer  # type: ignore[attr-defined]
        employer = Employer.objects.filter(number=number, pk__in=viewer.employer_ids).first()
        if employer is None:
            raise Http404
        return employer

    def file(self, request: Request, employer: Employer, month: Month, body: dict[str, Any]) -> dict[str, Any]:
        now = timezone.now()
        today = timezone.localdate(now)
        if body["unchanged"]:
            return _answer(file_unchanged(employer=employer, month=month, by=actor(request), at=now, today=today))
        filed = declare(
            employer=employer,
            month=month,
            rows=[
                Entered(
                    row["name"],
                    row["id_number"],
                    row["wage"],
                    row["hired_on"],
                    is_second_employer=self.door == Door.TAX and row["second_employer"],
                )
                for row in body["rows"]
            ],
            door=self.door,
            good_rows_only=body["accept"] == "good_rows",
            by=actor(request),
            at=now,
            today=today,
            corrects=body["corrects"] if self.door == Door.TAX else "",
        )
        return _answer(filed)


class TaxDeclarations(EmployerDeclarations):
    """The tax authority sends what an employer declared to it (regions where payers declare to tax)."""

    scopes = frozenset({TokenScope.TAX})
    door = Door.TAX

    def employer(self, request: Request, number: str) -> Employer:
        """By unified social credit code, within the token's region: the authority does not know our numbers."""
        region = token_of(request).region
        assert region is not None, "api_token_region"
        employer = employers_within(region).filter(credit_code=number.upper()).first()
        if employer is None:
            raise TAX_FILE_EMPLOYER(code=number)
        return employer

    @extend_schema(
        operation_id="import_tax_declaration",
        request=DeclarationIn,
        responses=answers(DeclarationOut),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str, month: str) -> Response:
        return super().post(request, number, month)


def actor(request: Request) -> User:
    """The user whose token the request carries."""
    assert isinstance(request.user, User)
    return request.user


def token_of(request: Request) -> ApiToken:
    """The token the request carries."""
    assert isinstance(request.auth, ApiToken)
    return request.auth


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise MONTH_NOT_OPEN(month=text) from error


def _answer(declaration: Declaration) -> dict[str, Any]:
    states = {RowState.FILED: "filed", RowState.ACCEPTED: "accepted", RowState.REFUSED: "refused"}
    return {
        "number": declaration.number,
        "month": str(declaration.month),
        "version": declaration.version,
        "state": declaration.state,
        "people": declaration.people,
        "wages_fen": declaration.wages_fen,
        "rows": [
            {
                "row": row.number - 1,
                "state": states.get(RowState(row.state), "refused"),
                "problems": [{k: p[k] for k in ("code", "zh", "en", "remedy_zh", "remedy_en")} for p in row.problems],
            }
            for row in declaration.rows.order_by("number")
        ],
    }
