"""The law's numbers as files: ten columns, each row dated and sourced. Read, checked and looked up without a database.

Look-up: the region itself, then its city, its province and 000000; the most specific level that has a row in
force wins, levels are never mixed for one key. No row means NoLawInForce, never zero.
"""

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from siadmin.kernel.language import Words
from siadmin.kernel.money import parse_yuan
from siadmin.kernel.months import Month, Period
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NoLawInForce, levels

MALFORMED_PARAMETER = Reason(
    "malformed_parameter",
    "{file} 第 {line} 行：{fault_zh}。",
    "{file}, line {line}: {fault_en}.",
    "请改正该行后重新导入；整个文件未被采用。",
    "Correct the row and load the file again; nothing of it was taken.",
)
OVERLAPPING_PARAMETERS = Reason(
    "overlapping_parameters",
    "同一参数的有效期重叠：{first} 与 {second}（共 {count} 处）。",
    "Two values of one parameter are in force at once: {first} and {second} ({count} such pairs).",
    "请先结束前一个值，再登记新值。",
    "End the earlier value before the new one starts.",
)

FOLDER = Path(__file__).parent / "parameters"
HEADER = ("key", "region", "category", "valid_from", "valid_to", "value", "unit", "source", "status", "note")
UNITS = {
    "yuan_per_month": Words("元/月", "yuan a month"),
    "yuan_per_year": Words("元/年", "yuan a year"),
    "yuan_per_order": Words("元/单", "yuan an order"),
    "rate": Words("比例（0.16 即 16%）", "fraction (0.16 is 16%)"),
    "months": Words("个月", "months"),
    "days": Words("天", "days"),
    "weeks": Words("周", "weeks"),
    "multiple": Words("倍", "times"),
    "month_number": Words("年月（196501 即 1965年1月）", "calendar month (196501 is January 1965)"),
    "decimals": Words("位小数", "decimals"),
    "flag": Words("是（1）否（0）", "yes (1) or no (0)"),
    "day_of_month": Words("日（每月）", "day of the month"),
    "working_days": Words("个工作日", "working days"),
    "persons": Words("人", "persons"),
    "yuan": Words("元", "yuan"),
    "times": Words("次", "occurrences"),
    "institutions": Words("家机构", "institutions"),
}
STATUSES = {
    "law": Words("法律法规原文", "text of the law read"),
    "official": Words("官方公告", "official notice"),
    "secondary": Words("转录或推算", "transcribed or derived"),
    "memory": Words("待核实", "to be confirmed"),
    "provisional": Words("暂按上期", "carried forward until the new notice"),
}
_KEY = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
_REGION = re.compile(r"[0-9]{6}")
_CATEGORY = re.compile(r"[A-Za-z0-9_]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One value of the law; in force from `valid_from` up to, not including, `valid_to` (None = open)."""

    key: str
    region: str
    category: str
    valid_from: dt.date
    valid_to: dt.date | None
    value: Decimal
    unit: str
    source: str
    status: str
    note: str
    place: str

    @property
    def series(self) -> tuple[str, str, str]:
        """Rows of one series follow each other in time and may not overlap."""
        return self.key, self.region, self.category

    @property
    def period(self) -> Period:
        return Period(self.valid_from, self.valid_to)

    def law(self) -> Law:
        return Law(
            self.key, self.value, self.unit, self.source, self.status, self.valid_from, self.valid_to, self.region
        )


class _Fault(Exception):
    def __init__(self, zh: str, en: str) -> None:
        self.words = Words(zh, en)


def parse(lines: Iterable[str], *, name: str) -> list[FileRow]:
    """Every row of one file. Raises MALFORMED_PARAMETER, naming file and line, at the first row that is not sound."""
    reader = csv.reader(lines, strict=True)
    rows: list[FileRow] = []
    try:
        if tuple(next(reader, ())) != HEADER:
            raise _Fault("首行应为：" + ",".join(HEADER), "the first line must be " + ",".join(HEADER))
        for cells in reader:
            rows.append(_row(cells, place=f"{name}:{reader.line_num}"))
    except csv.Error as error:
        fault = Words("引号或逗号有误", "quotation marks or commas are wrong")
        raise MALFORMED_PARAMETER(file=name, line=reader.line_num, fault_zh=fault.zh, fault_en=fault.en) from error
    except _Fault as fault:
        line = max(reader.line_num, 1)
        raise MALFORMED_PARAMETER(file=name, line=line, fault_zh=fault.words.zh, fault_en=fault.words.en) from fault
    return rows


def read(folder: Path) -> list[FileRow]:
    """Every row of every CSV file in `folder`. Raises MALFORMED_PARAMETER, OVERLAPPING_PARAMETERS."""
    rows: list[FileRow] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows += parse(lines, name=path.name)
    pairs = overlaps(rows)
    if pairs:
        first, second = pairs[0]
        raise OVERLAPPING_PARAMETERS(first=first.place, second=second.place, count=len(pairs))
    return rows


def overlaps(rows: Iterable[FileRow]) -> list[tuple[FileRow, FileRow]]:
    """Rows that follow each other in one series and are in force on the same day; every such pair."""
    series: dict[tuple[str, str, str], list[FileRow]] = defaultdict(list)
    for row in rows:
        series[row.series].append(row)
    return [
        (earlier, later)
        for ordered in (sorted(each, key=lambda row: row.valid_from) for each in series.values())
        for earlier, later in pairwise(ordered)
        if earlier.period.overlaps(later.period)
    ]


@dataclass(frozen=True)
class FileLawBook:
    """A LawBook over rows of files."""

    rows: Sequence[FileRow]

    @cached_property
    def _categories(self) -> dict[tuple[str, str], dict[str, list[FileRow]]]:
        found: dict[tuple[str, str], dict[str, list[FileRow]]] = defaultdict(lambda: defaultdict(list))
        for row in self.rows:
            found[row.key, row.region][row.category].append(row)
        return {place: dict(categories) for place, categories in found.items()}

    def row(self, key: str, *, region: str, category: str = "", on: dt.date) -> FileRow:
        for level in levels(region):
            for row in self._categories.get((key, level), {}).get(category, []):
                if on in row.period:
                    return row
        raise NoLawInForce(key, region, category, on)

    def has(self, key: str, region: str, category: str, month: Month) -> bool:
        """Whether a value is in force for that contribution month (on its first day)."""
        try:
            self.row(key, region=region, category=category, on=month.first_day)
        except NoLawInForce:
            return False
        return True

    def law(self, key: str, *, region: str, category: str = "", on: dt.date) -> Law:
        """The one value in force on that day. Raises NoLawInForce."""
        return self.row(key, region=region, category=category, on=on).law()

    def table(self, key: str, *, region: str, on: dt.date) -> dict[str, Law]:
        """Every category in force, from the most specific region that has any. Raises NoLawInForce."""
        for level in levels(region):
            categories = self._categories.get((key, level), {})
            found = {name: row.law() for name, rows in categories.items() for row in rows if on in row.period}
            if found:
                return found
        raise NoLawInForce(key, region, "", on)


@cache
def shipped() -> FileLawBook:
    """The law as shipped with this version."""
    return FileLawBook(read(FOLDER))


@dataclass(frozen=True, slots=True)
class Gap:
    """Months without law: every month from `first` to `last` that the calendar asked for and nobody answered."""

    region: str
    key: str
    category: str
    months: tuple[Month, ...]

    def __str__(self) -> str:
        spell = f"{self.months[0]}..{self.months[-1]}"
        return f"{self.region} {self.key} [{self.category}]: {len(self.months)} months, {spell}"


def monthly_keys() -> list[tuple[str, str]]:
    """What a month's assessment of an ordinary employee needs everywhere: (key, category)."""
    limits = [f"{each}.base_{limit}" for each in _WITH_LIMITS for limit in ("floor", "ceiling")]
    rates = [f"{each}.{side}_rate" for each in ("pension", "medical", "unemployment") for side in _SIDES]
    singles = ["maternity.employer_rate", "injury.employee_rate", "medical.employee_fixed"]
    classes = [f"injury.class_{number}_rate" for number in range(1, 9)]
    names = [*limits, *rates, *singles, "medical.supplement_employer_rate", *classes]
    return [(name, "employee") for name in names]


class AnswersForMonths(Protocol):
    """A law book that can say whether it has a value for a month: files, or the database."""

    def has(self, key: str, region: str, category: str, month: Month) -> bool: ...


def gaps(
    book: AnswersForMonths,
    *,
    regions: Iterable[str],
    keys: Iterable[tuple[str, str]],
    starts: Month,
    ends_before: Month,
) -> list[Gap]:
    """Months of [starts, ends_before) in which a region has no value for a key it needs."""
    needed, months = list(keys), list(starts.until(ends_before))
    found = (
        Gap(region, key, category, tuple(month for month in months if not book.has(key, region, category, month)))
        for region in regions
        for key, category in needed
    )
    return [gap for gap in found if gap.months]


_WITH_LIMITS = ("pension", "medical", "unemployment", "injury")
_SIDES = ("employer", "employee")


def _row(cells: list[str], *, place: str) -> FileRow:
    if len(cells) != len(HEADER):
        raise _Fault(f"应有 {len(HEADER)} 栏，实为 {len(cells)} 栏", f"{len(cells)} columns instead of {len(HEADER)}")
    key, region, category, valid_from, valid_to, value, unit, source, status, note = cells
    for matches, zh, en in (
        (_KEY.fullmatch(key), f"参数名“{key}”不合规", f"“{key}” is not the name of a parameter"),
        (_REGION.fullmatch(region), f"地区“{region}”不是六位数字", f"region “{region}” is not six digits"),
        (_CATEGORY.fullmatch(category), f"类别“{category}”不合规", f"“{category}” is not a category"),
        (unit in UNITS, f"没有单位“{unit}”", f"there is no unit “{unit}”"),
        (status in STATUSES, f"没有状态“{status}”", f"there is no status “{status}”"),
        (source.strip(), "没有写明依据", "the source is missing"),
    ):
        if not matches:
            raise _Fault(zh, en)
    starts_on, ends_before = _day(valid_from), _day(valid_to) if valid_to else None
    if ends_before is not None and ends_before <= starts_on:
        raise _Fault("有效期为空", "the period is empty")
    return FileRow(
        key, region, category, starts_on, ends_before, _value(value, unit), unit, source, status, note, place
    )


def _day(text: str) -> dt.date:
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise _Fault(f"“{text}”不是日期", f"“{text}” is not a date")


def _value(text: str, unit: str) -> Decimal:
    try:
        value = parse_yuan(text)
        if unit == "month_number":
            Month.parse(text)
    except ValueError:
        raise _Fault(f"“{text}”不是数值", f"“{text}” is not a value") from None
    return value
