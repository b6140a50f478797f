"""What a file is turned into before anyone asks what it means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from contributions.declarations.intake.cells import Row

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still read. Bytes of the file, bytes after unpacking, seconds and bytes of memory for older formats."""

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    seconds: int = 60
    memory_bytes: int = 1_500 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the whole of a text file. `rows()` yields rows that hold something and may be called again."""

    name: str
    rows: Callable[[], Iterator[Row]]
    is_hidden: bool = False
    is_text: bool = False
