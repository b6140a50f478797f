"""What the fund advanced in an employer's stead (SIL 41)."""

from pathlib import Path

from django.db.models import Sum

from benefits.injury.models import Advance
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


def left_of(advance: Advance) -> int:
    """Fen that left the fund for its injury and that the employer has not paid back; not what the person is to return.

    Nought where that was demanded only after the employer had paid.
    """
    paid = int(run_sql(SQL / "advanced.sql", {"injury": advance.injury.number})[0][0])
    back: int = advance.recovered.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return max(0, paid - back)
