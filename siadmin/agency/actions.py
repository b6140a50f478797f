"""Verbs of the agency: load the region tree, open accounts, grant and end posts, steer runs, verify promises."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.models import Level, Office, PostGrant, Region, User
from siadmin.agency.posts import NAMES, Post
from siadmin.agency.selectors import still_standing
from siadmin.agency.trail import record
from siadmin.kernel import runs
from siadmin.kernel.database import refusing
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.invariants import Finding, check_all
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason

POSTS_NOT_COMBINED = Reason(
    "posts_not_combined",
    "{name}不能同时担任“{post_zh}”与现任岗位（不相容岗位）。",
    "{name} may not hold “{post_en}” together with a present post (incompatible posts).",
    "先结束现任岗位，或授予另一人。",
    "End the present post first, or grant it to someone else.",
)
NOT_TO_ONESELF = Reason(
    "not_to_oneself",
    "不能给自己授予岗位（同一人的另一账号也不行）。",
    "Nobody grants a post to themselves, not through another account either.",
    "由另一人授予。",
    "Someone else must grant it.",
)
USERNAME_TAKEN = Reason(
    "username_taken",
    "用户名“{username}”已被使用。",
    "The user name “{username}” is taken.",
    "换一个用户名；同一人的新岗位授予其现有账号。",
    "Choose another; a further post of the same person goes to the account there is.",
)
NOT_OF_STAFF = Reason(
    "account_not_of_staff",
    "{username}不是工作人员账号，不能授予岗位。",
    "{username} is not the account of a member of staff; it gets no post.",
    "为此人另开一个工作人员账号。",
    "Open another account, of a member of staff, for the person.",
)
NOT_FROM_ABOVE = Reason(
    "post_not_granted_from_above",
    "{by}不是管辖{office_zh}的系统管理员，不能授予“{post_zh}”；系统管理岗位须由上级授予。",
    "{by} is no system administrator over {office_en} and cannot grant “{post_en}” there; a post of administrator "
    "comes from above.",
    "由管辖该地区的（授予系统管理岗位的，为上一级的）系统管理员授予。",
    "An administrator of the place grants it, one above it where the post is that of administrator.",
)
NO_ADMINISTRATOR_HERE = Reason(
    "no_administrator_below_the_city",
    "{office_zh}不设系统管理岗位：系统管理员设在市级及以上。",
    "{office_en} has no system administrator: there are none below the city.",
    "由市级系统管理员为其授权。",
    "The city's administrator grants rights there.",
)
POST_HELD = Reason(
    "post_held",
    "{username}在{office_zh}已有岗位“{post_zh}”。",
    "{username} holds the post “{post_en}” at {office_en} already.",
    "无需再授予；已定终止日的，等到该日以后再授予。",
    "Nothing is to be done; where an end is set, grant it again from that day.",
)


@transaction.atomic
def load_regions(rows: Iterable[tuple[str, str, str, int, str | None]]) -> int:
    """Put regions into the tree: (code, Chinese name, English name, level, parent's code), parents first.

    For the owner of the database: the application only reads the tree, on which everybody's reach rests.
    """
    known = {region.code: region for region in Region.objects.all()}
    fresh: list[Region] = []
    for code, name_zh, name_en, level, parent_code in rows:
        if code in known:
            continue
        parent = known[parent_code] if parent_code else None
        region = Region(
            code=code,
            name_zh=name_zh,
            name_en=name_en,
            level=Level(level),
            parent=parent,
            path=f"{parent.path if parent else ''}{code}/",
        )
        known[code] = region
        fresh.append(region)
    Region.objects.bulk_create(fresh, batch_size=2000)
    return len(fresh)


@transaction.atomic
def open_office(*, region: Region, line: str, name_zh: str, name_en: str, at: dt.datetime, by: User | None) -> Office:
    """The agency of a line at a place; the one that is there already when there is one (REG 4, 60)."""
    office, is_new = Office.objects.get_or_create(
        region=region, line=line, defaults={"name_zh": name_zh, "name_en": name_en}
    )
    if is_new:
        record(by=by, at=at, code="office_opened", subject_kind="office", subject=name_zh, line=line)
    return office


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A natural person who gets an account."""

    username: str
    password: str
    name: Words
    identity_number: str


@transaction.atomic
def open_account(
    *,
    username: str,
    password: str,
    display_name: str,
    display_name_en: str,
    identity_number: str,
    is_staff_member: bool,
    by: User | None,
    at: dt.datetime,
) -> User:
    """An account for a natural person, known by their ID number however it is written (only its keyed hash is kept).

    Raises USERNAME_TAKEN, whatever the name's case.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise USERNAME_TAKEN(username=username)
    user = User(
        username=username,
        display_name=display_name,
        display_name_en=display_name_en,
        identity_hash=keyed_hash(compact(identity_number)),
        is_staff_member=is_staff_member,
        date_joined=at,
    )
    user.set_password(password)
    user.save()
    user.refresh_from_db(fields=["person_hash"])
    record(by=by, at=at, code="account_opened", subject_kind="user", subject=username)
    return user


def account_of(who: User | NewAccount, *, is_staff_member: bool, by: User | None, at: dt.datetime) -> User:
    """The account there is, or a new one. Raises USERNAME_TAKEN."""
    if isinstance(who, User):
        return who
    return open_account(
        username=who.username,
        password=who.password,
        display_name=who.name.zh,
        display_name_en=who.name.en,
        identity_number=who.identity_number,
        is_staff_member=is_staff_member,
        by=by,
        at=at,
    )


@transaction.atomic
def grant_post(
    *, user: User, office: Office, post: str, starts_on: dt.date, by: User | None, at: dt.datetime, reason: str
) -> PostGrant:
    """Give a user a post at an office; `by=None`: the installation itself.

    Raises POSTS_NOT_COMBINED (REG 37), NOT_TO_ONESELF, NOT_FROM_ABOVE, NO_ADMINISTRATOR_HERE, NOT_OF_STAFF, POST_HELD.
    """
    if not user.is_staff_member:
        raise NOT_OF_STAFF(username=user.username)
    name = NAMES[post]
    there = {"post_zh": name.zh, "post_en": name.en, "office_zh": office.name_zh, "office_en": office.name_en}
    held = POST_HELD(username=user.username, **there)
    if PostGrant.objects.filter(still_standing(starts_on), user=user, office=office, post=post).exists():
        raise held
    with (
        refusing("post_held_once", held),
        refusing("posts_not_combined", POSTS_NOT_COMBINED(name=user.display_name, post_zh=name.zh, post_en=name.en)),
        refusing("post_not_granted_to_oneself", NOT_TO_ONESELF()),
        refusing("post_granted_from_above", NOT_FROM_ABOVE(by=by.display_name if by else "—", **there)),
        refusing("administrator_not_at_county", NO_ADMINISTRATOR_HERE(**there)),
    ):
        grant = PostGrant.objects.create(
            user=user,
            identity_hash=bytes(user.identity_hash),
            office=office,
            post=post,
            starts_on=starts_on,
            granted_by=by,
            granted_at=at,
            reason=reason,
        )
    record(
        by=by, at=at, code="post_granted", subject_kind="user", subject=user.username, reason=reason,
        post=post, office=office.name_zh,
    )  # fmt: skip
    return grant


@dataclass(frozen=True, slots=True)
class Appointment:
    """Somebody who gets a post at the office of a line in a region: with the account there is, or a new one."""

    who: User | NewAccount
    post: str
    region: Region
    line: str


@transaction.atomic
def appoint(*, appointment: Appointment, starts_on: dt.date, by: User | None, at: dt.datetime, reason: str) -> User:
    """Give somebody a post; account and office are opened where there are none yet. `by=None`: the installation.

    Raises USERNAME_TAKEN and as `grant_post` (also when another account of the person holds the other post).
    """
    region, line = appointment.region, LINE_NAMES[appointment.line]
    user = account_of(appointment.who, is_staff_member=True, by=by, at=at)
    office = open_office(
        region=region,
        line=appointment.line,
        name_zh=f"{region.name_zh}{line.zh}经办机构",
        name_en=f"{region.name_en} agency, {line.en}",
        at=at,
        by=by,
    )
    grant_post(user=user, office=office, post=Post(appointment.post), starts_on=starts_on, by=by, at=at, reason=reason)
    return user


@transaction.atomic
def end_post(*, grant: PostGrant, ends_before: dt.date, by: User, at: dt.datetime, reason: str) -> PostGrant:
    """From `ends_before` on the post opens nothing; one that had not begun by then never does."""
    grant = PostGrant.objects.select_related("user").select_for_update(of=("self",)).get(pk=grant.pk)
    grant.ends_before = max(ends_before, grant.starts_on)
    grant.save(update_fields=["ends_before"])
    record(
        by=by, at=at, code="post_ended", subject_kind="user", subject=grant.user.username, reason=reason,
        post=grant.post, on=str(grant.ends_before),
    )  # fmt: skip
    return grant


@transaction.atomic
def pause_run(*, run: Run, by: User, at: dt.datetime) -> None:
    """Hand out no more slices; those being done finish. A run that does not run stays as it is."""
    runs.pause(run.pk, at=at)
    record(by=by, at=at, code="run_paused", subject_kind="run", subject=str(run.pk))


@transaction.atomic
def continue_run(*, run: Run, by: User, at: dt.datetime) -> None:
    """Go on after a pause, or after what stopped the run was mended."""
    runs.resume(run.pk, at=at)
    record(by=by, at=at, code="run_continued", subject_kind="run", subject=str(run.pk))


@transaction.atomic
def verify_promises(*, by: User, at: dt.datetime) -> list[Finding]:
    """Check every promise now and name what breaks it; that it was checked is on record."""
    findings = check_all()
    broken = sum(not finding.holds for finding in findings)
    record(
        by=by, at=at, code="promises_verified", subject_kind="system", subject=str(Month.of(timezone.localdate(at))),
        broken=broken, checked=len(findings),
    )  # fmt: skip
    return findings
