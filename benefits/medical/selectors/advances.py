"""What the fund paid in advance of third parties, and what of it came back (SIL 30)."""

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
    ((fen,),) = run_sql(SQL / "left_to_recover.sql", {"advance": advance.pk})
    return int(fen)
