"""Home-page tiles: medical contributions to be paid, and months that are to come back."""

import datetime as dt

from benefits.payments.rules.course import State
from benefits.unemployment.selectors import medical_due, undue_seen_by, unemployment_runs
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.money import written

_RUNS = 3  # the newest: what is older was paid, or is on the page


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    found = []
    if Post.CASHIER in viewer.posts:
        runs = unemployment_runs(viewer).filter(state=State.APPROVED).order_by("-month")[:_RUNS]
        due = [(own, sum(medical_due(own).values())) for own in runs]
        if count := sum(months for _, months in due):
            found.append(
                Tile(
                    code="unemployment.medical_due",
                    title=Words("待为失业人员缴纳医保费", "Medical contributions to pay"),
                    count=count,
                    url=tiles.page("unemployment_medical"),
                    oldest_on=min(own.month.first_day for own, months in due if months),
                )
            )
    if Post.ACCOUNTANT in viewer.posts and (undue := undue_seen_by(viewer)):
        amount = written(sum(each.amount_fen for each in undue))
        found.append(
            Tile(
                code="unemployment.medical_undue",
                title=Words("待收回的失业人员医保费", "Medical contributions to come back"),
                count=len(undue),
                url=tiles.page("unemployment_medical"),
                oldest_on=min(each.month.first_day for each in undue),
                detail=Words(f"¥{amount}", f"¥{amount}"),
            )
        )
    return found
