"""A check as JSON for other programs, and as lines of text for a terminal."""

from typing import Any

from contributions.declarations.intake.results import CheckedFile, RowResult
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import chosen
from siadmin.kernel.refusal import Refusal


def as_json(checked: CheckedFile) -> dict[str, Any]:
    """`{"rows": [{"row", "state", "problems": […]}]}`; the sheet is named only when several hold people."""
    return {"rows": [_row(result, with_sheet=checked.spans_sheets) for result in checked.rows]}


def refused_as_json(refusal: Refusal) -> dict[str, Any]:
    """`{"file_refused": {"code", "zh", "en", "remedy_zh", "remedy_en"}}`."""
    return {"file_refused": refusal.as_dict()}


def _row(result: RowResult, *, with_sheet: bool) -> dict[str, Any]:
    answer: dict[str, Any] = {"row": result.row}
    if with_sheet:
        answer["sheet"] = result.sheet
    return answer | {"state": result.state, "problems": [problem.as_dict() for problem in result.problems]}


def as_text(checked: CheckedFile) -> str:
    """The count first, then every row with a problem: what is wrong, what to do, what we would put instead."""
    accepted, people = len(checked.accepted), len(checked.rows)
    refused, warned = len(checked.refused), len(checked.warned)
    lines = [
        chosen(
            zh=f"{checked.month}：{people} 人，{accepted} 行可以申报，{refused} 行要更正，{warned} 行请核对。",
            en=f"{checked.month}: {people} people; {accepted} rows can be declared, {refused} need correction, "
            f"{warned} ask for a second look.",
        )
    ]
    for result in checked.rows:
        if result.problems:
            lines += _lines(result, with_sheet=checked.spans_sheets)
    return "\n".join(lines)


def _lines(result: RowResult, *, with_sheet: bool) -> list[str]:
    place = f"{result.sheet} {result.row}" if with_sheet else str(result.row)
    state = chosen(zh="可以申报", en="accepted") if result.is_accepted else chosen(zh="不能申报", en="refused")
    number = masked(result.given.id_number) or "—"
    lines = ["", f"[{place}] {state}  {result.given.name or '—'}  {number}  {result.given.wage or '—'}"]
    for problem in result.problems:
        lines.append(f"    {problem.code}: {problem.words.message}")
        lines.append(f"        → {problem.words.remedy}")
    for suggestion in result.suggestions:
        lines.append(f"        {chosen(zh='建议', en='suggested')}: {suggestion.shown} ({suggestion.reason})")
    return lines


def refused_as_text(refusal: Refusal) -> str:
    return f"{refusal.code}: {refusal.message}\n    → {refusal.remedy}"
