"""The API's doors for institutions: who is insured, stays, what a bill comes to, its settlement and its reversal, and
what clearings paid.

OAuth2 client credentials; each program reaches the stays of its own institution and nothing else. What moves money
takes an idempotency key.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from benefits.payments.rules.course import ANSWER_WORDS, Answer
from benefits.providers.models import SCOPE, ProviderClient
from benefits.providers.rules.reading import PRICE_PARTS, QUANTITY_PARTS
from benefits.settlement.actions import (
    admit,
    ask_eligible,
    note_refused,
    presettle,
    reconcile_day,
    reverse,
    settle,
    withdraw_stay,
)
from benefits.settlement.models import Difference, Settlement, Stay
from benefits.settlement.rules.bills import Charged
from benefits.settlement.rules.clearing import LINE_REMEDIES, LINE_WORDS
from benefits.settlement.rules.reconciling import Totals
from benefits.settlement.selectors import settlements_of, standing, stay_of
from benefits.settlement.selectors.remitted import LinePaid, lines_to, returned_to
from benefits.settlement.serializers import (
    REFUSED,
    BillIn,
    ClearingsOut,
    DayDifferenceOut,
    DayIn,
    DayOut,
    EligibilityIn,
    InsuredOut,
    PartsOut,
    PreSettlementOut,
    ReasonIn,
    SettlementIn,
    SettlementOut,
    StayIn,
    StayOut,
    WithdrawnOut,
    answers,
)
from benefits.settlement.settlers import Insured
from siadmin.kernel.idempotency import key_from, once
from siadmin.kernel.months import Month
from siadmin.kernel.programs import KEY_HEADER, SHUT, UNKNOWN, WRONG, shaped
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Explained

MONTHS_BACK = 12


class Door(APIView):
    """A door of a program of an institution."""

    scopes = frozenset({SCOPE})

    def client(self, request: Request) -> ProviderClient:
        assert isinstance(request.auth, ProviderClient)
        return request.auth

    def stay(self, request: Request, number: str) -> Stay:
        """Of this institution; otherwise there is none."""
        found = stay_of(self.client(request), number)
        if found is None:
            raise Http404
        return found

    def once(self, request: Request, door: str, asked: Any, do: Callable[[], dict[str, Any]]) -> Response:
        """The answer, new or as it was given before."""
        key = key_from(request.headers.get("Idempotency-Key"))
        answer, is_new = once(
            door=door, key=key, caller=f"client:{self.client(request).pk}", request=asked, at=timezone.now(), do=do
        )
        return Response(answer, status=201 if is_new else 200)


class Eligibility(Door):
    """Who somebody is insured as on a day."""

    @extend_schema(
        operation_id="eligibility",
        request=EligibilityIn,
        responses={200: InsuredOut, 400: WRONG, 401: SHUT, 403: SHUT, 409: REFUSED},
    )
    def post(self, request: Request) -> Response:
        told = shaped(EligibilityIn, request).validated_data
        now = timezone.now()
        person, insured = ask_eligible(
            client=self.client(request), scheme=told["scheme"], identity_number=told["id_number"],
            on=told.get("on") or timezone.localdate(now), at=now,
        )  # fmt: skip
        return Response(_insured(person.number, person.name, told["scheme"], insured))


class Stays(Door):
    """Somebody was admitted, or came for a visit."""

    @extend_schema(operation_id="admit", request=StayIn, responses=answers(StayOut), parameters=[KEY_HEADER])
    def post(self, request: Request) -> Response:
        shape = shaped(StayIn, request)
        told = shape.validated_data

        def do() -> dict[str, Any]:
            stay, insured = admit(
                client=self.client(request), scheme=told["scheme"], identity_number=told["id_number"],
                care=told["care"], admitted_on=told["admitted_on"], reference=told["reference"],
                department=told["department"], at=timezone.now(),
            )  # fmt: skip
            return _insured(stay.person.number, stay.person.name, stay.scheme, insured) | _stay(stay)

        try:
            return self.once(request, "stays", told, do)
        except Refusal as refusal:
            note_refused(
                client=self.client(request), identity_number=told["id_number"], on=told["admitted_on"],
                at=timezone.now(), code=refusal.code,
            )  # fmt: skip
            raise


class StayWithdrawals(Door):
    """A stay was told by mistake."""

    @extend_schema(
        operation_id="withdraw_stay",
        request=ReasonIn,
        responses=answers(WithdrawnOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str) -> Response:
        shape, stay = shaped(ReasonIn, request), self.stay(request, number)

        def do() -> dict[str, Any]:
            withdraw_stay(stay=stay, reason=shape.validated_data["reason"], at=timezone.now())
            return {"stay": stay.number, "withdrawn": True}

        return self.once(request, "withdrawals", {"stay": number, "body": shape.validated_data}, do)


class PreSettlements(Door):
    """What a bill would come to."""

    @extend_schema(
        operation_id="presettle",
        request=BillIn,
        responses=answers(PreSettlementOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str) -> Response:
        shape, stay = shaped(BillIn, request), self.stay(request, number)
        told = shape.validated_data
        lines = [
            Charged(
                each["line"], each["code"], each["on"], int(each["quantity"] * QUANTITY_PARTS),
                int(each["unit_price"] * PRICE_PARTS), each["department"],
            )
            for each in told["lines"]
        ]  # fmt: skip

        def do() -> dict[str, Any]:
            shown, found = presettle(
                stay=stay, lines=lines, until=told["until"], is_last=told["is_last"], at=timezone.now(),
                from_account=told["from_account"],
            )  # fmt: skip
            parts, account_fen = found.answer.value.parts, shown.shown.get("account_fen", 0)
            return {
                "presettlement": shown.number,
                "stay": stay.number,
                **asdict(parts),
                "fund_fen": parts.fund_fen,
                "self_pay_fen": parts.self_pay_fen,
                "account_fen": account_fen,
                "cash_fen": parts.self_pay_fen - account_fen,
                "lines": shown.shown["lines"],
                "flags": shown.flags,
                "trace": shown.trace,
            }

        return self.once(request, "presettlements", {"stay": number, "body": shape.validated_data}, do)


class Settlements(Door):
    """A bill is settled as it was shown."""

    @extend_schema(
        operation_id="settle",
        request=SettlementIn,
        responses=answers(SettlementOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str) -> Response:
        shape, stay = shaped(SettlementIn, request), self.stay(request, number)
        told = shape.validated_data

        def do() -> dict[str, Any]:
            made = settle(
                client=self.client(request), stay=stay, shown_number=told["presettlement"],
                accept_changes=told["accept_changes"], from_account=told["from_account"], at=timezone.now(),
            )  # fmt: skip
            return _settlement(made)

        return self.once(request, "settlements", {"stay": number, "body": shape.validated_data}, do)


class OneSettlement(Door):
    """A settlement as it was answered."""

    @extend_schema(
        operation_id="settlement",
        request=None,
        responses={200: SettlementOut, 401: SHUT, 403: SHUT, 404: UNKNOWN},
    )
    def get(self, request: Request, number: str) -> Response:
        return Response(_settlement(_of(self.client(request), number)))


class Reversals(Door):
    """A settlement is taken back, the last of its year first."""

    @extend_schema(
        operation_id="reverse",
        request=ReasonIn,
        responses=answers(SettlementOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str) -> Response:
        shape, client = shaped(ReasonIn, request), self.client(request)
        own = _of(client, number)

        def do() -> dict[str, Any]:
            made = reverse(client=client, own=own, reason=shape.validated_data["reason"], at=timezone.now())
            return _settlement(made)

        return self.once(request, "reversals", {"settlement": number, "body": shape.validated_data}, do)


class Clearings(Door):
    """What clearings paid the institution, line by line: with the bank, arrived, returned and why."""

    @extend_schema(
        operation_id="clearings",
        request=None,
        parameters=[OpenApiParameter("since", str, description="A month, such as 2026-01; a year back unless told.")],
        responses={200: ClearingsOut, 400: WRONG, 401: SHUT, 403: SHUT},
    )
    def get(self, request: Request) -> Response:
        told = request.query_params.get("since", "")
        try:
            since = Month.parse(told) if told else Month.of(timezone.localdate()) - (MONTHS_BACK - 1)
        except ValueError as error:
            raise ValidationError({"since": ["YYYY-MM"]}) from error
        own = self.client(request).institution
        return Response(
            {
                "since": str(since),
                "returned": len(returned_to(own)),
                "lines": [_line_paid(each) for each in lines_to(own, since)],
            }
        )


class Days(Door):
    """What a day came to at the institution, compared with ours."""

    @extend_schema(operation_id="reconcile", request=DayIn, responses=answers(DayOut), parameters=[KEY_HEADER])
    def post(self, request: Request) -> Response:
        shape = shaped(DayIn, request)
        told = shape.validated_data
        rows = told.get("rows")

        def do() -> dict[str, Any]:
            made = reconcile_day(
                client=self.client(request), day=told["day"],
                told=Totals(told["count"], told["charged_fen"], told["fund_fen"], told["self_pay_fen"]),
                rows=None if rows is None else {r["settlement"]: (r["fund_fen"], r["self_pay_fen"]) for r in rows},
                at=timezone.now(),
            )  # fmt: skip
            own = {name: getattr(made, name) for name in map(str, DayOut().fields) if name.startswith("own_")}
            return own | {
                "day": made.day.isoformat(),
                "version": made.version,
                "agrees": made.agrees,
                "differences": [_difference(each) for each in made.differences.order_by("number")],
                "returned": [_line_paid(each) for each in returned_to(self.client(request).institution)],
            }

        return self.once(request, "days", told, do)


def _line_paid(own: LinePaid) -> dict[str, Any]:
    line, words = own.line, LINE_WORDS[own.stands]
    before = line.again_for
    return {
        "line": f"{line.run.number}-{line.row}",
        "clearing": line.run.number,
        "month": str(line.run.month),
        "fund": line.run.fund,
        "bank_name": line.file.bank_name,
        "amount_fen": line.amount_fen,
        "sent_on": timezone.localdate(line.file.sent_at).isoformat(),
        "stands": own.stands,
        "zh": words.zh,
        "en": words.en,
        "again_for": f"{line.run.number}-{before.row}" if before else None,
        "returned": _returned(own) if own.answer not in ("", Answer.PAID) else None,
    }


def _returned(own: LinePaid) -> dict[str, str]:
    why, remedy = ANSWER_WORDS[own.answer], LINE_REMEDIES.get(own.stands)
    return {
        "code": own.answer,
        "zh": why.zh,
        "en": why.en,
        "remedy_zh": remedy.zh if remedy else "",
        "remedy_en": remedy.en if remedy else "",
    }


def _difference(own: Difference) -> dict[str, Any]:
    names = [name for name in map(str, DayDifferenceOut().fields) if name != "settlement"]
    return {"settlement": own.number} | {name: getattr(own, name) for name in names}


def _of(client: ProviderClient, number: str) -> Settlement:
    found = settlements_of(client).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _insured(number: str, name: str, scheme: str, insured: Explained[Insured]) -> dict[str, Any]:
    found = insured.value
    return {
        "person": number,
        "name": name,
        "scheme": scheme,
        "insurance": found.insurance,
        "fund": found.fund,
        "region": found.region,
        "zh": found.words.zh,
        "en": found.words.en,
    }


def _stay(stay: Stay) -> dict[str, Any]:
    return {
        "stay": stay.number,
        "care": stay.care,
        "admitted_on": stay.admitted_on.isoformat(),
        "reference": stay.reference,
        "settlements": [each.number for each in standing(stay)],
    }


def _settlement(made: Settlement) -> dict[str, Any]:
    names = list(PartsOut().fields)
    return {name: getattr(made, name) for name in names} | {
        "settlement": made.number,
        "stay": made.stay.number,
        "presettlement": made.shown.number,
        "settled_on": made.settled_on.isoformat(),
        "until": made.until.isoformat(),
        "is_last": made.is_last,
        "reverses": made.reverses.number if made.reverses else None,
        "differences": made.explained,
        "trace": made.trace,
    }
