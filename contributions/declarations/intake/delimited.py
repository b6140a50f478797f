"""Text files: which encoding, which delimiter, and one row per physical line.

A file is judged by its headings: the right encoding and the right delimiter are those under which we can read them.
"""

import csv
import io
import re
from collections.abc import Iterator

from contributions.declarations.intake.cells import MOST_COLUMNS, Row
from contributions.declarations.intake.headings import known_headings

DELIMITERS = (",", "\t", ";", "|", "，", "；", "、")
SPACES = " "
"""Aligned text without any delimiter: cells are separated by white space."""

_SAMPLE_BYTES = 1 << 17
_SAMPLE_LINES = 40
_SAMPLE_CHARACTERS = 4_000
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")
_LONGEST_QUOTED_CELL = 10  # physical lines
_LONG_NUMBER = re.compile(r"[0-9]{15}")
_BROKEN = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f\ue000-\uf8ff]")
_EXCEL_HINT = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def rows(content: bytes) -> Iterator[Row]:
    """Every non-empty line, numbered as a text editor numbers it. Raises ValueError for what is not text."""
    encoding = detect_encoding(content)
    if encoding is None:
        raise ValueError("not text")
    lines = _numbered_lines(content, encoding)
    delimiter = detect_delimiter(
        [line for _, line in zip(range(_SAMPLE_LINES), _lines(content, encoding), strict=False)]
    )
    return _records(lines, delimiter)


def detect_encoding(content: bytes) -> str | None:
    """The encoding under which the headings make sense, then the one with the fewest broken characters."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLE_BYTES]
    if sample.count(0) * 10 > len(sample):
        candidates: tuple[str, ...] = ("utf-16-le", "utf-16-be")
    elif _is_strictly(content, "utf-8"):
        return "utf-8"
    else:
        candidates = _ENCODINGS
    judged = [(_merit(sample, encoding), -rank, encoding) for rank, encoding in enumerate(candidates)]
    (_, broken), _, best = max(judged)
    return None if broken < -0.05 else best


def _is_strictly(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _merit(sample: bytes, encoding: str) -> tuple[int, float]:
    text = sample.decode(encoding, errors="replace")
    if encoding.startswith("utf-16") and len(sample) % 2:
        text = text[:-1]
    headings = max((_headings_in(text.splitlines()[:_SAMPLE_LINES], mark) for mark in (*DELIMITERS, SPACES)), default=0)
    broken = len(_BROKEN.findall(text)) / max(len(text), 1)
    return headings, -broken


def detect_delimiter(lines: list[str]) -> str:
    """The delimiter that separates the headings; without headings, the one that is there most often."""
    lines = [line[:_SAMPLE_CHARACTERS] for line in lines]
    hint = _EXCEL_HINT.fullmatch(lines[0].strip()) if lines else None
    if hint:
        return hint[1]
    best = max(DELIMITERS, key=lambda mark: _headings_in(lines, mark))
    found = _headings_in(lines, best)
    if found < 2 and _headings_in(lines, SPACES) >= 2:
        return SPACES
    if found >= 2:
        return best
    return max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))


def _headings_in(lines: list[str], delimiter: str) -> int:
    return max((known_headings(split(line, delimiter)) for line in lines if line.strip()), default=0)


def split(line: str, delimiter: str) -> list[str]:
    """One line into cells; a quote that never closes is an ordinary character."""
    if delimiter == SPACES:
        return line.split(maxsplit=MOST_COLUMNS)
    if '"' not in line:
        return line.split(delimiter, MOST_COLUMNS)
    if line.count('"') % 2:
        return [cell.strip('"') for cell in line.split(delimiter, MOST_COLUMNS)]
    return next(csv.reader([line], delimiter=delimiter), [])


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace", newline=None)
    for line in stream:
        yield line.rstrip("\n").replace("\x00", "")


def _numbered_lines(content: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_lines(content, encoding), start=1):
        if number == 1 and _EXCEL_HINT.fullmatch(line.strip("\ufeff ")):
            continue
        yield number, line


def _records(lines: Iterator[tuple[int, str]], delimiter: str) -> Iterator[Row]:
    """Rows by the number of their first line; a quoted cell may run over a few lines."""
    waiting: list[tuple[int, str]] = []
    for number, line in lines:
        if waiting:
            is_odd = line.count('"') % 2 == 1
            runs_away = len(waiting) >= _LONGEST_QUOTED_CELL or bool(_LONG_NUMBER.search(line))
            if is_odd and not runs_away:
                first = waiting[0][0]
                yield first, list(split("\n".join([text for _, text in waiting] + [line]), delimiter))
                waiting.clear()
                continue
            if not is_odd and not runs_away:
                waiting.append((number, line))
                continue
            yield from _each_alone(waiting, delimiter)
            waiting.clear()
        if delimiter != SPACES and line.count('"') % 2:
            waiting.append((number, line))
        elif line.strip():
            yield number, list(split(line, delimiter))
    yield from _each_alone(waiting, delimiter)


def _each_alone(waiting: list[tuple[int, str]], delimiter: str) -> Iterator[Row]:
    for number, line in waiting:
        if line.strip():
            yield number, list(split(line, delimiter))
