"""What a golden case expects, in fen: `golden("residents_pension", "RES-010")["total"]`."""

import csv
import json
from decimal import Decimal
from pathlib import Path

from siadmin.kernel.money import HALF_UP, fen

GOLDEN = Path(__file__).parents[1] / "golden"


def golden(file: str, case: str) -> dict[str, int]:
    with (GOLDEN / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        row = next(each for each in csv.DictReader(lines) if each["id"] == case)
    amounts = json.loads(row["expected"])
    return {name: fen(Decimal(value), HALF_UP) for name, value in amounts.items() if isinstance(value, str)}
