"""Some 120 employers over the five cities: ten with a story of their own, the others drawn by trade and size."""

import datetime as dt
import random
from dataclasses import dataclass, replace
from decimal import Decimal

from siadmin.agency.divisions.syllables import spelled
from siadmin.kernel.months import Month
from siadmin.portal.world.chance import stream, weighted
from siadmin.portal.world.cities import CITIES, City, places
from siadmin.portal.world.names import MEN, SURNAMES, WOMEN
from siadmin.portal.world.numbers import bank_account, credit_code_of, phone
from siadmin.portal.world.trades import LARGE, SMALL, TRADES, Trade

_AUTHORITIES = {
    "91": "market_regulation",
    "92": "market_regulation",
    "52": "civil_affairs",
    "12": "establishment_office",
}
_BANKS = ("中国工商银行", "中国建设银行", "中国农业银行", "中国银行", "交通银行", "招商银行")
_MARKS_FIRST = "瑞恒盛嘉锦华宏启云远博信汇鑫泰明新天海中安德景辰睿联众升鼎卓"
_MARKS_SECOND = "源达通成丰和祥利兴隆创峰润泽航宇诚阳光辉业腾翔康亿邦畅原"
_FACTORS = (("0.50", 6.0), ("0.80", 18.0), ("1.00", 60.0), ("1.20", 12.0), ("1.50", 4.0))
# People of the employers that are drawn, largest first; with those of the stories some 6,000.
_SIZES = (260, 240, 210, 190, 170, 150, 140, 130, 120, 110, 100, 95, 90, 85, 80, 75, 72, 70, 66, 62)


@dataclass(frozen=True, slots=True)
class DemoEmployer:
    """`story` names what is special about it: `histories` gives it its months, `demo_accounts` its sign-in."""

    key: int
    city: City
    district: str
    trade: Trade
    name: str
    name_en: str
    size: int
    credit_code: str
    address: str
    legal_representative: str
    phone: str
    bank_name: str
    bank_account: str
    factor: Decimal
    registered_on: dt.date
    story: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """An employer known by name: what one sees there."""

    code: str
    district: str
    trade: str
    size: int
    name: str
    name_en: str

    @property
    def city(self) -> City:
        return next(city for city in CITIES if self.district in city.districts)


STORIES: tuple[Story, ...] = (
    Story(
        "roster",
        "110108",
        "software",
        160,
        "北京京华云帆软件科技有限公司",
        "Beijing Jinghua Yunfan Software Technology Co., Ltd.",
    ),
    Story(
        "second",
        "110105",
        "restaurant",
        38,
        "北京望京晴餐饮管理有限公司",
        "Beijing Wangjing Qing Catering Management Co., Ltd.",
    ),
    Story(
        "largest",
        "310115",
        "instruments",
        600,
        "上海申江精密仪器有限公司",
        "Shanghai Shenjiang Precision Instruments Co., Ltd.",
    ),
    Story(
        "arrears", "310104", "hotel", 64, "上海梧桐里酒店管理有限公司", "Shanghai Wutongli Hotel Management Co., Ltd."
    ),
    Story(
        "faulty",
        "440106",
        "restaurant",
        52,
        "广州粤味轩餐饮管理有限公司",
        "Guangzhou Yueweixuan Catering Management Co., Ltd.",
    ),
    Story("partial", "440115", "logistics", 85, "广州珠航物流有限公司", "Guangzhou Zhuhang Logistics Co., Ltd."),
    Story(
        "tax", "440305", "microchips", 480, "深圳南山湾微电子有限公司", "Shenzhen Nanshanwan Microelectronics Co., Ltd."
    ),
    Story("late", "510104", "food", 74, "成都蜀香源食品有限公司", "Chengdu Shuxiangyuan Foods Co., Ltd."),
    Story(
        "unfiled",
        "510107",
        "construction",
        46,
        "成都宏图建筑工程有限公司",
        "Chengdu Hongtu Construction Engineering Co., Ltd.",
    ),
    Story("new", "510107", "kindergarten", 9, "成都武侯启明星幼儿园", "Chengdu Wuhou Qimingxing Kindergarten"),
)
# Founded in the present month, its people enrolled, nothing declared: a person has to assess them.
SILENT: tuple[Story, ...] = (
    Story(
        "silent",
        "510104",
        "restaurant",
        4,
        "成都锦江巷口餐饮管理有限公司",
        "Chengdu Jinjiang Xiangkou Catering Co., Ltd.",
    ),
    Story(
        "silent", "510107", "cleaning", 5, "成都武侯净安环境服务有限公司", "Chengdu Wuhou Jing'an Cleaning Co., Ltd."
    ),
    Story(
        "silent", "440305", "logistics", 3, "深圳南山桥头物流有限公司", "Shenzhen Nanshan Qiaotou Logistics Co., Ltd."
    ),
)
BEGIN_NOW = {"new", "silent"}


