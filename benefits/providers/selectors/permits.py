"""Who may do what with institutions, agreements and the catalogue: post, line and region."""

import datetime as dt

from django.db.models import QuerySet

from benefits.payments.selectors.permits import LOOKERS, NOT_YOUR_POST, fund_reached
from benefits.providers.models import CatalogueFile, Institution
from siadmin.agency.insurances import FUND_OF, Fund
from siadmin.agency.models import Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.matters import subjects

REGISTER, PREPARE, SIGN, CLIENT, READ, PUT = "register", "prepare", "sign", "client", "read", "put"
PROPOSE, DECIDE = "propose", "decide"
ACCOUNT, ACCOUNT_DECIDE = "account", "account_decide"
OWN_INSTITUTION = Reason(
    "institution_your_own",
    "您是{name}的经办人，不能办理该机构的事项。",
    "You act for {name} and decide nothing about it.",
    "交由其他人员办理。",
    "Let somebody else do it.",
)
POST_OF: dict[str, str] = {
    REGISTER: Post.CLERK, PREPARE: Post.CLERK, SIGN: Post.APPROVER, CLIENT: Post.ADMINISTRATOR, READ: Post.CLERK,
    PUT: Post.REVIEWER, PROPOSE: Post.CLERK, DECIDE: Post.APPROVER, ACCOUNT: Post.CLERK,
    ACCOUNT_DECIDE: Post.APPROVER,
}  # fmt: skip
PRESSES: dict[str, Words] = {
    REGISTER: Words("登记定点机构", "Register an institution"),
    PREPARE: Words("拟订服务协议", "Prepare an agreement"),
    SIGN: Words("签订服务协议", "Sign the agreement"),
    CLIENT: Words("发放接口凭证", "Issue credentials of a program"),
    READ: Words("导入目录", "Read a catalogue"),
    PROPOSE: Words("提出处理意见", "Propose a measure"),
    DECIDE: Words("作出处理决定", "Decide a measure"),
    PUT: Words("目录生效", "Put the catalogue in force"),
    ACCOUNT: Words("提出变更收款账户", "Propose another account"),
    ACCOUNT_DECIDE: Words("决定变更收款账户", "Decide a change of account"),
}


def why_not(act: str, region: Region, insurances: tuple[str, ...], by: User, on: dt.date) -> Refusal | None:
    """Why this account's posts do not let it do that for these insurances in the region; None where they do.

    Without an insurance: by the line of medical care, whose institutions they are.
    """
    post, press = POST_OF[act], PRESSES[act]
    funds = {FUND_OF[each] for each in insurances} or {Fund.MEDICAL}
    if all(fund_reached(by, post, fund, region, on) for fund in funds):
        return None
    name = NAMES[post]
    return NOT_YOUR_POST(place=region.words, act_zh=press.zh, act_en=press.en, post_zh=name.zh, post_en=name.en)


def why_own(institution: Institution, by: User, on: dt.date) -> Refusal | None:
    """Nobody decides about an institution they act for, by whichever account (REG 37)."""
    its = institution.employer
    return OWN_INSTITUTION(name=its.name) if by.eyes in subjects.eyes_for("employer", its.number, on) else None


def institutions_seen_by(viewer: Viewer) -> QuerySet[Institution]:
    """For staff: of the regions they reach; for an employer's people: their own. None for others."""
    found = Institution.objects.select_related("employer", "region")
    if viewer.is_staff:
        return found.filter(viewer.holding((*LOOKERS, Post.ADMINISTRATOR)).region_filter("region"))
    return found.filter(employer__in=viewer.employer_ids)


def files_seen_by(viewer: Viewer) -> QuerySet[CatalogueFile]:
    """For staff: of the regions they reach. None for others."""
    found = CatalogueFile.objects.filter(viewer.holding(LOOKERS).region_filter("region"))
    return found.select_related("region", "read_by", "approved_by").order_by("-read_at", "-pk")
