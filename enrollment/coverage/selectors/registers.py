"""Register batches, their refused rows, and the differences that wait for a person."""

import json
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from enrollment.coverage.models import Batch, Mismatch, Row, RowState
from enrollment.coverage.registers.layouts import LAYOUTS, Column
from enrollment.coverage.rules.kinds import Register
from enrollment.coverage.selectors.outreach import within
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import chosen


def batches_seen_by(viewer: Viewer) -> QuerySet[Batch]:
    """Batches of the viewer's region, newest first, each with how many rows are refused still."""
    seen = Batch.objects.filter(within(viewer, "region")).select_related("region", "received_by", "document")
    refused = Count("rows", filter=Q(rows__state=RowState.REFUSED))
    return seen.defer("document__content").annotate(refused=refused).order_by("-received_at", "-pk")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row as it came, with its fault in the reader's language."""

    row: Row
    cells: list[tuple[Column, str]]
    fault: str
    remedy: str


def refused_rows(rows: list[Row], kind: Register) -> list[RefusedRow]:
    found = []
    for row in rows:
        given, problem = json.loads(row.given or "{}"), json.loads(row.problem or "{}")
        found.append(
            RefusedRow(
                row,
                [(column, given.get(column.name, "")) for column in LAYOUTS[kind]],
                chosen(zh=problem["zh"], en=problem["en"]),
                chosen(zh=problem["remedy_zh"], en=problem["remedy_en"]),
            )
        )
    return found


def mismatches_seen_by(viewer: Viewer) -> QuerySet[Mismatch]:
    """Those of the viewer's region, undecided first, then the oldest."""
    seen = Mismatch.objects.filter(within(viewer, "region"))
    return seen.select_related("person", "known", "employer", "region", "batch", "decided_by").order_by(
        "decision", "found_at", "pk"
    )
