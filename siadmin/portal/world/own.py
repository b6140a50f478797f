"""People who pay for themselves, residents, and a platform with its couriers, told through the real actions."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from contributions.assessment.actions import assess_person, lapse_unpaid
from contributions.assessment.models import Bill, Notice
from contributions.collection.actions import receive_one
from contributions.collection.actions.intake import Told
from contributions.collection.models import Source
from contributions.platforms.actions import check_orders, declare_orders, register_platform
from contributions.platforms.models import Industry
from contributions.platforms.reading import Given
from contributions.selfpay.actions import choose_resident_tier, claim_subsidies, receive_subsidies
from contributions.selfpay.models import SubsidyClaim, SubsidyKind
from contributions.selfpay.selectors import offer, resident_offer
from enrollment.participation.actions.by_oneself import join_by_oneself, set_hard_to_place
from enrollment.registry.actions import PersonFacts, register_person
from enrollment.registry.models import Employer, IdentifierKind, Person, RetirementGroup
from siadmin.agency.insurances import Fund, ResidentScheme
from siadmin.kernel.money import yuan
from siadmin.kernel.months import Month
from siadmin.portal.demo_accounts import OWN, RESIDENT, CitizenAccount
from siadmin.portal.world.build import Builder
from siadmin.portal.world.finishing import work_out
from siadmin.portal.world.numbers import citizen_number

BEIJING, CHENGDU = "110000", "510100"
PLATFORM_CITY = CHENGDU
_PAID_ON = 18
_LIKE_A_PLATFORM = ("物流", "配送", "网络", "科技", "信息", "餐饮", "商贸")
_PLACE = 49  # the last number of an area and day: nobody else of the world has it
_COLLEAGUES = ("郝建军", "卞小龙", "蓝天宇", "仇志远", "詹美玲", "晏国栋", "柯晓东", "邢海涛", "滕芳芳", "裘一鸣")
_WOMEN = {"詹美玲", "滕芳芳"}


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody in flexible employment: how many months ago they joined, which months (ago) they left unpaid."""

    name: str
    city: str
    district: str
    born_on: dt.date
    is_male: bool
    since: int
    times_floor: int = 100  # per cent of the lowest base
    rhythm: str = "monthly"
    unpaid: tuple[int, ...] = ()
    is_hard_to_place: bool = False


