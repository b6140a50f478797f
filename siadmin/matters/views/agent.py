"""Recorded agents: the matters of whom they act for that their mandate covers, and nothing else (REG 30)."""

from django.http import HttpRequest, HttpResponse

from siadmin.agency.access import citizens, reads, writes
from siadmin.matters.views import own


@citizens
@reads
def matters(request: HttpRequest, number: str) -> HttpResponse:
    return own.listed(request, own.agent_of(request, number))


@citizens
@reads
def apply(request: HttpRequest, number: str, code: str) -> HttpResponse:
    return own.asked(request, own.agent_of(request, number), code)


@citizens
@writes
def apply_send(request: HttpRequest, number: str, code: str) -> HttpResponse:
    return own.applied(request, own.agent_of(request, number), code)


@citizens
@reads
def case(request: HttpRequest, number: str, case: str) -> HttpResponse:
    return own.followed(request, own.agent_of(request, number), case)


@citizens
@writes
def case_act(request: HttpRequest, number: str, case: str, act: str) -> HttpResponse:
    return own.acted(request, own.agent_of(request, number), case, act)


@citizens
@writes
def case_paper_add(request: HttpRequest, number: str, case: str) -> HttpResponse:
    return own.paper_added(request, own.agent_of(request, number), case)


@citizens
@reads
def case_paper(request: HttpRequest, number: str, case: str, pk: int) -> HttpResponse:
    return own.paper(own.agent_of(request, number), case, pk)
