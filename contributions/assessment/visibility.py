"""Who may see which lines and bills: one's own, one's employer's, those of one's line and region.

A member of staff sees by post: what a post does not need to work with, its holder does not see. Names and wages of
people are for those who handle, review, audit or book them.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from contributions.assessment.models import AssessmentLine, Bill, BillKind
from enrollment.registry.models import Employer, Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import LINE_OF, LINE_OF_FUND
from siadmin.agency.models import PostGrant, Region
from siadmin.agency.posts import Post
from siadmin.agency.selectors import grants_over
from siadmin.agency.viewer import Viewer

WORK_WITH_BILLS = frozenset({Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.ACCOUNTANT, Post.AUDITOR})


def lines_seen_by(viewer: Viewer) -> QuerySet[AssessmentLine]:
    """Lines of the person himself, of a delegate's employers, and of a member of staff's line and region."""
    condition = Q(employer_id__in=viewer.employer_ids)
    if viewer.person_id is not None:
        condition |= Q(person_id__in=records_of(viewer.person_id))
    for line, path in _reached(viewer):
        insurances = [insurance for insurance, its_line in LINE_OF.items() if its_line == line]
        condition |= Q(insurance__in=insurances, employer_id__in=_employers_below(path))
        people = Person.objects.filter(_lives_below(path), pk=OuterRef("person_id"))
        condition |= Q(Exists(people), insurance__in=insurances, employer_id__lt=0)
    return AssessmentLine.objects.filter(condition)


def bills_seen_by(viewer: Viewer) -> QuerySet[Bill]:
    """Bills of a delegate's employers, and of a member of staff's line and region: a project's by where it is built."""
    condition = Q(employer_id__in=viewer.employer_ids)
    for line, path in _reached(viewer):
        funds = [fund for fund, its_line in LINE_OF_FUND.items() if its_line == line]
        condition |= Q(fund__in=funds, employer__region__path__startswith=path)
        condition |= Q(fund__in=funds, kind=BillKind.PROJECT, region__path__startswith=path)
    return Bill.objects.filter(condition)


def employers_worked_on_by(viewer: Viewer, posts: frozenset[str] = WORK_WITH_BILLS) -> QuerySet[Employer]:
    """Employers in the regions where a member of staff holds one of `posts`."""
    condition = Q(pk__in=[])
    for _, path in _reached(viewer, posts):
        condition |= Q(region__path__startswith=path)
    return Employer.objects.filter(condition)


def funds_seen_by(viewer: Viewer, path: str) -> list[str]:
    """The funds whose bills a member of staff sees in a region, in the order of the insurances."""
    lines = {line for line, reached in _reached(viewer) if path.startswith(reached)}
    return [fund for fund, line in LINE_OF_FUND.items() if line in lines]


def others_holding(posts: Collection[str], region: Region, eyes: str, on: dt.date) -> list[PostGrant]:
    """Who else may act in a region by one of `posts`: a grant a person, not the person of `eyes`; the nearest first."""
    nearest = grants_over(region, posts, on)
    others = {grant.user.eyes: grant for grant in reversed(nearest) if grant.user.eyes != eyes}
    return [grant for grant in nearest if others.get(grant.user.eyes) is grant]


def _reached(viewer: Viewer, posts: frozenset[str] = WORK_WITH_BILLS) -> list[tuple[str, str]]:
    return sorted({(reach.line, reach.path) for reach in viewer.reaches if reach.post in posts})


def _lives_below(path: str) -> Q:
    return Q(residence__path__startswith=path) | Q(household__path__startswith=path)


def _employers_below(path: str) -> QuerySet[Employer, Any]:
    return Employer.objects.filter(region__path__startswith=path).values("pk")