def employers(seed: int, *, opened: Month, current: Month, per_city: int | None = None) -> list[DemoEmployer]:
    """The employers, the same for the same seed. `per_city` makes a small world of so many in each city.

    All were registered before `opened` but those of BEGIN_NOW, which begin in `current`.
    """
    draw = stream(seed, "employers")
    made: list[DemoEmployer] = []
    taken: set[str] = set()
    for city in CITIES:
        stories = [story for story in STORIES if story.city == city]
        wanted = city.employers if per_city is None else per_city
        if per_city is not None:
            stories = [replace(story, size=min(story.size, 12)) for story in stories[-per_city:]]
        for story in stories:
            made.append(_told(draw, len(made), story, current if story.code in BEGIN_NOW else opened))
        for size in _sizes(draw, city, wanted - len(stories), small=per_city is not None):
            made.append(_drawn(draw, len(made), city, size, opened, taken))
    for story in SILENT:
        made.append(_told(stream(seed, "silent", story.name), len(made), story, current))
    return made


def _sizes(draw: random.Random, city: City, count: int, *, small: bool) -> list[int]:
    """A few large ones, many small ones; each city takes every fifth of the large."""
    if small:
        return [draw.randint(4, 9) for _ in range(count)]
    large = list(_SIZES[CITIES.index(city) :: len(CITIES)])
    rest = count - len(large)
    middle = [draw.randint(18, 58) for _ in range(rest // 2)]
    return large + middle + [draw.randint(3, 14) for _ in range(rest - len(middle))]


def _told(draw: random.Random, key: int, story: Story, begins: Month) -> DemoEmployer:
    trade, names = TRADES[story.trade], (story.name, story.name_en)
    return _employer(draw, key, story.city, story.district, trade, names, story.size, begins, story.code)


def _drawn(draw: random.Random, key: int, city: City, size: int, opened: Month, taken: set[str]) -> DemoEmployer:
    trade = TRADES[draw.choice(LARGE if size > 15 else SMALL)]
    district = draw.choice(city.detailed) if draw.random() < 0.65 else draw.choice(city.other)
    while (mark := draw.choice(_MARKS_FIRST) + draw.choice(_MARKS_SECOND)) in taken:
        pass
    taken.add(mark)
    names = _names(draw, city, district, mark, trade)
    return _employer(draw, key, city, district, trade, names, size, opened, "")


def _names(draw: random.Random, city: City, district: str, mark: str, trade: Trade) -> tuple[str, str]:
    """Enterprises bear the city, shops and services their district as well, shops the owner's surname."""
    place = places()[district]
    short, short_en = _short(district), place.name_en.removesuffix(" District").removesuffix(" New Area")
    if trade.kind == "individual_business":
        surname = weighted(draw, SURNAMES[:40])
        return f"{place.name}老{surname}{trade.words}", f"{short_en} Lao {spelled(surname)} {trade.words_en}"
    if trade.kind == "institution":
        return f"{city.name}市{place.name}{trade.words}", f"{city.name_en} {place.name_en} {trade.words_en}"
    if trade.kind == "social_organisation":
        return f"{city.name}{short}{mark}{trade.words}", f"{city.name_en} {short_en} {spelled(mark)} {trade.words_en}"
    name = f"{city.name}{mark}{trade.words}{trade.form}"
    return name, f"{city.name_en} {spelled(mark)} {trade.words_en} {trade.form_en}"


def _employer(
    draw: random.Random,
    key: int,
    city: City,
    district: str,
    trade: Trade,
    names: tuple[str, str],
    size: int,
    begins: Month,
    story: str,
) -> DemoEmployer:
    new = story in BEGIN_NOW
    registered_on = begins.first_day + dt.timedelta(days=2) if new else _founded(draw, begins)
    male = draw.random() < 0.65
    given = draw.choice((MEN if male else WOMEN)[draw.choice((1, 2, 3))][1].split())
    return DemoEmployer(
        key=key,
        city=city,
        district=district,
        trade=trade,
        name=names[0],
        name_en=names[1],
        size=size,
        credit_code=credit_code_of(trade.department, district, draw),
        address=f"{city.name}市{places()[district].name}{draw.choice(city.roads)}{draw.randint(1, 988)}号",
        legal_representative=weighted(draw, SURNAMES) + given,
        phone=phone(draw),
        bank_name=f"{draw.choice(_BANKS)}{city.name}{_short(district)}支行",
        bank_account=bank_account(draw),
        factor=Decimal("1.00" if new or size < 15 else weighted(draw, _FACTORS)),
        registered_on=registered_on,
        story=story,
    )


def _short(district: str) -> str:
    return places()[district].name.removesuffix("新区").removesuffix("区")


def _founded(draw: random.Random, before: Month) -> dt.date:
    """A day in the half to ten years before; 92 and 52 codes of today exist since 2015 only."""
    month = before - draw.randint(6, 120)
    return month.first_day + dt.timedelta(days=draw.randrange(28))


def authority_of(employer: DemoEmployer) -> str:
    """Who registered it (REG 6)."""
    return _AUTHORITIES[employer.trade.department]


def story_of(code: str) -> Story:
    return next(story for story in STORIES if story.code == code)
