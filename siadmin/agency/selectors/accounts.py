"""What somebody names on a command line: an account, an administrator, a place, a post that is held."""

import datetime as dt

from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.models import PostGrant, Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors.regions import reaches_of, still_standing
from siadmin.kernel.refusal import Reason

NO_SUCH_USER = Reason(
    "no_such_user",
    "没有用户名为“{username}”的账号。",
    "There is no account with the user name “{username}”.",
    "核对用户名；新开账号须写明姓名。",
    "Check the user name; for a new account give the name of the person.",
)
NO_SUCH_REGION = Reason(
    "no_such_region",
    "没有区划代码为 {code} 的地区。",
    "There is no such region: {code}.",
    "核对六位代码；`manage.py install` 载入地区。",
    "Check the six digits; `manage.py install` brings the regions in.",
)
NOT_AN_ADMINISTRATOR = Reason(
    "not_an_administrator",
    "{username}当日没有管辖此处的系统管理岗位。",
    "{username} holds no post of system administrator that reaches this place today.",
    "由管辖该地区的系统管理员办理。",
    "A system administrator of the region does it.",
)
POST_NOT_HELD = Reason(
    "post_not_held",
    "{username}在{region_zh}{line_zh}经办机构没有岗位“{post_zh}”，或届时已终止。",
    "{username} holds no post “{post_en}” at the agency of {region_en}, {line_en}, or it has ended by then.",
    "核对用户名、岗位、险种条线和地区。",
    "Check the user name, the post, the line and the region.",
)


def account_named(username: str) -> User:
    """Raises NO_SUCH_USER."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NO_SUCH_USER(username=username)
    return user


def region_coded(code: str) -> Region:
    """Raises NO_SUCH_REGION."""
    region = Region.objects.filter(pk=code).first()
    if region is None:
        raise NO_SUCH_REGION(code=code)
    return region


def administrator_named(username: str, *, region: Region | None, on: dt.date) -> User:
    """Who may open and close doors in a region that day; anywhere where no region is concerned.

    Raises NO_SUCH_USER, NOT_AN_ADMINISTRATOR.
    """
    user = account_named(username)
    reaches = reaches_of(user, on=on) if user.is_active and user.is_staff_member else ()
    if not any(
        reach.post == Post.ADMINISTRATOR and (region is None or region.path.startswith(reach.path)) for reach in reaches
    ):
        raise NOT_AN_ADMINISTRATOR(username=username)
    return user


def standing_grants(user: User, *, post: str, region: Region, line: str, on: dt.date) -> list[PostGrant]:
    """The user's grants of a post at the office of a line that have not ended by a day. Raises POST_NOT_HELD."""
    grants = PostGrant.objects.filter(
        still_standing(on), user=user, post=post, office__region=region, office__line=line
    )
    found = list(grants.order_by("pk"))
    if not found:
        name, line_name = NAMES[post], LINE_NAMES[line]
        raise POST_NOT_HELD(
            username=user.username, post_zh=name.zh, post_en=name.en, region_zh=region.name_zh,
            region_en=region.name_en, line_zh=line_name.zh, line_en=line_name.en,
        )  # fmt: skip
    return found
