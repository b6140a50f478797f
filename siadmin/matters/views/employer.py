"""Employers: the matters of the employer one acts for."""

from django.http import HttpRequest, HttpResponse

from siadmin.agency.access import employers, reads, writes
from siadmin.matters.catalogue import Door
from siadmin.matters.views import own


@employers
@reads
def matters(request: HttpRequest, number: str) -> HttpResponse:
    return own.listed(request, own.own_of(request, Door.EMPLOYER, number))


@employers
@reads
def apply(request: HttpRequest, number: str, code: str) -> HttpResponse:
    return own.asked(request, own.own_of(request, Door.EMPLOYER, number), code)


@employers
@writes
def apply_send(request: HttpRequest, number: str, code: str) -> HttpResponse:
    return own.applied(request, own.own_of(request, Door.EMPLOYER, number), code)


@employers
@reads
def case(request: HttpRequest, number: str, case: str) -> HttpResponse:
    return own.followed(request, own.own_of(request, Door.EMPLOYER, number), case)


@employers
@writes
def case_act(request: HttpRequest, number: str, case: str, act: str) -> HttpResponse:
    return own.acted(request, own.own_of(request, Door.EMPLOYER, number), case, act)


@employers
@writes
def case_paper_add(request: HttpRequest, number: str, case: str) -> HttpResponse:
    return own.paper_added(request, own.own_of(request, Door.EMPLOYER, number), case)


@employers
@reads
def case_paper(request: HttpRequest, number: str, case: str, pk: int) -> HttpResponse:
    return own.paper(own.own_of(request, Door.EMPLOYER, number), case, pk)
