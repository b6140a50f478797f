"""Names: how they are written, compared, and when they cannot be the name on an identity card."""

import re
from dataclasses import dataclass

from contributions.declarations.intake.cells import Cell, CellError, Number, as_given, is_blank
from contributions.declarations.intake.problems import NAME_INVALID, NAME_MISSING, NAME_SHORT, Problem
from siadmin.kernel.identifiers.person_name import DOTS, HAN, is_a_name, normal

_DASHES = re.compile(r"[-‐‑‒–—―−/\\_.·]+")
_REMARK = re.compile(r"[(（\[【〔].*?[)）\]】〕]|[(（\[【〔].*$")
_HAN_RUN = re.compile(rf"[{HAN}]+(?:·[{HAN}]+)*")


@dataclass(frozen=True, slots=True)
class NameReading:
    """The name in normal form (may be empty), its problem, and a cleaned name to offer."""

    name: str
    problem: Problem | None = None
    suggested: str | None = None


def read(*cells: Cell) -> NameReading:
    """A name from one cell, or from family and given name in two."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled or all(isinstance(cell, CellError) and cell == "=" for cell in filled):
        return NameReading("", Problem(NAME_MISSING))
    given = " ".join(as_given(cell) for cell in filled)
    name = normal(given)
    if not name or _DASHES.fullmatch(name):
        return NameReading("", Problem(NAME_MISSING))
    is_text = not any(isinstance(cell, (Number, CellError)) or not isinstance(cell, str) for cell in filled)
    if is_text and is_a_name(name):
        return NameReading(name, Problem(NAME_SHORT) if len(name) == 1 else None)
    return NameReading(name, Problem(NAME_INVALID, {"name": given[:40]}), _without_remarks(name))


def folded(name: str) -> str:
    """For looking up: normal form without spaces and dots, lower case."""
    return re.sub(rf"[\s'’,{re.escape(DOTS)}-]", "", normal(name)).casefold()


def _without_remarks(name: str) -> str | None:
    """`王丽（实习）` → `王丽`, `张伟2` → `张伟`; None unless exactly one plausible name remains."""
    bare = _REMARK.sub("", name).strip()
    if bare != name and is_a_name(bare):
        return bare
    runs = _HAN_RUN.findall(bare)
    return runs[0] if len(runs) == 1 and 2 <= len(runs[0]) <= 15 and is_a_name(runs[0]) else None
