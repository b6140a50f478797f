"""What banks were said to have returned to a person, and what of it arrived beside what was due."""

from dataclasses import dataclass
from pathlib import Path

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from benefits.payments.models import Arrived
from benefits.payments.selectors.permits import LOOKERS
from enrollment.registry.records import records_of
from siadmin.agency.viewer import Viewer
from siadmin.kernel.database import run_sql
from siadmin.kernel.months import Month

SQL = Path(__file__).resolve().parent.parent / "sql"


@dataclass(frozen=True, slots=True)
class Returned:
    """A payment as the bank knows it, and as what it was returned."""

    reference: str
    month: Month
    amount_fen: int
    answer: str


def told_returned_of(person_id: int) -> list[Returned]:
    """Under any record, of which nobody has said yet that it arrived; the newest first."""
    rows = run_sql(SQL / "told_returned.sql", {"persons": records_of(person_id)})
    return [Returned(str(name), Month.of(month), int(fen), str(answer)) for name, month, fen, answer in rows]


def arrived_twice_of(person_id: int) -> list[Arrived]:
    """Under any record, the newest first."""
    found = Arrived.objects.filter(person__in=records_of(person_id), undue_fen__gt=0)
    return list(found.select_related("run").order_by("-pk"))


def arrived_twice_seen_by(viewer: Viewer) -> QuerySet[Arrived]:
    """For staff: of runs of their funds and places, of which something is left (`left_fen`). None for others."""
    within = viewer.holding(LOOKERS).fund_filter(region="run__region", fund="run__fund")
    found = Arrived.objects.filter(within, undue_fen__gt=0)
    found = found.annotate(left_fen=F("undue_fen") - Coalesce(Sum("repaid__amount_fen"), 0)).filter(left_fen__gt=0)
    return found.select_related("person", "run", "case").order_by("due_on", "pk")
