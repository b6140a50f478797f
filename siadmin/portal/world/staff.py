"""Offices, sign-ins and posts of the world; who acts for which employer, who is which person."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from enrollment.registry.actions import appoint_delegate, tie_citizen
from enrollment.registry.models import Employer, Person
from siadmin.agency.actions import grant_post, open_account, open_office
from siadmin.agency.insurances import Line
from siadmin.agency.models import Office, Region, User
from siadmin.agency.posts import Post
from siadmin.policy.actions import propose
from siadmin.portal.demo_accounts import (
    BUREAUS,
    CITIZENS,
    EMPLOYERS,
    PASSWORD,
    STAFF,
    TOLD_APART,
    CitizenAccount,
    StaffAccount,
)
from siadmin.portal.world.chance import stream
from siadmin.portal.world.cities import counties
from siadmin.portal.world.employers import DemoEmployer
from siadmin.portal.world.events import EmployerMonth
from siadmin.portal.world.histories import World
from siadmin.portal.world.numbers import citizen_number
from siadmin.portal.world.people import DemoPerson

_OFFICES = {
    Line.HRSS: ("社会保险事业管理中心", "Social Insurance Agency"),
    Line.HS: ("医疗保险事业管理中心", "Medical Insurance Agency"),
}


def own_number(seed: int, username: str) -> str:
    """The citizen number of the person behind an account that is none of the insured people."""
    draw = stream(seed, "account", username)
    birth_on = dt.date(1972 + draw.randrange(24), 1 + draw.randrange(12), 1 + draw.randrange(28))
    return citizen_number(draw.choice(counties()), birth_on, is_male=draw.random() < 0.5, place=draw.randrange(50))


def _open(
    seed: int, username: str, zh: str, en: str, at: dt.datetime, *, number: str = "", staff: bool = False
) -> User:
    return open_account(
        username=username,
        password=PASSWORD,
        display_name=zh,
        display_name_en=en,
        identity_number=number or own_number(seed, username),
        is_staff_member=staff,
        by=None,
        at=at,
    )


def open_offices_and_posts(seed: int, at: dt.datetime, on: dt.date) -> dict[str, User]:
    """Every member of staff with an office and one post; by username."""
    users: dict[str, User] = {}
    for account in STAFF:
        user = _open(seed, account.username, account.person.zh, account.person.en, at, staff=True)
        grant_post(
            user=user, office=_office(account, at), post=account.post, starts_on=on, by=None, at=at, reason="任命"
        )
        users[account.username] = user
    return users


def _office(account: StaffAccount, at: dt.datetime) -> Office:
    region = Region.objects.get(pk=account.region)
    zh, en = _OFFICES[Line(account.line)]
    place_zh = "国家" if region.pk == "000000" else account.place.zh
    return open_office(
        region=region, line=account.line, name_zh=f"{place_zh}{zh}", name_en=f"{account.place.en} {en}", at=at, by=None
    )


def open_delegates(seed: int, at: dt.datetime) -> dict[str, User]:
    """Those who act for employers, by username."""
    return {
        account.username: _open(seed, account.username, account.person.zh, account.person.en, at)
        for account in (*EMPLOYERS, *BUREAUS)
    }


def delegate_of(employer: DemoEmployer) -> str:
    """The username that files for an employer: its own, or the bureau of its city."""
    for account in (*EMPLOYERS, *BUREAUS):
        if employer.story and account.story == employer.story:
            return account.username
    return next(a.username for a in (*EMPLOYERS, *BUREAUS) if a.bureau_of == employer.city.code)


def appoint(employer: Employer, user: User, on: dt.date, at: dt.datetime) -> None:
    appoint_delegate(employer=employer, user=user, on=on, by=None, at=at)


def open_citizens(world: World, people: dict[int, Person], at: dt.datetime) -> int:
    """Tie a sign-in to somebody of each trait that the world has; returns how many."""
    opened = 0
    taken: set[int] = set()
    for account in CITIZENS:
        if account in TOLD_APART:
            continue
        person = next((p for p in _with_trait(world, account.trait) if p.key in people and p.key not in taken), None)
        if person is None:
            continue
        taken.add(person.key)
        user = _open(world.seed, account.username, person.name, person.name, at, number=person.number)
        tie_citizen(person=people[person.key], user=user, by=None, at=at)
        opened += 1
    return opened


def open_own(seed: int, people: Mapping[CitizenAccount, Person], at: dt.datetime) -> None:
    """The sign-ins of people who pay for themselves."""
    for account, person in people.items():
        number = person.identifiers.get(ends_before__isnull=True).value
        user = _open(seed, account.username, person.name, person.name, at, number=number)
        tie_citizen(person=person, user=user, by=None, at=at)


def _with_trait(world: World, trait: str) -> Iterator[DemoPerson]:
    """People of whom the account's story is true at the end of the world."""
    newest = world.months[world.span.current]
    earlier = [one for month in world.span.opened.until(world.span.current) for one in world.months[month]]
    by_key = {person.key: person for person in world.people}
    present = {key for one in newest for key in one.roster}
    if trait == "steady":
        founders = {joined.person.key for one in world.months[world.span.opened] for joined in one.joined}
        yield from (by_key[key] for key in sorted(founders & present))
    elif trait == "moved":
        gone = {left.person.key for one in earlier for left in one.left}
        yield from (by_key[key] for key in sorted(gone & present))
    elif trait == "left":
        yield from _just_left(world)
    elif trait == "elsewhere":
        yield from _left_for_good(earlier, present)
    elif trait == "second":
        yield from _of_kind(earlier, "second_employer", present)
    elif trait == "retired":
        yield from (left.person for one in reversed(earlier) for left in one.left if left.reason == "retired")
    elif trait == "longname":
        yield from sorted((by_key[key] for key in present), key=lambda person: (-len(person.name), person.key))