COURIER = Own("骆晓峰", CHENGDU, "510107", dt.date(1992, 5, 17), True, since=5, unpaid=(0,))
STORIES = (
    COURIER,
    Own("苗雨晴", BEIJING, "110105", dt.date(1988, 9, 3), False, since=8, times_floor=150),
    Own("翟国华", BEIJING, "110105", dt.date(1971, 2, 11), True, since=10, is_hard_to_place=True),
    Own("祁梦瑶", BEIJING, "110108", dt.date(1996, 12, 24), False, since=6, unpaid=(2, 1)),
    Own("欧阳铭", BEIJING, "110105", dt.date(1984, 7, 8), True, since=4, rhythm="quarterly", unpaid=(1, 0)),
    Own("沙丽娟", CHENGDU, "510107", dt.date(1979, 4, 30), False, since=9, times_floor=200),
    Own("符志强", CHENGDU, "510104", dt.date(1990, 1, 19), True, since=2, unpaid=(0,)),
)


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident of Beijing: the tier among those of the place, and whether it is paid."""

    name: str
    born_on: dt.date
    is_male: bool
    tier: int = 0
    scheme: str = ResidentScheme.PENSION
    category: str = "resident"
    is_paid: bool = True


RESIDENTS = (
    Resident("牟秀英", dt.date(1969, 3, 6), False, tier=1),
    Resident("鲍长根", dt.date(1967, 11, 2), True),
    Resident("邬桂兰", dt.date(1972, 8, 15), False, category="resident_severely_disabled"),
    Resident("糜小宝", dt.date(2015, 6, 1), True, scheme=ResidentScheme.MEDICAL),
    Resident("牟秀珍", dt.date(1974, 1, 28), False, scheme=ResidentScheme.MEDICAL, category="resident_minimum_living"),
    Resident("栾德水", dt.date(1970, 10, 10), True, is_paid=False),
)


def tell_own(builder: Builder) -> dict[CitizenAccount, Person]:
    """Tell all of it up to today; returns who has a sign-in."""
    people = [_told(builder, story) for story in STORIES]
    residents = [_resident(builder, each) for each in RESIDENTS]
    for code in (BEIJING, CHENGDU):
        lapse_unpaid(region=builder.regions[code], today=builder.world.span.today, at=builder.clock.now)
    _claims(builder)
    _platform(builder, people[0])
    return {OWN: people[0], RESIDENT: residents[0]}


def _registered(builder: Builder, name: str, born_on: dt.date, is_male: bool, district: str) -> Person:
    number = citizen_number(district, born_on, is_male=is_male, place=_PLACE)
    home = builder.regions[district]
    return register_person(
        facts=PersonFacts(
            name=name, number=number, kind=IdentifierKind.CITIZEN_ID, sex="male" if is_male else "female",
            birth_on=born_on, retirement_group=RetirementGroup.M60 if is_male else RetirementGroup.F55,
            household=home, residence=home,
        ),
        by=None,
        at=builder.clock.at(builder.world.span.opened.first_day, 9),
    )  # fmt: skip


def _told(builder: Builder, story: Own) -> Person:
    """Joined, asked for month by month, and paid but for what the story leaves."""
    span, region = builder.world.span, builder.regions[story.city]
    person = _registered(builder, story.name, story.born_on, story.is_male, story.district)
    first = max(span.current - story.since, span.opened)
    there = offer(region, first, first.first_day)
    base = there.floor_fen * story.times_floor // 10_000 * 100
    joined_at = builder.clock.at(first.first_day.replace(day=5), 10)
    join_by_oneself(
        person=person, region=region, insurances=there.insurances[:2], base_fen=base, rhythm=story.rhythm,
        from_month=first, by=None, at=joined_at,
    )  # fmt: skip
    if story.is_hard_to_place:
        set_hard_to_place(person=person, by=None, at=joined_at, reason="公共就业服务机构认定")
    for month in first.until(span.current + 1):
        if month != first:
            at = builder.clock.at(month.first_day.replace(day=16), 2)
            assess_person(person=person, region=region, month=month, by=None, at=at)
        ago = span.current.index - month.index
        on = min(month.first_day.replace(day=_PAID_ON), span.today)
        if ago not in story.unpaid and Month.of(on) == month:
            _pay(builder, person, month, on)
    return person


def _pay(builder: Builder, person: Person, month: Month, on: dt.date) -> None:
    """Through the tax authority, under the newest notice of the month."""
    notice = Notice.objects.filter(person=person, month=month).order_by("-version").first()
    owed: Counter[tuple[str, str]] = Counter()
    for bill in Bill.objects.filter(person=person, month=month, settled_on__isnull=True, lapsed_on__isnull=True):
        owed[bill.region_id, bill.fund] += bill.total_fen
    for (region, fund), amount in sorted(owed.items()):
        if notice is None or amount <= 0:
            continue
        told = Told(
            external_id=f"S{person.number}{month}", received_on=on.isoformat(), region=region, fund=fund,
            amount=str(yuan(amount)), reference=notice.reference, payer_name=person.name,
        )  # fmt: skip
        receive_one(source=Source.TAX, told=told, by=None, at=builder.clock.at(on, 20), on=on)


def _resident(builder: Builder, resident: Resident) -> Person:
    """A tier of the present year, chosen in spring, or when the books were opened."""
    year, region = builder.world.span.current.year, builder.regions[BEIJING]
    person = _registered(builder, resident.name, resident.born_on, resident.is_male, "110109")
    there = resident_offer(region, resident.scheme, year)
    on = min(max(dt.date(year, 3, 10), builder.world.span.opened.first_day), builder.world.span.today)
    choose_resident_tier(
        person=person, region=region, scheme=resident.scheme, year=year, tier_fen=there.tiers[resident.tier],
        category=resident.category, by=None, at=builder.clock.at(on, 9),
    )  # fmt: skip
    if resident.is_paid:
        _pay(builder, person, Month(year, 1), on)
    return person


def _claims(builder: Builder) -> None:
    """The pension's subsidies were claimed and came; those of the hard to place were claimed; medical waits."""
    region, current = builder.regions[BEIJING], builder.world.span.current
    claim = claim_subsidies(
        kind=SubsidyKind.PENSION_RESIDENT, region=region, until=current, by=builder.staff["bj.clerk"],
        at=builder.clock.now,
    )  # fmt: skip
    _listed(claim)
    claim = receive_subsidies(
        claim=claim, amount_fen=claim.total_fen, received_on=builder.world.span.today, voucher="京财社〔2026〕0117",
        by=builder.staff["bj.accountant"], at=builder.clock.now,
    )  # fmt: skip
    assert claim.credited_in is not None
    work_out(claim.credited_in.pk)
    hard = claim_subsidies(
        kind=SubsidyKind.HARD_TO_PLACE, region=region, until=current, by=builder.staff["bj.reviewer"],
        at=builder.clock.now,
    )  # fmt: skip
    _listed(hard)


