"""The API's door to matters: an employer's program asks for what its people may ask for on the screens.

Only matters that need no paper; the same form, check and case as on the screens, and the same people sign it.
"""

from typing import Any

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from siadmin.agency.models import User
from siadmin.kernel.idempotency import key_from, once
from siadmin.kernel.programs import KEY_HEADER, answers, shaped
from siadmin.matters import actions, subjects
from siadmin.matters.catalogue import Door, Matter, matters
from siadmin.matters.models import AppliedBy, Case, Channel
from siadmin.matters.subjects import Subject


class CaseIn(serializers.Serializer[Any]):
    """The answers to the matter's questions, by their names in its form, as text."""

    facts = serializers.DictField(child=serializers.CharField(max_length=200, allow_blank=True))


class CaseOut(serializers.Serializer[Any]):
    """The case that was opened: it is followed on the employer's pages by its number."""

    number = serializers.CharField()
    matter = serializers.CharField()
    state = serializers.CharField()
    due_on = serializers.DateField()


class EmployerMatters(APIView):
    """An employer's program applies for a matter: a suspension, a resumption, a change of participation."""

    scopes = frozenset({"employer"})

    @extend_schema(
        operation_id="apply",
        request=CaseIn,
        responses=answers(CaseOut, found=True),
        parameters=[KEY_HEADER],
    )
    def post(self, request: Request, number: str, code: str) -> Response:
        key, now = key_from(request.headers.get("Idempotency-Key")), timezone.now()
        shape = shaped(CaseIn, request)
        assert isinstance(request.user, User)
        user, matter = request.user, _matter(code)
        mine = subjects.own(user, "employer", timezone.localdate(now))
        subject = next((each for each in mine if each.number == number), None)
        if subject is None:
            raise Http404
        answer, is_new = once(
            door="matters",
            key=key,
            caller=f"token:{request.auth.pk}",
            request={"employer": number, "matter": code, "body": shape.data},
            at=now,
            do=lambda: _applied(matter, subject, shape.validated_data["facts"], user),
        )
        return Response(answer, status=201 if is_new else 200)


def _matter(code: str) -> Matter:
    """One that employers may ask for and that needs no paper: papers are looked at by people."""
    found = next((each for each in matters(Door.EMPLOYER, "employer") if each.code == code), None)
    if found is None or any(paper.is_required or paper.required_if for paper in found.papers):
        raise Http404
    return found


def _applied(matter: Matter, subject: Subject, facts: dict[str, Any], user: User) -> dict[str, Any]:
    case = actions.receive(
        matter=matter,
        subject=subject,
        facts=facts,
        channel=Channel.WEBSITE,
        applied_by=AppliedBy.EMPLOYER,
        by=user,
        at=timezone.now(),
    )
    return _answer(case)


def _answer(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "matter": case.matter,
        "state": case.state,
        "due_on": str(case.due_on),
    }
