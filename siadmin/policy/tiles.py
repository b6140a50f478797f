"""Home-page tile: values of the law that wait for a second person."""

import datetime as dt

from django.db.models import Count, Min
from django.utils import timezone

from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.policy.models import Proposal, ProposalState


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For approvers and policy officers: proposals nobody has decided on."""
    if not viewer.posts & {Post.APPROVER, Post.POLICY_OFFICER}:
        return []
    waiting = Proposal.objects.filter(viewer.region_filter("region"), state=ProposalState.PROPOSED)
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("proposed_at"))
    own = waiting.filter(proposed_by=viewer.user).count()
    if not sums["count"]:
        return []
    return [
        Tile(
            code="policy.proposals",
            title=Words("待批准的政策参数", "Policy values to approve"),
            count=sums["count"],
            url=tiles.page("policy_proposals"),
            oldest_on=timezone.localdate(sums["oldest"]),
            detail=Words(f"其中 {own} 件由您提出", f"{own} of them proposed by you"),
        )
    ]
