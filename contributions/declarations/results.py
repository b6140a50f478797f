"""Workbooks the employer downloads: the check of a draft, and the per-person result of a filing."""

import io
import json
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from contributions.declarations.intake.spreadsheet_out import in_languages, safe_cell
from contributions.declarations.models import Declaration, DeclarationRow, RowState
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan

STATES = {
    RowState.ACCEPTED: Words("可以申报", "Can be filed"),
    RowState.REFUSED: Words("等待更正", "Waits for a correction"),
    RowState.FILED: Words("已申报", "Filed"),
    RowState.ASIDE: Words("未申报（已搁置）", "Put aside"),
    RowState.REPLACED: Words("未申报（以后来的申报为准）", "Not filed: a newer declaration stands in its place"),
}
_COLUMNS = (
    Words("行", "Row"),
    Words("姓名", "Name"),
    Words("身份号码（遮盖）", "ID number (masked)"),
    Words("工资 元", "Wage, yuan"),
    Words("状态", "State"),
    Words("问题", "Problem"),
    Words("怎么办", "What to do"),
)


def draft_report(declaration: Declaration, languages: Sequence[str]) -> bytes:
    """Every row of a draft with what was found, as XLSX."""
    return _book(declaration, languages)


def result_file(declaration: Declaration, languages: Sequence[str]) -> bytes:
    """What became of every row of a filing, as XLSX."""
    return _book(declaration, languages)


def _book(declaration: Declaration, languages: Sequence[str]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(in_languages(Words("逐人结果", "By person"), languages, " "))
    sheet.append([in_languages(words, languages, " ") for words in _COLUMNS])
    for row in declaration.rows.order_by("sheet", "number").iterator(chunk_size=2000):
        sheet.append(list(_cells(row, languages)))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cells(row: DeclarationRow, languages: Sequence[str]) -> Iterable[str | int]:
    given = json.loads(row.given or "{}")
    yield row.number
    yield safe_cell(row.name or given.get("name", ""))
    yield safe_cell(masked(row.identifier or given.get("number", "")))
    yield str(yuan(row.wage_fen)) if row.wage_fen is not None else safe_cell(given.get("wage", ""))
    yield in_languages(STATES[RowState(row.state)], languages, " ")
    yield safe_cell("\n".join(in_languages(Words(p["zh"], p["en"]), languages, "\n") for p in row.problems))
    remedies = (in_languages(Words(p["remedy_zh"], p["remedy_en"]), languages, "\n") for p in row.problems)
    yield safe_cell("\n".join(remedies))
