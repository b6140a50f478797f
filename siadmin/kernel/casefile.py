"""Files of worked cases in the golden format: one row in, one answer out; a bad row never stops the file."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from siadmin.kernel.calculators import calculate, printable
from siadmin.kernel.inputs import Inputs
from siadmin.kernel.refusal import Reason, Refusal

NOT_UTF_8 = Reason(
    "not_utf_8",
    "文件不是 UTF-8 编码的文本。",
    "The file is not text in UTF-8.",
    "请另存为 UTF-8 编码的 CSV。",
    "Save it as CSV in UTF-8.",
)
COLUMNS_MISSING = Reason(
    "columns_missing",
    "首行缺少列：{missing}。",
    "The first line lacks the columns {missing}.",
    "首行应为列名：id,family,case,region,as_of,inputs。",
    "The first line names the columns: id,family,case,region,as_of,inputs.",
)
MALFORMED_ROW = Reason(
    "malformed_row",
    "第 {line} 行不是完整的一行：{found} 栏，应为 {wanted} 栏。",
    "Line {line} is not a whole row: {found} columns instead of {wanted}.",
    "请检查引号和逗号。",
    "Check quotation marks and commas.",
)
UNREADABLE_ROW = Reason(
    "unreadable_row",
    "第 {line} 行无法按 CSV 读取（引号未闭合或字段过长）。",
    "Line {line} cannot be read as CSV (an open quotation mark, or a field that is too long).",
    "请检查引号和逗号。",
    "Check quotation marks and commas.",
)
MALFORMED_INPUTS = Reason(
    "malformed_inputs",
    "第 {line} 行的 inputs 不是 JSON 对象。",
    "The inputs in line {line} are not a JSON object.",
    '请写成 {{"base": 7162, "rate": "0.20"}} 的形式，每个名称只出现一次。',
    'Write them like {{"base": 7162, "rate": "0.20"}}, each name once.',
)
CALCULATION_FAILED = Reason(
    "calculation_failed",
    "第 {line} 行未能算出结果，这是系统的错误（{kind}）。",
    "Line {line} could not be calculated; the fault is the system's ({kind}).",
    "请把这一行发给维护人员。",
    "Send this row to those who maintain the system.",
)

REQUIRED_COLUMNS = ("id", "family", "case", "inputs")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: the line it starts on (the header is line 1) and its cells by column."""

    line: int
    cells: dict[str, str]

    @property
    def name(self) -> str:
        return self.cells.get("id", "").strip() or f"line {self.line}"


def text_of(content: bytes) -> str:
    """Raises NOT_UTF_8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NOT_UTF_8() from error


def answers(text: str, *, by_policy: bool = False) -> Iterator[dict[str, Any]]:
    """For each row `{"id", "result", "trace"}` or `{"id", "refused"}`, ready for JSON.

    `by_policy`: law on file for region and day goes before what a row states.

    Raises COLUMNS_MISSING when the first line does not name the columns.
    """
    for row in _rows(text):
        if isinstance(row, Row):
            yield answer(row, by_policy=by_policy)
        else:
            yield row


def answer(row: Row, *, by_policy: bool = False) -> dict[str, Any]:
    """The answer to one row. Even a fault of ours is told in words; the rows after it are answered."""
    try:
        inputs = Inputs(
            inputs_of(row),
            region=row.cells.get("region", ""),
            as_of=row.cells.get("as_of", ""),
            source=row.cells.get("source", ""),
            by_policy=by_policy,
        )
        explained = calculate(row.cells["family"].strip(), row.cells["case"].strip(), inputs)
        return {"id": row.name, "result": printable(explained.value), "trace": explained.trace.as_list()}
    except Refusal as refusal:
        return refused(row.name, refusal)
    except (ArithmeticError, AssertionError, LookupError, TypeError, ValueError) as fault:
        return refused(row.name, CALCULATION_FAILED(line=row.line, kind=type(fault).__name__))


def inputs_of(row: Row) -> dict[str, Any]:
    """The JSON object in the column `inputs`; decimals stay exact. Raises MALFORMED_INPUTS."""
    try:
        decoded = json.loads(
            row.cells["inputs"], parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_each_name_once
        )
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise MALFORMED_INPUTS(line=row.line) from error
    if not isinstance(decoded, dict):
        raise MALFORMED_INPUTS(line=row.line)
    return decoded


def refused(name: str, refusal: Refusal) -> dict[str, Any]:
    words = refusal.as_dict()
    return {"id": name, "refused": {"code": words.pop("code"), "message": refusal.message, **words}}


def _rows(text: str) -> Iterator[Row | dict[str, Any]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error:
        header = []
    missing = [name for name in REQUIRED_COLUMNS if name not in header]
    if missing:
        raise COLUMNS_MISSING(missing=", ".join(missing))
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield refused(f"line {line}", UNREADABLE_ROW(line=line))
            continue
        if not cells:
            continue
        row = Row(line, dict(zip(header, cells, strict=False)))
        if len(cells) == len(header):
            yield row
        else:
            yield refused(row.name, MALFORMED_ROW(line=line, found=len(cells), wanted=len(header)))


def _no_number(constant: str) -> Any:
    raise ValueError(constant)


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) != len(pairs):
        raise ValueError("a name occurs twice")
    return named
