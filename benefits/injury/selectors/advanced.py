"""What the fund advanced in an employer's stead (SIL 41)."""

import datetime as dt
from pathlib import Path

from django.db.models import Sum

from benefits.injury.models import Advance
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


def left_of(advance: Advance) -> int:
    """Fen that left the fund for its injury and that the employer has not paid back; not what the person is to return.

    Nought where that was demanded only after the employer had paid.
    """
    left, _ = _paid(advance)
    return max(0, left - _came_back(advance))


def arrived_of(advance: Advance, by: dt.datetime | None = None) -> int:
    """Of that what banks have answered as paid, or had by a time: the rest is on its way, and may still be returned."""
    _, arrived = _paid(advance, by)
    return max(0, arrived - _came_back(advance))


def arrived_by_item(advance: Advance, by: dt.datetime) -> list[tuple[str, int]]:
    """The same by what it was booked as, the most first."""
    asked = {"injury": advance.injury.number, "advance": advance.pk, "by": by}
    return [(str(item), int(fen)) for item, fen in run_sql(SQL / "advanced_by_item.sql", asked)]


def _paid(advance: Advance, by: dt.datetime | None = None) -> tuple[int, int]:
    ((left, arrived),) = run_sql(SQL / "advanced.sql", {"injury": advance.injury.number, "by": by or "infinity"})
    return int(left), int(arrived)


def _came_back(advance: Advance) -> int:
    back: int = advance.recovered.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return back
