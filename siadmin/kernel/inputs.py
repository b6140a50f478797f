"""Inputs of one worked case, read by name and kind. What cannot be true is refused in plain words.

Numbers arrive as JSON integers, JSON decimals or decimal text, in yuan; nothing is rounded here.
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from siadmin.kernel.money import HALF_UP, Fen, fen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.trace import Law

MISSING_INPUT = Reason(
    "missing_input",
    "缺少“{name}”。",
    "“{name}” is missing.",
    "请在 inputs 中给出“{name}”。",
    "Give “{name}” in the inputs.",
)
NOT_A_NUMBER = Reason(
    "not_a_number",
    "“{name}”不是数字：{given}。",
    "“{name}” is not a number: {given}.",
    "请只写数字和小数点，例如 7162.00，不要写千分位、单位或百分号。",
    "Write digits and a decimal point only, such as 7162.00: no separators, units or percent signs.",
)
NOT_A_WHOLE_NUMBER = Reason(
    "not_a_whole_number",
    "“{name}”应为整数：{given}。",
    "“{name}” must be a whole number: {given}.",
    "请写不带小数的整数。",
    "Write a number without decimals.",
)
NEGATIVE = Reason(
    "negative",
    "“{name}”不能为负数：{given}。",
    "“{name}” may not be negative: {given}.",
    "请写零或正数；更正多缴、多付另有办法，不用负数。",
    "Write zero or more; what was paid too much is corrected in its own way, not by a minus sign.",
)
OUT_OF_RANGE = Reason(
    "out_of_range",
    "“{name}”为 {given}，不在 {least} 至 {most} 之间。",
    "“{name}” is {given}, which is not between {least} and {most}.",
    "请核对这个数。",
    "Check this figure.",
)
FINER_THAN_FEN = Reason(
    "finer_than_fen",
    "金额“{name}”为 {given}，最多两位小数（到分）。",
    "The amount “{name}” is {given}; money has at most two decimals.",
    "请写到分为止。",
    "Write the amount to the fen.",
)
TOO_MANY_DECIMALS = Reason(
    "too_many_decimals",
    "“{name}”为 {given}，小数位过多（最多 {most} 位）。",
    "“{name}” is {given}, which has more than {most} decimals.",
    "请核对这个数。",
    "Check this figure.",
)
NOT_A_MONTH = Reason(
    "not_a_month",
    "“{name}”不是月份：{given}。",
    "“{name}” is not a month: {given}.",
    "请按 年-月 书写，例如 1965-01。",
    "Write year and month, such as 1965-01.",
)
NOT_A_SHARE = Reason(
    "not_a_share",
    "“{name}”不是分数或小数比例：{given}。",
    "“{name}” is neither a fraction nor a decimal share: {given}.",
    "请写成 2/3 或 0.5，大于 0 且不超过 1。",
    "Write 2/3 or 0.5: above 0 and at most 1.",
)
NOT_AMONG = Reason(
    "not_among",
    "“{name}”为 {given}，只能是：{choices}。",
    "“{name}” is {given}; it may be one of {choices}.",
    "请选择其中之一。",
    "Choose one of them.",
)
NOT_A_LIST = Reason(
    "not_a_list",
    "“{name}”应为非空列表：{given}。",
    "“{name}” must be a list that is not empty: {given}.",
    '请写成 ["0.0875", "0.0075"] 的形式。',
    'Write it like ["0.0875", "0.0075"].',
)
NOT_AN_OBJECT = Reason(
    "not_an_object",
    "“{name}”应为 JSON 对象：{given}。",
    "“{name}” must be a JSON object: {given}.",
    '请写成 {{"years": "12.5", "rate": "0.013"}} 的形式。',
    'Write it like {{"years": "12.5", "rate": "0.013"}}.',
)
EXACTLY_ONE = Reason(
    "exactly_one",
    "“{first}”和“{second}”应当并且只能给出一个。",
    "Exactly one of “{first}” and “{second}” must be given.",
    "请保留其中一个。",
    "Keep one of them.",
)
AS_OF_NOT_GIVEN = Reason(
    "as_of_not_given",
    "没有写明适用日期，或无法识别：“{given}”。",
    "The date whose law applies is missing or unreadable: “{given}”.",
    "请在 as_of 栏写 2025、2025-01 或 2025-01-01。",
    "Write 2025, 2025-01 or 2025-01-01 in the column as_of.",
)

LARGEST = Decimal(10) ** 12
MOST_DECIMALS = 10
EARLIEST_MONTH = Month(1900, 1)
LATEST_MONTH = Month(2199, 12)

_DECIMAL_TEXT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")


class Inputs(dict[str, Any]):
    """The decoded inputs of one case; `region`, `as_of` and `source` come from the case's own columns.

    `by_policy`: law on file for the region and day goes before what the case states.
    """

    def __init__(
        self,
        values: Mapping[str, Any],
        *,
        region: str = "",
        as_of: str = "",
        source: str = "",
        by_policy: bool = False,
    ) -> None:
        super().__init__(values)
        self.by_policy = by_policy
        self.region = region
        self.as_of = as_of
        self.source = source

    def gives(self, name: str) -> bool:
        """Null and empty text count as not given."""
        return self.get(name) not in (None, "")

    def exactly_one(self, first: str, second: str) -> str:
        """The one of two names that is given; refuses both and neither."""
        if self.gives(first) == self.gives(second):
            raise EXACTLY_ONE(first=first, second=second)
        return first if self.gives(first) else second

    def text(self, name: str) -> str:
        return str(self._required(name)).strip()

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        given = self.text(name)
        if given not in choices:
            raise NOT_AMONG(name=name, given=given, choices=", ".join(choices))
        return given

    def choices(self, name: str, choices: tuple[str, ...]) -> list[str]:
        """A list of words, each one of `choices`; it may not be empty."""
        given = [str(each).strip() for each in self._listed(name)]
        for each in given:
            if each not in choices:
                raise NOT_AMONG(name=name, given=each, choices=", ".join(choices))
        return given

    def number(self, name: str, *, least: Decimal | int = 0, most: Decimal | int = LARGEST) -> Decimal:
        """Exact decimal between `least` and `most`, both included."""
        return _number(name, self._required(name), least, most)

    def rate(self, name: str) -> Decimal:
        """A fraction of one: 0.16 is 16%."""
        return self.number(name, most=1)

    def rates(self, name: str) -> list[Decimal]:
        return [_number(f"{name}[{position}]", each, 0, 1) for position, each in enumerate(self._listed(name), 1)]

    def fen(self, name: str) -> Fen:
        """An amount of money, given in yuan; never negative."""
        return _whole_fen(name, self.number(name))

    def amounts(self, name: str) -> list[Fen]:
        """A list of amounts of money, given in yuan; it may not be empty."""
        given = self._listed(name)
        named = [(f"{name}[{position}]", each) for position, each in enumerate(given, 1)]
        return [_whole_fen(each, _number(each, value, 0, LARGEST)) for each, value in named]

    def whole(self, name: str, *, least: int = 0, most: int = 1_000_000_000) -> int:
        number = self.number(name, least=least, most=most)
        if number != number.to_integral_value():
            raise NOT_A_WHOLE_NUMBER(name=name, given=number)
        return int(number)

    def part(self, name: str) -> "Inputs":
        """An object inside the inputs, of the same region, day and source."""
        return self._inner(name, self._required(name))

    def parts(self, name: str) -> list["Inputs"]:
        """A list of objects inside the inputs; it may not be empty."""
        return [self._inner(f"{name}[{position}]", each) for position, each in enumerate(self._listed(name), 1)]

    def stretches(self, name: str) -> list[tuple[int, int | None, Decimal]]:
        """A list of `[from, up to, share]`: whole yuan, null where a stretch has no end, and a fraction of one."""
        found = []
        for position, each in enumerate(self._listed(name), 1):
            place = f"{name}[{position}]"
            if not isinstance(each, list) or len(each) != 3:
                raise NOT_A_LIST(name=place, given=_shown(each))
            inner = self._inner(place, dict(zip((f"{place}[1]", f"{place}[2]", f"{place}[3]"), each, strict=True)))
            least, share = inner.whole(f"{place}[1]"), inner.rate(f"{place}[3]")
            below = inner.whole(f"{place}[2]", least=least + 1) if inner.gives(f"{place}[2]") else None
            found.append((least, below, share))
        return found

    def month(self, name: str) -> Month:
        given = self._required(name)
        try:
            month = Month.parse(str(given))
        except ValueError as error:
            raise NOT_A_MONTH(name=name, given=_shown(given)) from error
        if not EARLIEST_MONTH <= month <= LATEST_MONTH:
            raise OUT_OF_RANGE(name=name, given=month, least=EARLIEST_MONTH, most=LATEST_MONTH)
        return month

    def share(self, name: str) -> Fraction:
        """`2/3`, `0.5` or 1: above zero, at most one."""
        given = self._required(name)
        numerator, slash, denominator = str(given).partition("/")
        try:
            if slash and numerator.strip().isdecimal() and denominator.strip().isdecimal():
                share = Fraction(int(numerator), int(denominator))
            else:
                share = Fraction(_number(name, given, 0, 1))
        except (ValueError, ZeroDivisionError) as error:
            raise NOT_A_SHARE(name=name, given=_shown(given)) from error
        if not 0 < share <= 1:
            raise NOT_A_SHARE(name=name, given=_shown(given))
        return share

    def flag(self, name: str) -> bool:
        """`true` or `false`; not given is false."""
        given = self[name] if self.gives(name) else False
        if not isinstance(given, bool):
            raise NOT_AMONG(name=name, given=_shown(given), choices="true, false")
        return given

    def law(self, name: str, value: Decimal | int, unit: str) -> Law:
        """A value of the law that the case itself gives, with the case's source."""
        return Law(
            key=name,
            value=Decimal(value),
            unit=unit,
            source=self.source or "所给 as given",
            status="given",
            region=self.region,
        )

    @property
    def on(self) -> dt.date:
        """The day whose law applies: the first day of `as_of`."""
        given = self.as_of.strip()
        try:
            if re.fullmatch(r"[0-9]{4}", given):
                return dt.date(int(given), 1, 1)
            return dt.date.fromisoformat(given) if len(given) == 10 else Month.parse(given).first_day
        except ValueError as error:
            raise AS_OF_NOT_GIVEN(given=_shown(given)) from error

    @property
    def on_last_day(self) -> dt.date:
        """The day whose law applies to what is paid by the month: the day given, else the last of the month of `on`."""
        return self.on if len(self.as_of.strip()) == 10 else Month.of(self.on).last_day

    def _listed(self, name: str) -> list[Any]:
        given = self._required(name)
        if not isinstance(given, list) or not given:
            raise NOT_A_LIST(name=name, given=_shown(given))
        return given

    def _inner(self, name: str, given: Any) -> "Inputs":
        if not isinstance(given, dict):
            raise NOT_AN_OBJECT(name=name, given=_shown(given))
        return Inputs(given, region=self.region, as_of=self.as_of, source=self.source, by_policy=self.by_policy)

    def _required(self, name: str) -> Any:
        if not self.gives(name):
            raise MISSING_INPUT(name=name)
        return self[name]


def _number(name: str, given: Any, least: Decimal | int, most: Decimal | int) -> Decimal:
    if isinstance(given, str) and _DECIMAL_TEXT.fullmatch(given.strip()):
        number = Decimal(given.strip())
    elif isinstance(given, int | Decimal) and not isinstance(given, bool) and Decimal(given).is_finite():
        number = Decimal(given)
    else:
        raise NOT_A_NUMBER(name=name, given=_shown(given))
    if number < 0 <= least:
        raise NEGATIVE(name=name, given=_shown(given))
    if not least <= number <= most:
        raise OUT_OF_RANGE(name=name, given=_shown(given), least=least, most=most)
    if number != number.quantize(Decimal(1).scaleb(-MOST_DECIMALS)):
        raise TOO_MANY_DECIMALS(name=name, given=_shown(given), most=MOST_DECIMALS)
    return number


def _whole_fen(name: str, amount: Decimal) -> Fen:
    if amount * 100 != (amount * 100).to_integral_value():
        raise FINER_THAN_FEN(name=name, given=amount)
    return fen(amount, HALF_UP)


def _shown(given: Any) -> str:
    text = str(given)
    return text if len(text) <= 60 else f"{text[:60]}…"
