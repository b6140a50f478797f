"""Home-page tiles: disability allowances to be reckoned anew, as five years are left to the age, or whose
appraisal has ended; accounts of who died that wait for heirs; adjustments to be made anew."""

import datetime as dt

from benefits.pension.adjusted import to_adjust_anew
from benefits.pension.selectors.appraisals import appraised_seen_by
from benefits.pension.selectors.heirs import unclaimed_seen_by
from benefits.pension.selectors.near_age import near_ages_seen_by
from siadmin.agency import tiles
from siadmin.agency.posts import Post
from siadmin.agency.tiles import Tile
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


def tiles_for(viewer: Viewer, today: dt.date) -> list[Tile]:
    if Post.CLERK not in viewer.posts:
        return []
    found = []
    if due := near_ages_seen_by(viewer, today, Month.of(today)):
        found.append(
            Tile(
                code="pension.near_age",
                title=Words("待重算的病残津贴", "Disability allowances to reckon anew"),
                count=len(due),
                url=tiles.page("allowances_near_age"),
                oldest_on=due[0].near_in.first_day,
            )
        )
    month = Month.of(today)
    if over := appraised_seen_by(viewer, month, month):
        found.append(
            Tile(
                code="pension.appraisals",
                title=Words("鉴定有效期已满的病残津贴", "Disability allowances whose appraisal has ended"),
                count=len(over),
                url=tiles.page("allowance_appraisals"),
                oldest_on=over[0].holds_before.first_day if over[0].holds_before else None,
            )
        )
    if count := (left := unclaimed_seen_by(viewer)).count():
        found.append(
            Tile(
                code="pension.unclaimed",
                title=Words("死亡人员个人账户，尚无遗属申领", "Accounts of who died, claimed by nobody yet"),
                count=count,
                url=tiles.page("accounts_unclaimed"),
                oldest_on=left.values_list("died_on", flat=True)[0],
            )
        )
    if anew := to_adjust_anew(viewer):
        found.append(
            Tile(
                code="pension.adjust_anew",
                title=Words("重算后待补做年度调整的养老金", "Pensions to adjust anew, settled again since"),
                count=sum(anew.values()),
                url=tiles.page("rises"),
                oldest_on=min(anew).first_day,
            )
        )
    return found
