"""Invented history, for the example on the page and for trying files of any size; the same for the same size."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from contributions.history.rules import COLUMNS, Asked, Totals, read, totals_of
from siadmin.agency.insurances import Insurance
from siadmin.kernel.identifiers.citizen import check_character
from siadmin.kernel.months import Month

_NAMES = ("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴")
_EMPLOYERS = ("城南纺织厂", "第二机床厂", "市百货公司", "红星印刷厂", "东风运输公司")
_FIRST_YEAR, _LAST_YEAR = 2012, 2021
_KEPT_UNTIL = "2025-12-31"


def example_rows(*, people: int, area: str = "110101", first: int = 0) -> Iterator[dict[str, str]]:
    """Rows of so many people: who they are, ten years of pension months, a balance; every tenth has deemed months.

    `first`: the person to begin with, so that two files tell of different people.
    """
    for place in range(first, first + people):
        number, name = _number(area, place), f"{_NAMES[place % 10]}例{place}"
        group = "M60" if place % 2 == 0 else ("F55" if place % 4 == 1 else "F50")
        who = {"number": number, "name": name}
        yield who | {"record": "person", "retirement_group": group}
        for year in range(_FIRST_YEAR, _LAST_YEAR + 1):
            yield who | {
                "record": "months",
                "insurance": str(Insurance.PENSION),
                "from_month": f"{year}-01",
                "to_month": f"{year}-12",
                "base": f"{2_400 + (year - _FIRST_YEAR) * 310 + place % 40 * 25}.00",
                "paid_months": "12",
                "employer_name": _EMPLOYERS[place % 5],
            }
        yield who | {
            "record": "balance",
            "insurance": str(Insurance.PENSION),
            "amount": f"{30_000 + place % 1_000 * 17}.{place % 100:02d}",
            "as_of": _KEPT_UNTIL,
        }
        if place % 10 == 0:
            yield who | {
                "record": "deemed",
                "insurance": str(Insurance.PENSION),
                "from_month": "1996-01",
                "to_month": "1997-12",
                "decision": f"视同认定〔2010〕{place + 1}号",
                "decided_on": "2010-06-01",
            }


def as_file(rows: Iterable[dict[str, str]]) -> bytes:
    """The rows as CSV in UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def totals_told(rows: Iterable[dict[str, str]], today: dt.date) -> Totals:
    """What the covering letter of such rows would say."""
    pension = frozenset({str(Insurance.PENSION)})
    asked = Asked(pension, pension, Month.of(today), today, is_legacy=True)
    return totals_of([read(dict.fromkeys(COLUMNS, "") | row, asked) for row in rows])


def _number(area: str, place: int) -> str:
    """A citizen number with its check character; men and women in turn."""
    day = dt.date(1962, 1, 1) + dt.timedelta(days=place // 500)
    order = place % 500 * 2 + (1 if place % 2 == 0 else 0)
    body = f"{area}{day:%Y%m%d}{order:03d}"
    return body + check_character(body)
