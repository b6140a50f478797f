"""Home-page tiles: years of accounts that wait for their interest, or for a second person to settle them again."""

import datetime as dt

from django.utils import timezone

from contributions.accounts.overview import years_within
from contributions.accounts.selectors.years import waiting_for
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    """For approvers."""
    approving = viewer.holding((Post.APPROVER,))
    if not approving.reaches:
        return []
    return [*_years(approving, today), *_to_let_go(approving)]


def _to_let_go(approving: Viewer) -> list[Tile]:
    """Put forward by somebody else (four eyes)."""
    waiting = waiting_for(approving)
    if not waiting:
        return []
    one = waiting[0] if len(waiting) == 1 else None
    url = tiles.page("account_year", one.region_id, one.account, one.year) if one else tiles.page("account_years")
    return [
        Tile(
            code="accounts.interest_again",
            title=Words("待放行的重新计息", "Interest to be settled again"),
            count=len(waiting),
            url=url,
            oldest_on=timezone.localdate(waiting[0].prepared_at),
            detail=Words("别人已提交", "put forward by somebody else"),
        )
    ]


def _years(approving: Viewer, today: dt.date) -> list[Tile]:
    """To be credited, or settled by a rate that has changed since."""
    years = years_within(approving, today)
    waiting = [year for year in years if year.is_waiting]
    changed = [year for year in years if year.has_new_rate]
    if not waiting and not changed:
        return []
    detail = Words(
        f"待计息 {len(waiting)} 个年度，利率已变 {len(changed)} 个年度",
        f"{len(waiting)} to be credited, {len(changed)} at a rate that has changed",
    )
    one = (waiting + changed)[0] if len(waiting) + len(changed) == 1 else None
    url = tiles.page("account_year", one.region.pk, one.account, one.year) if one else tiles.page("account_years")
    return [
        Tile(
            code="accounts.interest",
            title=Words("个人账户计息", "Account interest"),
            count=len(waiting) + len(changed),
            url=url,
            detail=detail,
        )
    ]
