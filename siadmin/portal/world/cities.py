"""The five cities of the world: their districts, who comes there to work, what is earned."""

from dataclasses import dataclass
from functools import cache

from siadmin.agency.divisions import rows


@dataclass(frozen=True, slots=True)
class City:
    """A pooling region. `detailed` districts have townships and villages; `wages` scales the trades' wages."""

    code: str
    name: str
    name_en: str
    detailed: tuple[str, ...]
    other: tuple[str, ...]
    roads: tuple[str, ...]
    locals_share: float
    wages: float
    employers: int

    @property
    def districts(self) -> tuple[str, ...]:
        return self.detailed + self.other


CITIES: tuple[City, ...] = (
    City(
        "110000", "北京", "Beijing", ("110105", "110108"), ("110101", "110102", "110106", "110115"),
        ("建国路", "朝阳北路", "酒仙桥路", "学院路", "知春路", "阜石路", "西四环北路", "望京街"), 0.45, 1.15, 28,
    ),
    City(
        "310000", "上海", "Shanghai", ("310104", "310115"), ("310101", "310106", "310109", "310112"),
        ("漕溪北路", "肇嘉浜路", "世纪大道", "张杨路", "金科路", "康桥东路", "锦绣路", "龙吴路"), 0.45, 1.15, 28,
    ),
    City(
        "440100", "广州", "Guangzhou", ("440106", "440115"), ("440103", "440104", "440105", "440112"),
        ("天河路", "黄埔大道西", "中山大道", "体育西路", "环市大道", "港前大道", "进港大道", "科韵路"), 0.5, 0.95, 22,
    ),
    City(
        "440300", "深圳", "Shenzhen", ("440305", "440306"), ("440303", "440304", "440307"),
        ("科苑路", "深南大道", "高新南一道", "前进一路", "宝安大道", "留仙大道", "学府路", "松岗大道"), 0.25, 1.05, 20,
    ),
    City(
        "510100", "成都", "Chengdu", ("510104", "510107"), ("510105", "510106", "510108", "510116"),
        ("锦华路", "人民南路", "武侯大道", "科华北路", "天府大道北段", "东大街", "一环路南一段", "成龙大道"),
        0.7, 0.8, 22,
    ),
)  # fmt: skip
BY_CODE = {city.code: city for city in CITIES}


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    name_en: str


@cache
def places() -> dict[str, Place]:
    """Every division carried in the repository, by code."""
    return {code: Place(name, name_en) for code, name, name_en, _, _ in rows()}


@cache
def counties() -> tuple[str, ...]:
    """Counties of the mainland: where citizen numbers are first issued."""
    return tuple(code for code, _, _, level, _ in rows() if level == 3)


@cache
def villages_of(city: City) -> tuple[str, ...]:
    """Communities and villages of the city's detailed districts."""
    return tuple(code for code, _, _, level, _ in rows() if level == 5 and code[:6] in city.detailed)
