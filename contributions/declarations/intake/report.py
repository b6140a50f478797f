"""The result of a check as a workbook to download: one line for each problem, in file order."""

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from contributions.declarations.intake.headings import Role
from contributions.declarations.intake.problems import Problem
from contributions.declarations.intake.results import CheckedFile, RowResult
from contributions.declarations.intake.spreadsheet_out import in_languages, safe_cell
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words

BOTH = ("zh", "en")

_COLUMNS = (
    (Words("行", "Row"), 8),
    (Words("工作表", "Sheet"), 14),
    (Words("姓名", "Name"), 16),
    (Words("身份号码（遮盖）", "ID number (masked)"), 24),
    (Words("工资", "Wage"), 16),
    (Words("状态", "State"), 12),
    (Words("问题", "Problem"), 52),
    (Words("怎么办", "What to do"), 60),
    (Words("建议值", "Suggested value"), 24),
    (Words("建议来源", "Where it comes from"), 36),
)
_STATES = {
    "accepted": Words("可以申报", "Accepted"),
    "warned": Words("可以申报，请核对", "Accepted, please check"),
    "refused": Words("不能申报", "Refused"),
}
_FILLS = {
    "refused": PatternFill("solid", fgColor="FBE9E7"),
    "warned": PatternFill("solid", fgColor="FFF4DF"),
}


def report(checked: CheckedFile, languages: Sequence[str] = BOTH) -> bytes:
    """An XLSX file. `languages` are `zh` and `en` in the order wanted; numbers stay masked."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(in_languages(Words("检查结果", "Check result"), languages, " "))
    sheet.freeze_panes = "A2"
    for index, (_, width) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_heading(sheet, in_languages(words, languages, " ")) for words, _ in _COLUMNS])
    for result in checked.rows:
        for line in _lines(result, languages):
            sheet.append(_styled(sheet, line, result))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _heading(sheet: Worksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _kind(result: RowResult) -> str:
    if not result.is_accepted:
        return "refused"
    return "warned" if result.problems else "accepted"


def _lines(result: RowResult, languages: Sequence[str]) -> Iterator[list[str | int]]:
    start: list[str | int] = [
        result.row,
        safe_cell(result.sheet),
        safe_cell(result.given.name),
        safe_cell(masked(result.given.id_number)),
        safe_cell(result.given.wage),
        in_languages(_STATES[_kind(result)], languages, " "),
    ]
    left = list(result.suggestions)
    for problem in result.problems:
        words = problem.words
        said = in_languages(Words(words.zh, words.en), languages, "\n")
        remedy = in_languages(Words(words.remedy_zh, words.remedy_en), languages, "\n")
        fitting = [suggestion for suggestion in left if suggestion.field is _field_of(problem)]
        left = [suggestion for suggestion in left if suggestion not in fitting]
        shown = "\n".join(suggestion.shown for suggestion in fitting)
        reasons = "\n".join(in_languages(suggestion.reason, languages, " ") for suggestion in fitting)
        yield [*start, safe_cell(said), safe_cell(remedy), safe_cell(shown), safe_cell(reasons)]
    if not result.problems:
        yield [*start, "", "", "", ""]


def _field_of(problem: Problem) -> Role:
    if problem.code.startswith("name"):
        return Role.NAME
    return Role.WAGE if problem.code.startswith("wage") or problem.code == "duplicate_person" else Role.ID_NUMBER


def _styled(sheet: Worksheet, line: list[str | int], result: RowResult) -> list[Cell]:
    fill = _FILLS.get(_kind(result))
    cells = []
    for value in line:
        cell = WriteOnlyCell(sheet, value=value)
        if fill is not None:
            cell.fill = fill
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, str):
            cell.number_format = "@"
        cells.append(cell)
    return cells
