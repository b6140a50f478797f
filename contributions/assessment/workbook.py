"""The month of an employer as a workbook, for telling each employee what was paid for them (SIL 60).

Cells are values, never formulas: what begins like a formula is written as text, marked as text.
"""

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from contributions.assessment.people import CEILING, FLOOR, PersonOfMonth
from siadmin.agency.insurances import NAMES, Insurance
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MONEY = "#,##0.00"
_HEADINGS = (
    Words("姓名", "Name"),
    Words("证件号码", "Identity number"),
    Words("月份", "Month"),
    Words("缴费工资", "Contribution wage"),
    Words("上下限", "Limit"),
)
_PARTS = (
    Words("{name}：基数", "{name}: base"),
    Words("{name}：单位", "{name}: employer"),
    Words("{name}：个人", "{name}: employee"),
)
_SUMS = (Words("单位合计", "Employer in all"), Words("个人合计", "Employee in all"), Words("合计", "Total"))
_LIMITS = {FLOOR: Words("按下限", "lower limit"), CEILING: Words("按上限", "upper limit"), "": Words("", "")}


def month_as_workbook(title: str, month: str, people: Iterable[PersonOfMonth]) -> bytes:
    """One sheet: a row a person, amounts in yuan, a total at the end. Text in the reader's language."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(month)
    sheet.freeze_panes = "B3"
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 22
    sheet.append([_text(sheet, title, bold=True)])
    sheet.append([_text(sheet, heading, bold=True) for heading in _headings()])
    sums: list[int] = []
    for person in people:
        amounts = _amounts(person)
        sums = [a + b for a, b in zip(sums, amounts, strict=True)] if sums else amounts
        first = person.first
        given = [person.person.name, person.number, month, yuan(first.wage_fen), str(_LIMITS[person.limit])]
        sheet.append(_row(sheet, [*given, *map(yuan, amounts)]))
    if sums:
        sheet.append(_row(sheet, [str(_SUMS[2]), "", "", "", "", *_totals(sums)], bold=True))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _headings() -> list[str]:
    parts = [str(part.filled(name=NAMES[insurance])) for insurance in Insurance.values for part in _PARTS]
    return [*map(str, _HEADINGS), *parts, *map(str, _SUMS)]


def _amounts(person: PersonOfMonth) -> list[int]:
    """Base, employer and employee of each insurance in order, then the sums; zero where not insured."""
    found: list[int] = []
    for insurance in Insurance.values:
        each = person.insurances.get(insurance)
        found += [each.base_fen, each.employer_fen, each.employee_fen] if each else [0, 0, 0]
    return [*found, person.employer_fen, person.employee_fen, person.total_fen]


def _totals(sums: list[int]) -> list[Any]:
    """Bases are not added up; amounts are."""
    bases = set(range(0, 3 * len(Insurance.values), 3))
    return ["" if place in bases else yuan(amount) for place, amount in enumerate(sums)]


def _row(sheet: Any, values: list[Any], *, bold: bool = False) -> list[Any]:
    return [
        _number(sheet, value, bold) if isinstance(value, Decimal) else _text(sheet, str(value), bold=bold)
        for value in values
    ]


def _number(sheet: Any, value: Decimal, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # openpyxl writes decimals, its types say no
    cell.number_format = _MONEY
    if bold:
        cell.font = Font(bold=True)
    return cell


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """Text that stays text: the type is set after the value, which would make a formula of a leading `=`."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    if text[:1] in "=+-@\t\r":
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=False)
    return cell
