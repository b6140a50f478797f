"""Who may propose a value and who may decide on one: post, line of the insurance, and region together."""

from siadmin.agency.insurances import LINE_OF, PARAMETER_PREFIX
from siadmin.agency.models import PostGrant, Region
from siadmin.agency.posts import Post
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


def approvers_of(key: str, region: Region) -> list[PostGrant]:
    """Who may decide on a proposal: people, not roles; the nearest office first."""
    codes = [code for code in region.path.split("/") if code]
    grants = PostGrant.objects.filter(
        post=Post.APPROVER, office__region_id__in=codes, ends_before__isnull=True, user__is_active=True
    ).select_related("user", "office__region")
    line = line_of(key)
    standing = [grant for grant in grants if line in (None, grant.office.line)]
    return sorted(standing, key=lambda grant: (-len(grant.office.region.path), grant.pk))
