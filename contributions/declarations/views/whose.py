"""Whose declaration a request is about: never another employer's."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from contributions.declarations.models import Declaration
from contributions.declarations.selectors import declarations_seen_by
from enrollment.registry.models import Employer
from enrollment.registry.selectors import employers_seen_by
from siadmin.agency.access import looking
from siadmin.kernel.months import Month


def employer_of(request: HttpRequest, number: str) -> Employer:
    viewer = looking(request)
    return get_object_or_404(employers_seen_by(viewer).filter(pk__in=viewer.employer_ids), number=number)


def month_of(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as error:
        raise Http404 from error


def draft_of(request: HttpRequest, number: str, draft: str) -> Declaration:
    employer = employer_of(request, number)
    viewer = looking(request)
    return get_object_or_404(declarations_seen_by(viewer), employer=employer, number=draft)
