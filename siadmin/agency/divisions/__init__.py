"""The tree of administrative divisions as carried in the repository: `regions.csv`, parents before children."""

import csv
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent / "regions.csv"
HEADER = ("code", "name_zh", "name_en", "level", "parent")


def rows() -> Iterator[tuple[str, str, str, int, str | None]]:
    """Code, Chinese name, English name, level (`agency.models.Level`), parent's code (none for the nation)."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name_zh"], row["name_en"], int(row["level"]), row["parent"] or None
