"""Where the table begins and which column is what.

The heading may stand anywhere in the first rows, over up to three rows, below titles and unit lines. Headings propose,
the contents of the columns decide between them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from contributions.declarations.intake import wages
from contributions.declarations.intake.cells import Cell, Number, Row, is_blank, text_of
from contributions.declarations.intake.headings import PART, WEAK, Heading, Role, recognise, unit_factor, unit_line
from contributions.declarations.intake.wages import looks_like_money
from siadmin.kernel.identifiers import citizen, foreign
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.refusal import Refusal

SEARCHED_ROWS = 40
SAMPLED_ROWS = 60
_DEEPEST_HEADING = 3
_COLUMNS_PROVEN = 64
_ID_LIKE = re.compile(r"[0-9]{14,18}[0-9X]|[0-9](?:\.[0-9]+)?E\+?1[4-9]|[A-Z]{3}[0-9A-Z]{12,15}")
_NAME_LIKE = re.compile(r"[^\W\d_]+(?:[\s·•.'’-]+[^\W\d_]+)*\.?")
_GROUP = re.compile(
    r"工资|薪|应发|收入|扣|缴|险|公积金|个人|单位|税|信息|上月|earning|deduct|employer|employee|pay|income|wage",
    re.IGNORECASE,
)
_NOT_A_GROUP = re.compile(r"[:：0-9]|公司|有限|厂|日期|年|月|名称|报表|工资表")
_NET = re.compile(r"实[发领付得际]|到手|税后|净|\bnet\b|take[ -]?home", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """One block of columns. `name` has two entries when family and given name stand apart; indexes count from 0."""

    name: tuple[int, ...]
    id_number: int
    wage: int
    unit: Decimal
    """Yuan per unit of the wage column."""
    others: Mapping[Role, int] = field(default_factory=dict)
    headings: Mapping[Role, str] = field(default_factory=dict)

    @property
    def last(self) -> int:
        return max(*self.name, self.id_number, self.wage)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table found: its blocks (side by side at most), the rows of its heading, and the width of the heading."""

    blocks: tuple[Columns, ...]
    heading_rows: tuple[int, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The heading that came nearest, and what it lacks; `row` is 0 when nothing looked like a heading."""

    missing: frozenset[Role]
    row: int = 0
    has_only_parts: bool = False


NEEDED = frozenset({Role.NAME, Role.ID_NUMBER, Role.WAGE})
_NAME_ROLES = (Role.NAME, Role.FAMILY_NAME)
Titles = dict[int, tuple[str, str]]
"""By column: the group heading above, and the heading itself."""


def find(rows: Sequence[Row]) -> Layout | Incomplete:
    """The first complete heading among the first rows of a sheet; else the best incomplete one."""
    nearest = Incomplete(NEEDED)
    unit: Decimal | None = None
    for index in range(min(len(rows), SEARCHED_ROWS)):
        texts = _texts(rows[index][1])
        unit = next((factor for text in texts if (factor := unit_line(text)) is not None), unit)
        if sum(1 for text in texts if text) < 2:
            continue
        depth = _depth(rows, index)
        block = [_texts(cells) for _, cells in rows[index : index + depth]]
        sample = [cells for _, cells in rows[index + depth : index + depth + SAMPLED_ROWS]]
        numbers = tuple(number for number, _ in rows[index : index + depth])
        found = _read(_compose(_group_above(rows, index), block), sample, unit, numbers)
        if isinstance(found, Layout):
            return found
        if len(found.missing) < len(nearest.missing):
            nearest = found
    return nearest


def heading_again(cells: list[Cell], layout: Layout) -> bool:
    """Is this row the heading repeated, as after a page break?"""
    return sum(1 for heading in map(recognise, _texts(cells)) if heading and heading.rank > WEAK) >= 2 and all(
        not _ID_LIKE.fullmatch(compact(text_of(_at(cells, block.id_number)))) for block in layout.blocks
    )


def below(heading: Row, layout: Layout) -> Layout:
    """The layout after another heading in the middle of a sheet.

    The same heading again, or its upper row, changes nothing; a complete heading of another table takes over.
    """
    number, cells = heading
    if all(_still_fits(cells, columns) for columns in layout.blocks):
        return layout
    found = _read(_compose([], [_texts(cells)]), [], layout.blocks[0].unit, (number,))
    return found if isinstance(found, Layout) else layout


def _still_fits(cells: list[Cell], columns: Columns) -> bool:
    def role_at(column: int) -> Role | None:
        heading = recognise(text_of(_at(cells, column)))
        return heading.role if heading else None

    has_wage = is_blank(_at(cells, columns.wage)) or role_at(columns.wage) is Role.WAGE
    return has_wage and role_at(columns.id_number) is Role.ID_NUMBER and role_at(columns.name[0]) in _NAME_ROLES


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) and not isinstance(cell, Number) else "" for cell in cells]


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def _depth(rows: Sequence[Row], index: int) -> int:
    """How many rows the heading that starts here has: lower rows leave the name and number columns empty."""
    top = _texts(rows[index][1])
    own = [
        column
        for column, text in enumerate(top)
        if (found := recognise(text)) and found.role in (Role.NAME, Role.ID_NUMBER) and found.rank > WEAK
    ]
    depth = 1
    while own and depth < _DEEPEST_HEADING and index + depth < len(rows):
        cells = rows[index + depth][1]
        texts = [text for text in _texts(cells) if text]
        if any(not is_blank(_at(cells, column)) for column in own):
            break
        if not any(recognise(text) or unit_factor(text) is not None for text in texts):
            break
        if any(isinstance(cell, Number) or (not is_blank(cell) and looks_like_money(cell)) for cell in cells):
            break
        depth += 1
    return depth


def _group_above(rows: Sequence[Row], index: int) -> list[str]:
    """The row above, when it holds group headings such as “应发项目 | 扣款项目” rather than a title or a note."""
    if not index:
        return []
    texts = _texts(rows[index - 1][1])
    named = [text for text in texts if text]
    if len(named) < 2 or any(len(text) > 20 or _NOT_A_GROUP.search(text) for text in named):
        return []
    return [text if _GROUP.search(text) else ("" if not text else "-") for text in texts]


def _compose(group: list[str], block: list[list[str]]) -> Titles:
    titles: Titles = {}
    filled = _filled(group)
    width = max(len(texts) for texts in block)
    for texts in block:
        here = _filled(texts)
        for column in range(width):
            if column < len(texts) and texts[column]:
                above = titles[column][1] if column in titles else _get(filled, column)
                titles[column] = (above.strip("-"), texts[column])
        filled = [_get(here, column) or _get(filled, column) for column in range(width)]
    return titles


def _filled(texts: list[str]) -> list[str]:
    """Merged cells keep their text in the first column; it holds for the empty ones to the right."""
    filled, last = [], ""
    for text in texts:
        last = text or last
        filled.append(last)
    return filled


def _get(texts: list[str], column: int) -> str:
    if not texts:
        return ""
    return texts[column] if column < len(texts) else texts[-1]


def _read(titles: Titles, sample: list[list[Cell]], unit: Decimal | None, rows: tuple[int, ...]) -> Layout | Incomplete:
    width = max(titles, default=0) + 1
    for spans in (_side_by_side(titles), [(0, width)]):
        if not spans:
            continue
        parts = [{c: t for c, t in titles.items() if start <= c < end} for start, end in spans]
        blocks = [_columns(part, sample, unit, rows[0]) for part in parts]
        complete = [block for block in blocks if isinstance(block, Columns)]
        if len(complete) == len(blocks):
            return Layout(tuple(complete), rows, width)
    block = blocks[0]
    assert isinstance(block, Incomplete)
    return block


def _side_by_side(titles: Titles) -> list[tuple[int, int]]:
    """Spans of columns when the same name and number headings stand several times in one row."""
    names = _same(titles, Role.NAME)
    if len(names) < 2 or len(_same(titles, Role.ID_NUMBER)) != len(names):
        return []
    starts = [0, *names[1:]]
    return list(pairwise([*starts, max(titles) + 1]))


def _same(titles: Titles, role: Role) -> list[int]:
    found = [
        (c, text)
        for c, (_, text) in sorted(titles.items())
        if (h := recognise(text)) and h.role is role and h.rank > WEAK
    ]
    return [column for column, _ in found] if len({text for _, text in found}) == 1 else []


def _columns(titles: Titles, sample: list[list[Cell]], unit: Decimal | None, row: int) -> Columns | Incomplete:
    meanings: dict[int, Heading] = {}
    for column, (group, text) in titles.items():
        if heading := recognise(text, group):
            meanings[column] = heading
    name = _name_columns(meanings, sample)
    wage, has_only_parts = _wage_column(meanings, titles, sample)
    is_heading = any(heading.role in NEEDED for heading in meanings.values())
    id_number = _id_column(meanings, sample, taken={*name, wage}) if is_heading else None
    found = {Role.NAME: bool(name), Role.ID_NUMBER: id_number is not None, Role.WAGE: wage is not None}
    missing = frozenset(role for role in NEEDED if not found[role])
    if missing or id_number is None or wage is None:
        return Incomplete(missing, row if is_heading else 0, has_only_parts)
    own_unit = next((f for text in reversed(titles[wage]) if (f := unit_factor(text)) is not None), None)
    others: dict[Role, int] = {
        heading.role: column
        for column, heading in sorted(meanings.items(), reverse=True)
        if heading.role in (Role.HIRE_DATE, Role.LEAVING_DATE, Role.LEAVING_REASON, Role.EMPLOYMENT_TYPE, Role.SEQUENCE)
    }
    words = {Role.NAME: name[0], Role.ID_NUMBER: id_number, Role.WAGE: wage, **others}
    headings = {role: " ".join(titles.get(column, ("", ""))[1].split()) for role, column in words.items()}
    return Columns(name, id_number, wage, own_unit or unit or Decimal(1), others, headings)


def _of(meanings: Mapping[int, Heading], role: Role) -> list[tuple[int, int]]:
    """(rank, column), best first, the leftmost among equals."""
    found = [(heading.rank, column) for column, heading in meanings.items() if heading.role is role]
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _name_columns(meanings: Mapping[int, Heading], sample: list[list[Cell]]) -> tuple[int, ...]:
    for rank, column in _of(meanings, Role.NAME):
        if rank > WEAK:
            return (column,)
    family, given = _of(meanings, Role.FAMILY_NAME), _of(meanings, Role.GIVEN_NAME)
    if family and given:
        return (family[0][1], given[0][1])
    for _, column in _of(meanings, Role.NAME):
        if _share(sample, column, lambda text: bool(_NAME_LIKE.fullmatch(text))) >= 0.6:
            return (column,)
    return ()


def _id_column(meanings: Mapping[int, Heading], sample: list[list[Cell]], taken: set[int | None]) -> int | None:
    judged = []
    for rank, column in _of(meanings, Role.ID_NUMBER):
        share = _share(sample, column, lambda text: bool(_ID_LIKE.fullmatch(compact(text))))
        if rank > WEAK or share >= 0.5:
            judged.append((share >= 0.5, rank, -column))
    if judged:
        return -max(judged)[2]
    width = min(max((len(cells) for cells in sample), default=0), _COLUMNS_PROVEN)
    proven = [(_share(sample, column, _is_a_person_number), -column) for column in range(width) if column not in taken]
    share, column = max(proven, default=(0.0, 0))
    return -column if share >= 0.6 else None


def _is_a_person_number(text: str) -> bool:
    try:
        return not citizen.parse(text).was_fifteen_digits
    except Refusal:
        return foreign.parse(text) is not None and text.isascii()


def _wage_column(meanings: Mapping[int, Heading], titles: Titles, sample: list[list[Cell]]) -> tuple[int | None, bool]:
    """The column, and whether there were only parts of a wage without their total."""
    judged, parts = [], []
    for rank, column in _of(meanings, Role.WAGE):
        share = _share(sample, column, looks_like_money)
        if rank <= PART:
            parts.append(column)
        elif share >= 0.5 or (rank > WEAK and (share >= 0.2 or len(sample) < 5)):
            judged.append((rank, _sum(sample, column), column))
        elif rank > WEAK:
            judged.append((WEAK - 1, Decimal(0), column))
    if judged:
        return max(judged)[2], False
    shows_net = any(_NET.search(text) for _, text in titles.values())
    if len(parts) == 1 and not shows_net:
        return parts[0], False
    return None, bool(parts)


def _share(sample: list[list[Cell]], column: int, fits: Callable[[str], bool]) -> float:
    texts = [text_of(cells[column]) for cells in sample if column < len(cells) and not is_blank(cells[column])]
    return sum(1 for text in texts if fits(text)) / len(texts) if texts else 0.0


def _sum(sample: list[list[Cell]], column: int) -> Decimal:
    amounts = (wages.read(cells[column], Decimal(1)).fen for cells in sample if column < len(cells))
    return Decimal(sum(amount for amount in amounts if amount is not None))
