"""What an office, or a clerk who goes there, is asked to look into; who may be asked, and who reports."""

import datetime as dt

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Length

from benefits.payments.models import Entitlement, Entrustment
from benefits.payments.selectors.permits import LOOKERS
from enrollment.registry.subjects import Persons
from siadmin.agency.insurances import LINE_OF_FUND
from siadmin.agency.models import Office, User
from siadmin.agency.posts import Post
from siadmin.agency.selectors import grants_over, reaches_of
from siadmin.agency.viewer import Viewer

MOST_OFFICES = 1_000


def entrusted_to(viewer: Viewer) -> QuerySet[Entrustment]:
    """For clerks: of offices of one's line and subtree, and where one is to go; open ones, the first due first."""
    found = _related(Entrustment.objects.filter(_given(viewer.holding([Post.CLERK]), viewer)))
    return found.filter(reported_at__isnull=True, suspicion__closed_at__isnull=True).order_by("due_on", "pk")


def entrustments_seen_by(viewer: Viewer) -> QuerySet[Entrustment]:
    """Those one was given, and those of benefits of one's funds and places."""
    of_theirs = viewer.holding(LOOKERS).fund_filter(
        region="suspicion__entitlement__region", fund="suspicion__entitlement__fund"
    )
    return _related(Entrustment.objects.filter(_given(viewer.holding([Post.CLERK]), viewer) | of_theirs))


def _given(clerk: Viewer, viewer: Viewer) -> Q:
    given = Q(visitor=viewer.user) if viewer.user else Q(pk__in=[])
    for path, line in {(reach.path, reach.line) for reach in clerk.reaches}:
        given |= Q(office__region__path__startswith=path, office__line=line, visitor__isnull=True)
    return given


def _related(found: QuerySet[Entrustment]) -> QuerySet[Entrustment]:
    related = (
        "suspicion__entitlement__person__residence",
        "suspicion__entitlement__region",
        "office__region",
        "visitor",
        "asked_by",
        "reported_by",
    )
    return found.select_related(*related).prefetch_related("suspicion__entitlement__components")


def theirs(entrustment: Entrustment, by: User, on: dt.date) -> bool:
    """Whether a user reports what was found: who goes there, else a clerk whose post covers the office."""
    if entrustment.visitor_id is not None:
        return entrustment.visitor_id == by.pk
    office = entrustment.office
    return any(
        reach.post == Post.CLERK and reach.line == office.line and office.region.path.startswith(reach.path)
        for reach in reaches_of(by, on=on)
    )


def offices_for(entitlement: Entitlement) -> list[Office]:
    """Of the benefit's line, at and below where the person lives, and above it or above who pays; the highest first."""
    lives = entitlement.person.residence or entitlement.region
    found = Office.objects.filter(line=LINE_OF_FUND[entitlement.fund]).annotate(
        home=Value(lives.path), payer=Value(entitlement.region.path)
    )
    near = Q(region__path__startswith=lives.path) | Q(home__startswith=F("region__path"))
    near |= Q(payer__startswith=F("region__path"))
    return list(
        found.filter(near).select_related("region").order_by(Length("region__path"), "region__path")[:MOST_OFFICES]
    )


def candidates(entitlement: Entitlement, on: dt.date) -> list[tuple[User, Office]]:
    """Clerks of where the person lives or above it, each with their office, the nearest first; never the person."""
    lives = entitlement.person.residence or entitlement.region
    grants = grants_over(lives, [Post.CLERK], on, line=LINE_OF_FUND[entitlement.fund])
    person = Persons().find([entitlement.person.number]).get(entitlement.person.number)
    own = person.eyes if person else None
    found: dict[int, tuple[User, Office]] = {}
    for grant in grants:
        if grant.user.eyes != own:
            found.setdefault(grant.user_id, (grant.user, grant.office))
    return list(found.values())
