"""People, employers and offices for tests: plain functions, situations as traits, everything else invented.

    clerk = a_member_of_staff(Post.CLERK, at="110105")
    person = a_person(female=True, born_on=dt.date(1972, 5, 1))
    employer = an_employer(at="440305", cancelled=True)

Numbers carry right check digits. What an action does is done by the action; only people, employers and what ties
them are written as rows.
"""

import datetime as dt
from collections import Counter
from decimal import Decimal
from itertools import count
from typing import Any

from pypinyin import lazy_pinyin

from enrollment.participation.models import Employment, EndReason, InsuredPeriod, PeriodEnd, WorkerKind
from enrollment.registry.models import (
    Authority,
    CitizenTie,
    Delegate,
    Employer,
    EmployerKind,
    Identifier,
    IdentifierKind,
    InjuryRate,
    Person,
    RetirementGroup,
    Sex,
)
from enrollment.registry.selectors import folded
from funds.ledger.models import Account, AccountKind, Book, Collector
from siadmin.agency import divisions
from siadmin.agency.actions import grant_post, load_regions, open_account
from siadmin.agency.insurances import Fund, Insurance, Line
from siadmin.agency.models import Level, Office, Region, User
from siadmin.agency.posts import Post
from siadmin.kernel import reference
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash, opaque_number
from tests import database

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
TODAY = NOW.date()
THIS_MONTH = Month.of(TODAY)
LONG_AGO = dt.date(2020, 1, 1)
PASSWORD = "correct-horse-battery"

TREE: tuple[tuple[str, str, str, int, str | None], ...] = (
    ("000000", "中华人民共和国", "China", Level.NATION, None),
    ("110000", "北京市", "Beijing", Level.PROVINCE, "000000"),
    ("110100", "北京市辖区", "Beijing districts", Level.PREFECTURE, "110000"),
    ("110105", "朝阳区", "Chaoyang", Level.COUNTY, "110100"),
    ("110109", "门头沟区", "Mentougou", Level.COUNTY, "110100"),
    ("310000", "上海市", "Shanghai", Level.PROVINCE, "000000"),
    ("310100", "上海市辖区", "Shanghai districts", Level.PREFECTURE, "310000"),
    ("310115", "浦东新区", "Pudong", Level.COUNTY, "310100"),
    ("440000", "广东省", "Guangdong", Level.PROVINCE, "000000"),
    ("440100", "广州市", "Guangzhou", Level.PREFECTURE, "440000"),
    ("440103", "荔湾区", "Liwan", Level.COUNTY, "440100"),
    ("440300", "深圳市", "Shenzhen", Level.PREFECTURE, "440000"),
    ("440305", "南山区", "Nanshan", Level.COUNTY, "440300"),
    ("510000", "四川省", "Sichuan", Level.PROVINCE, "000000"),
    ("510100", "成都市", "Chengdu", Level.PREFECTURE, "510000"),
    ("510104", "锦江区", "Jinjiang", Level.COUNTY, "510100"),
)
POOLING_LEVEL = {"110105": "110000", "310115": "310000", "440103": "440100", "440305": "440300", "510104": "510100"}

OF_A_CLAIM = (Post.CLERK, Post.REVIEWER, Post.APPROVER)
OF_A_TILL = (*OF_A_CLAIM, Post.CASHIER, Post.ACCOUNTANT)
READY: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("110000", Line.HRSS, OF_A_TILL),
    ("110000", Line.HRSS, OF_A_CLAIM),
    ("110000", Line.HRSS, OF_A_CLAIM),
    ("110000", Line.HRSS, OF_A_CLAIM),
    ("110000", Line.HS, OF_A_TILL),
    ("110000", Line.HS, OF_A_CLAIM),
    ("110000", Line.HS, (Post.CLERK, Post.CLERK, Post.ADMINISTRATOR)),
    ("110105", Line.HRSS, OF_A_TILL),
    ("440100", Line.HRSS, OF_A_TILL),
    ("440100", Line.HS, OF_A_TILL),
    ("510100", Line.HRSS, (Post.CLERK, Post.REVIEWER, Post.ACCOUNTANT)),
)

_serial = count(1)
_born: Counter[tuple[dt.date, bool]] = Counter()
_ready: dict[tuple[str, str, str], list[int]] = {}  # post, place and line: who holds it
AREA_OF_NAMED = "110105"
_AREAS = [code for code, *_, level, _ in divisions.rows() if level >= Level.PREFECTURE and code != AREA_OF_NAMED]

# --- numbers -------------------------------------------------------------------------------------------------