def _listed(claim: SubsidyClaim) -> None:
    assert claim.listed_in is not None
    work_out(claim.listed_in.pk)
    claim.refresh_from_db()


def _platform(builder: Builder, courier: Person) -> None:
    """A delivery platform of Chengdu: two months declared, the first of them paid."""
    span = builder.world.span
    stories = [each for each in builder.world.employers if each.city.code == PLATFORM_CITY and not each.story]
    found = [builder.employers[each.key] for each in stories if each.key in builder.employers]
    if not found or span.current - 2 < span.opened:
        return
    employer = next((each for each in found if any(word in each.name for word in _LIKE_A_PLATFORM)), found[0])
    months = [span.current - 2, span.current - 1]
    register_platform(
        employer=employer, industry=Industry.INSTANT_DELIVERY, from_month=months[0], by=builder.staff["cd.clerk"],
        at=builder.clock.at(months[0].first_day, 9),
    )  # fmt: skip
    for place, month in enumerate(months):
        at = builder.clock.at((month + 1).first_day.replace(day=5), 15)
        file = check_orders(employer=employer, month=month, rows=list(_orders(courier, place)), by=None, at=at)
        declare_orders(file=file, by=None, at=at)
    _pay_orders(builder, employer, months[0])


def _orders(courier: Person, place: int) -> list[Given]:
    own = courier.identifiers.get(ends_before__isnull=True).value
    rows = [Given(1, courier.name, own, str(862 + 31 * place))]
    for number, name in enumerate(_COLLEAGUES, 2):
        born_on = dt.date(1985 + number, 1 + number % 12, 1 + number * 2)
        id_number = citizen_number("510107", born_on, is_male=name not in _WOMEN, place=_PLACE)
        rows.append(Given(number, name, id_number, str(300 + 97 * number - 20 * place)))
    return rows


def _pay_orders(builder: Builder, employer: Employer, month: Month) -> None:
    on = min((month + 1).first_day.replace(day=_PAID_ON), builder.world.span.today)
    bills = Bill.objects.filter(employer=employer, month=month, fund=Fund.INJURY, settled_on__isnull=True)
    amount = sum(bill.total_fen for bill in bills)
    notice = Notice.objects.filter(employer=employer, month=month).order_by("-version").first()
    if notice is None or amount <= 0:
        return
    told = Told(
        external_id=f"S{employer.number}{month}", received_on=on.isoformat(), region=employer.pooling_region_id,
        fund=Fund.INJURY, amount=str(yuan(amount)), reference=notice.reference, payer_code=employer.credit_code,
        payer_name=employer.name,
    )  # fmt: skip
    receive_one(source=Source.TAX, told=told, by=None, at=builder.clock.at(on, 20), on=on)
