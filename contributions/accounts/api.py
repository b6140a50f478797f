"""The API's door to certificates: an employer's program gets one for somebody who works or worked there, at once.

The same letter as on the screens: only the months with this employer, no balance, the number masked; free of charge.
"""

import base64
from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contributions.accounts.actions import issue_rights, office_online
from contributions.accounts.kinds import PARTICIPATION, STATEMENT
from contributions.accounts.selectors.rights import rights_seen_by
from contributions.declarations.api import actor, token_of
from enrollment.registry.models import Employer, TokenScope
from enrollment.registry.selectors import person_by_identifier
from siadmin.agency.insurances import Line
from siadmin.kernel.idempotency import key_from, once
from siadmin.kernel.months import Month
from siadmin.kernel.programs import KEY_HEADER, answers, shaped
from siadmin.kernel.refusal import Reason
from siadmin.letters.models import Issued, Language
from siadmin.letters.selectors import code_of, public_figures, reissue_pdf

MONTH = r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])$"
NOT_OUR_STAFF = Reason(
    "certificate_not_our_staff",
    "本单位没有这个身份号码的职工。",
    "Nobody with this identity number works or worked here.",
    "核对身份号码；单位只能为本单位职工开具证明。",
    "Check the number; an employer gets certificates for its own staff only.",
)
MONTHS_REVERSED = Reason(
    "months_reversed",
    "截止月份 {last} 早于起始月份 {first}。",
    "{last} lies before {first}.",
    "对调两个月份。",
    "Give the earlier month first.",
)


class CertificateIn(serializers.Serializer[Any]):
    """Which letter about whom. `first` and `last` (2026-11) narrow a statement; without them it holds every month."""

    id_number = serializers.CharField(max_length=40)
    what = serializers.ChoiceField(choices=[PARTICIPATION, STATEMENT], default=PARTICIPATION)
    line = serializers.ChoiceField(choices=Line.choices, default=Line.HRSS)
    language = serializers.ChoiceField(choices=Language.choices, default=Language.ZH)
    first = serializers.RegexField(MONTH, required=False, allow_null=True, default=None)
    last = serializers.RegexField(MONTH, required=False, allow_null=True, default=None)


class FigureOut(serializers.Serializer[Any]):
    label_zh = serializers.CharField()
    label_en = serializers.CharField()
    value_zh = serializers.CharField()
    value_en = serializers.CharField()


class CertificateOut(serializers.Serializer[Any]):
    """The letter: its number, the code anybody verifies it by, what they see then, and the PDF in base64."""

    number = serializers.CharField()
    code = serializers.CharField()
    figures = FigureOut(many=True)
    pdf = serializers.CharField()


class Certificates(APIView):
    scopes = frozenset({TokenScope.EMPLOYER})

    @extend_schema(
        operation_id="get_certificate",
        request=CertificateIn,
        responses=answers(CertificateOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str) -> Response:
        key = key_from(request.headers.get("Idempotency-Key"))
        shape = shaped(CertificateIn, request)
        viewer = request._request.viewer  # type: ignore[attr-defined]
        employer = Employer.objects.filter(number=number, pk__in=viewer.employer_ids).first()
        if employer is None:
            raise Http404
        kept, is_new = once(
            door="certificates",
            key=key,
            caller=f"token:{token_of(request).pk}",
            request={"employer": number, "body": shape.data},
            at=timezone.now(),
            do=lambda: {"number": self.issued(request, employer, shape.validated_data).number},
        )
        issued = Issued.objects.get(number=kept["number"])
        return Response(_answer(issued), status=201 if is_new else 200)

    def issued(self, request: Request, employer: Employer, told: dict[str, Any]) -> Issued:
        """Raises MONTHS_REVERSED, NOT_OUR_STAFF, NO_OFFICE."""
        first, last = (Month.parse(told[name]) if told[name] else None for name in ("first", "last"))
        if first and last and last < first:
            raise MONTHS_REVERSED(first=first, last=last)
        person = person_by_identifier(told["id_number"].strip().upper())
        if person is None:
            raise NOT_OUR_STAFF()
        viewer, now = request._request.viewer, timezone.now()  # type: ignore[attr-defined]
        months = {"first": first, "last": last} if told["what"] == STATEMENT else {}
        rights = rights_seen_by(
            viewer, person, line=told["line"], today=timezone.localdate(now), employer=employer, **months
        )
        if rights is None:
            raise NOT_OUR_STAFF()
        issued, _ = issue_rights(
            what=told["what"], rights=rights, office=office_online(employer.region, told["line"]),
            language=told["language"], by=actor(request), at=now,
        )  # fmt: skip
        return issued


def _answer(issued: Issued) -> dict[str, Any]:
    """Set again from what is kept: the answer to a repeated call is the same to the byte."""
    return {
        "number": issued.number,
        "code": code_of(issued),
        "figures": [
            {"label_zh": label.zh, "label_en": label.en, "value_zh": value.zh, "value_en": value.en}
            for label, value in public_figures(issued)
        ],
        "pdf": base64.b64encode(reissue_pdf(issued)).decode(),
    }
