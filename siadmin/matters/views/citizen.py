"""Citizens: their own matters."""

from django.http import HttpRequest, HttpResponse

from siadmin.agency.access import citizens, reads, writes
from siadmin.matters.catalogue import Door
from siadmin.matters.views import own


@citizens
@reads
def matters(request: HttpRequest) -> HttpResponse:
    return own.listed(request, own.own_of(request, Door.CITIZEN))


@citizens
@reads
def apply(request: HttpRequest, code: str) -> HttpResponse:
    return own.asked(request, own.own_of(request, Door.CITIZEN), code)


@citizens
@writes
def apply_send(request: HttpRequest, code: str) -> HttpResponse:
    return own.applied(request, own.own_of(request, Door.CITIZEN), code)


@citizens
@reads
def case(request: HttpRequest, case: str) -> HttpResponse:
    return own.followed(request, own.own_of(request, Door.CITIZEN), case)


@citizens
@writes
def case_act(request: HttpRequest, case: str, act: str) -> HttpResponse:
    return own.acted(request, own.own_of(request, Door.CITIZEN), case, act)


@citizens
@writes
def case_paper_add(request: HttpRequest, case: str) -> HttpResponse:
    return own.paper_added(request, own.own_of(request, Door.CITIZEN), case)


@citizens
@reads
def case_paper(request: HttpRequest, case: str, pk: int) -> HttpResponse:
    return own.paper(own.own_of(request, Door.CITIZEN), case, pk)
