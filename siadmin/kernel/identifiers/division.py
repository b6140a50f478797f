"""Administrative division codes: form and level. Whether a code exists is a question for the dated table of regions.

GB/T 2260 (province, city, county), GB/T 10114 (township), statistical rule (village). No check digit.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from siadmin.kernel.identifiers.citizen import PROVINCES
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Reason

DIVISION_LENGTH = Reason(
    "division_length",
    "行政区划代码应为 6、9 或 12 位数字，这里是“{given}”。",
    "A division code has 6, 9 or 12 digits; this is “{given}”.",
    "县级及以上填 6 位，乡镇填 9 位，村（社区）填 12 位。",
    "Six digits down to the county, nine for a township, twelve for a village or community.",
)
DIVISION_RANGE = Reason(
    "division_range",
    "行政区划代码“{given}”中的“{part}”不在规定范围内。",
    "The part “{part}” of the division code “{given}” is out of range.",
    "请从区划目录中选择。",
    "Choose the division from the list.",
)

_FORM = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")


class Level(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Division:
    """A well-formed code; `parent` is the code one level up, at its own length, or None for a province."""

    code: str
    level: Level

    @property
    def parent(self) -> str | None:
        match self.level:
            case Level.PROVINCE:
                return None
            case Level.CITY:
                return f"{self.code[:2]}0000"
            case Level.COUNTY:
                return f"{self.code[:4]}00"
            case Level.TOWNSHIP:
                return self.code[:6]
            case Level.VILLAGE:
                return self.code[:9]


def parse(text: str) -> Division:
    """Read a code; zeros at the end name the higher level. Raises DIVISION_LENGTH, DIVISION_RANGE."""
    code = compact(text)
    if not _FORM.fullmatch(code):
        raise DIVISION_LENGTH(given=text)
    if code[:2] not in PROVINCES | {"81", "82"}:
        raise DIVISION_RANGE(given=code, part=code[:2])
    if code[2:4] == "00" and code[4:6] != "00":
        raise DIVISION_RANGE(given=code, part=code[2:6])
    township, village = code[6:9] or "000", code[9:12] or "000"
    if not 0 <= int(township) <= 599 or (township == "000" and village != "000"):
        raise DIVISION_RANGE(given=code, part=township)
    if township != "000" and code[4:6] == "00" and code[2:4] == "00":
        raise DIVISION_RANGE(given=code, part=code[2:6])
    if not 0 <= int(village) <= 599:
        raise DIVISION_RANGE(given=code, part=village)
    return _division(code, township, village)


def _division(code: str, township: str, village: str) -> Division:
    if village != "000":
        return Division(code, Level.VILLAGE)
    if township != "000":
        return Division(code[:9], Level.TOWNSHIP)
    if code[4:6] != "00":
        return Division(code[:6], Level.COUNTY)
    return Division(code[:6], Level.CITY if code[2:4] != "00" else Level.PROVINCE)
