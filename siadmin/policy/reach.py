"""Who may propose a value and who may decide on one: post, line of the insurance, and region together."""

import datetime as dt

from siadmin.agency.insurances import LINE_OF, PARAMETER_PREFIX
from siadmin.agency.models import PostGrant, Region
from siadmin.agency.posts import Post
from siadmin.agency.selectors import grants_over
from siadmin.agency.viewer import Viewer

_LINE_OF_GROUP = {PARAMETER_PREFIX[insurance]: line for insurance, line in LINE_OF.items()}


def line_of(key: str) -> str | None:
    """The line that keeps a parameter; None: both do."""
    return _LINE_OF_GROUP.get(key.partition(".")[0])


def may_propose(viewer: Viewer, key: str, region: Region) -> bool:
    """A policy officer of the region or of one above it, and of the insurance's line."""
    return _reaches(viewer, Post.POLICY_OFFICER, key, region)


def may_decide(viewer: Viewer, key: str, region: Region) -> bool:
    """An approver of the region or of one above it, and of the insurance's line."""
    return _reaches(viewer, Post.APPROVER, key, region)


def _reaches(viewer: Viewer, post: str, key: str, region: Region) -> bool:
    line = line_of(key)
    return any(
        reach.post == post and region.path.startswith(reach.path) and line in (None, reach.line)
        for reach in viewer.reaches
    )


def approvers_of(key: str, region: Region, on: dt.date) -> list[PostGrant]:
    """Who may decide on a proposal on a day: people, not roles; the nearest office first."""
    return grants_over(region, [Post.APPROVER], on, line=line_of(key))