def _just_left(world: World) -> Iterator[DemoPerson]:
    """First who was employed a year, in a city where a claim can be decided, and was dismissed."""
    before = world.months.get(world.span.current - 12, ())
    a_year_ago = {key for one in before for key in one.roster}
    decided = {each.region for each in STAFF if (each.post, each.line) == (Post.APPROVER, Line.HRSS)}
    found = [(one.employer.city.code, left) for one in world.months[world.span.current] for left in one.left]
    found.sort(
        key=lambda each: (
            each[1].person.key not in a_year_ago, each[0] not in decided, each[1].reason != "employer_terminated",
        )
    )  # fmt: skip
    yield from (left.person for _, left in found)


def _left_for_good(months: Iterable[EmployerMonth], present: set[int]) -> Iterator[DemoPerson]:
    """People who left an employer of Chengdu young enough to move, and have no other since."""
    for one in months:
        for left in one.left if one.employer.city.code == "510100" else ():
            if left.person.key not in present and left.person.birth_on.year > 1988 and left.reason != "died":
                yield left.person


def _of_kind(months: Iterable[EmployerMonth], kind: str, present: set[int]) -> Iterator[DemoPerson]:
    for one in reversed(list(months)):
        yield from (joined.person for joined in one.joined if joined.kind == kind and joined.person.key in present)


def accountant_of(city: str, line: str) -> str:
    """The username of the city's fund accountant of a line."""
    return next(a.username for a in STAFF if (a.region, a.line, a.post) == (city, line, Post.ACCOUNTANT))


PROPOSALS = (
    (
        "bj.policy", "unemployment.employer_rate", "110000", "employee", "rate", "0.005",
        "拟延续阶段性降低失业保险费率（北京市通知，待文号）", "provisional", "国家文件公布后改为正式值",
    ),
    (
        "cn.policy", "contribution.late_fee_daily_rate", "000000", "", "rate", "0.0005",
        "社会保险法第86条（2018-12-29 修正）", "law", "核对原文，条文未变",
    ),
    (
        "sc.policy", "pension.base_floor", "510000", "employee", "yuan_per_month", "4790",
        "四川省2026年全口径平均工资预测推算，待公布", "provisional", "2027年上半年先按此测算",
    ),
)  # fmt: skip


def propose_values(users: dict[str, User], today: dt.date, at: dt.datetime) -> int:
    """Values of next year that wait for a second person."""
    starts_on = dt.date(today.year + 1, 1, 1)
    for username, key, region, category, unit, value, source, status, note in PROPOSALS:
        propose(
            key=key,
            region=Region.objects.get(pk=region),
            category=category,
            unit=unit,
            starts_on=starts_on,
            ends_before=None,
            value=Decimal(value),
            source=source,
            status=status,
            note=note,
            by=users[username],
            at=at,
        )
    return len(PROPOSALS)