def citizen_number(*, area: str = AREA_OF_NAMED, born_on: dt.date = dt.date(1990, 1, 1), order: int = 1) -> str:
    """18 characters after GB 11643: area, birth, order (odd for men), check character (MOD 11-2)."""
    body = f"{area}{born_on:%Y%m%d}{order:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def _a_new_citizen_number(*, born_on: dt.date, female: bool) -> str:
    """Unique within a test run for any birthday a test may ask for, and never a number that a test names itself.

    Four hundred a day, sex and area of the country; tests name numbers of `AREA_OF_NAMED`, or of an order above these.
    """
    taken = _born[born_on, female]
    _born[born_on, female] += 1
    return citizen_number(area=_AREAS[taken // 400], born_on=born_on, order=taken % 400 * 2 + (2 if female else 1))


def credit_code(*, area: str = "110105", serial: int = 1) -> str:
    """18 characters after GB 32100 for an enterprise, the organisation code inside with its own check character."""
    organisation = f"MA{serial:06d}"
    inner = 11 - sum((int(c, 36)) * w for c, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    body = f"91{area}{organisation}{'X' if inner == 10 else inner % 11}"
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return body + letters[-sum(letters.index(c) * pow(3, i, 31) for i, c in enumerate(body)) % 31]


# --- places and posts -----------------------------------------------------------------------------------------


def lay_ground() -> None:
    """As the owner of the database, before any test: the small tree, all provinces, and what guards look up."""
    load_regions(TREE)
    load_regions(row for row in divisions.rows() if row[3] == Level.PROVINCE)
    reference.load()


def region(code: str = "110105") -> Region:
    """A region of the small tree, which stands before any test."""
    return Region.objects.get(code=code)


def an_office(*, at: str = "110105", line: str = Line.HRSS) -> Office:
    place = region(at)
    name_zh, name_en = {
        Line.HRSS: ("社会保险事业管理中心", "Social Insurance Centre"),
        Line.HS: ("医疗保障事务管理中心", "Healthcare Security Centre"),
    }[Line(line)]
    office, _ = Office.objects.get_or_create(
        region=place,
        line=line,
        defaults={"name_zh": f"{place.name_zh}{name_zh}", "name_en": f"{place.name_en} {name_en}"},
    )
    return office


def a_user(
    username: str = "",
    *,
    name: str = "王静",
    name_en: str = "Wang Jing",
    identity_number: str = "",
    staff: bool = False,
    inactive: bool = False,
) -> User:
    """An account of somebody new, or of the person with this identity number."""
    user = open_account(
        username=username or f"user{next(_serial)}",
        password=PASSWORD,
        display_name=name,
        display_name_en=name_en,
        identity_number=identity_number or _a_new_citizen_number(born_on=dt.date(1985, 6, 1), female=True),
        is_staff_member=staff,
        by=None,
        at=NOW,
    )
    if inactive:
        user.is_active = False
        user.save(update_fields=["is_active"])
    return user


def a_member_of_staff(*posts: str, at: str = "", line: str = Line.HRSS, **traits: Any) -> User:
    """A user who holds these posts since long ago at one office: of a county, of an administrator its city's.

    In the five cities there are some already; who asks for nothing else gets one of them.
    """
    places = [at or ("110100" if post == Post.ADMINISTRATOR else "110105") for post in posts]
    if len(posts) == 1 and not traits and database.hands_out():
        for user_id in _ready.get((posts[0], places[0], line), ()):
            if database.first_time(f"staff_{user_id}"):
                return User.objects.get(pk=user_id)
    user = a_user(staff=True, **traits)
    for post, place in zip(posts, places, strict=True):
        office = an_office(at=place, line=line)
        grant_post(user=user, office=office, post=post, starts_on=LONG_AGO, by=None, at=NOW, reason="test")
    return user


def make_staff_ready() -> None:
    """For every test in the five cities: whom `a_member_of_staff` finds there, it does not make."""
    _ready.clear()
    made = [(post, at, line, a_member_of_staff(post, at=at, line=line)) for at, line, posts in READY for post in posts]
    for post, at, line, user in made:
        _ready.setdefault((post, at, line), []).append(user.pk)


# --- persons and employers ------------------------------------------------------------------------------------


def a_person(
    *,
    name: str = "李伟",
    born_on: dt.date = dt.date(1990, 1, 1),
    female: bool = False,
    worker: bool = False,
    lives_in: str | None = None,
    household: str | None = None,
    phone: str | None = None,
    died_on: dt.date | None = None,
    number: str = "",
    registered_at: dt.datetime = NOW,
) -> Person:
    """Somebody with a citizen number. `worker`: a woman whose original retirement age is 50."""
    group = (RetirementGroup.F50 if worker else RetirementGroup.F55) if female else RetirementGroup.M60
    syllables = lazy_pinyin(name)
    person = Person.objects.create(
        number=opaque_number("P"),
        name=name,
        name_folded=folded(name),
        pinyin="".join(syllables),
        initials="".join(syllable[0] for syllable in syllables),
        sex=Sex.FEMALE if female else Sex.MALE,
        birth_on=born_on,
        retirement_group=group,
        residence=region(lives_in) if lives_in else None,
        household=region(household) if household else None,
        phone=phone,
        phone_hash=keyed_hash(phone) if phone else None,
        died_on=died_on,
        registered_at=registered_at,
    )
    number = number or _a_new_citizen_number(born_on=born_on, female=female)
    Identifier.objects.create(
        person=person,
        kind=IdentifierKind.CITIZEN_ID,
        value=number,
        value_hash=keyed_hash(number),
        starts_on=born_on,
    )
    return person


def identity_number_of(person: Person) -> str:
    return person.identifiers.get(kind=IdentifierKind.CITIZEN_ID, ends_before=None).value


def an_employer(
    *,
    name: str = "",
    at: str = "110105",
    risk_class: int = 1,
    factor: Decimal = Decimal("1.00"),
    registered_on: dt.date = LONG_AGO,
    cancelled: bool | dt.date = False,
    bank_account: str = "",
) -> Employer:
    """An enterprise registered at the office of a county, with its work injury class.

    `cancelled` today, or on a day: as a register from elsewhere brings it, before anybody is told of.
    """
    serial = next(_serial)
    name = name or f"测试{serial}号有限公司"
    account = bank_account or f"62{serial:014d}"
    employer = Employer.objects.create(
        number=opaque_number("E"),
        credit_code=credit_code(area=at, serial=serial),
        name=name,
        name_folded=folded(name),
        initials="".join(syllable[0] for syllable in lazy_pinyin(name)),
        kind=EmployerKind.ENTERPRISE,
        authority=Authority.MARKET,
        address=f"{region(at).name_zh}某路 1 号",
        legal_representative="张敏",
        bank_name="中国工商银行",
        bank_account=account,
        bank_account_hash=keyed_hash(account),
        region=region(at),
        pooling_region=region(POOLING_LEVEL.get(at, at)),
        registered_on=registered_on,
        cancelled_on=(TODAY if cancelled is True else cancelled) or None,
    )
    InjuryRate.objects.create(employer=employer, risk_class=risk_class, factor=factor, starts_on=registered_on)
    return employer


def a_book(*, fund: str = Fund.PENSION, at: str = "110000", collector: str = Collector.TAX) -> Book:
    """The books of a fund in a pooling region, with every account its collector allows."""
    book = Book.objects.create(fund=fund, region=region(at), collector=collector, opened_on=LONG_AGO)
    Account.objects.bulk_create(
        Account(book=book, kind=kind, collector=collector)
        for kind in AccountKind.values
        if (kind, collector) != (AccountKind.INCOME, Collector.TAX)
    )
    return book


def a_delegate(*employers: Employer, left: bool = False, **traits: Any) -> User:
    """A user who acts for these employers; with `left`, whose right ended yesterday."""
    user = a_user(**traits)
    for employer in employers:
        Delegate.objects.create(
            user=user,
            employer=employer,
            starts_on=LONG_AGO,
            ends_before=TODAY if left else None,
            granted_at=NOW,
        )
    return user


def a_citizen(person: Person | None = None, **traits: Any) -> User:
    """A user who is this person, or somebody new."""
    person = person or a_person()
    user = a_user(identity_number=identity_number_of(person), name=person.name, **traits)
    CitizenTie.objects.create(user=user, person=person, tied_at=NOW)
    return user


def an_employment(
    person: Person,
    employer: Employer,
    *,
    since: Month = THIS_MONTH,
    left: Month | None = None,
    insured_in: tuple[str, ...] = tuple(Insurance.values),
    kind: str = WorkerKind.EMPLOYEE,
) -> Employment:
    """Employed and insured since a month; with `left`, until before that month."""
    employment = Employment.objects.create(
        person=person,
        employer=employer,
        kind=kind,
        starts_on=since.first_day,
        ends_before=left.first_day if left else None,
        end_reason=EndReason.RESIGNED if left else "",
    )
    InsuredPeriod.objects.bulk_create(
        InsuredPeriod(
            person=person,
            employer=employer,
            insurance=insurance,
            region=employer.pooling_region,
            from_month=since,
            before_month=left,
            ended_because=PeriodEnd.LEFT if left else "",
        )
        for insurance in insured_in
    )
    return employment
