"""What the fund paid in advance of third parties, and what of it came back (SIL 30)."""

import datetime as dt
from pathlib import Path

from benefits.medical.models import ThirdPartyAdvance
from enrollment.registry.models import Person
from enrollment.registry.records import records_of
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parent.parent / "sql"


def advances_of(person: Person) -> list[ThirdPartyAdvance]:
    """For care of this person, the newest first."""
    own = ThirdPartyAdvance.objects.filter(decision__claim__person__in=records_of(person.pk))
    return list(own.select_related("decision__claim__region", "decision__claim__person").order_by("-pk"))


def left_to_recover(advance: ThirdPartyAdvance) -> int:
    """Fen: of what left the fund and is not the person's to return."""
    return _to_recover(advance)[0]


def arrived_to_recover(advance: ThirdPartyAdvance, by: dt.datetime | None = None) -> int:
    """Of that what banks have answered as paid, or had by a time: the rest is on its way, and may still be returned."""
    return _to_recover(advance, by)[1]


def _to_recover(advance: ThirdPartyAdvance, by: dt.datetime | None = None) -> tuple[int, int]:
    ((left, arrived),) = run_sql(SQL / "to_recover.sql", {"advance": advance.pk, "by": by or "infinity"})
    return int(left), int(arrived)
