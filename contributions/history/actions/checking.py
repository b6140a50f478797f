"""Hold the rows of a file against the register, one another, and what is booked or charged already."""

from pathlib import Path

from django.db.models import Exists, OuterRef, Q

from contributions.history.models import FileKind, FileState, HistoryFile, HistoryRow
from contributions.history.reasons import CURABLE
from contributions.history.selectors import cells_of
from enrollment.registry.models import Identifier
from enrollment.registry.selectors import folded
from funds.ledger.selectors import pooling_regions
from siadmin.agency.selectors import ancestors
from siadmin.kernel.database import run_sql

SQL = Path(__file__).resolve().parent.parent / "sql"
ROWS_AT_ONCE = 2_000


def know(rows: list[HistoryRow], names: dict[bytes, str]) -> None:
    """Find who is registered under each number; who goes by another name there, or earlier in the file, is a problem.

    `names`: by hash of the number, the name that rows told of it so far.
    """
    wanted = {row.number_hash for row in rows}
    current = Identifier.objects.filter(value_hash__in=wanted, ends_before__isnull=True)
    registered = {
        bytes(value_hash): (person_id, name)
        for value_hash, person_id, name in current.values_list("value_hash", "person_id", "person__name_folded")
    }
    for row in rows:
        number, name = bytes(row.number_hash), folded(cells_of(row)["name"])
        person_id, known_as = registered.get(number, (None, name))
        row.person_id = person_id
        first = names.setdefault(number, name)
        if row.problem in ("", *CURABLE):
            row.problem = "" if name == known_as and name == first else "history_name_differs"


def check(file: HistoryFile) -> int:
    """Mark the rows that clash and say how many rows have a problem now."""
    approved = HistoryFile.objects.filter(state=FileState.APPROVED).exclude(pk=file.pk)
    wanted = {
        "file": file.pk,
        "place": file.place_id,
        "is_certificate": file.kind == FileKind.CERTIFICATE,
        "kept_at": _kept_at(file),
        "approved": list(approved.values_list("pk", flat=True)),
        "approved_there": list(approved.filter(place=file.place_id).values_list("pk", flat=True)),
        "curable": list(CURABLE),
    }
    ((refused,),) = run_sql(SQL / "mark_clashes.sql", wanted)
    return int(refused)


def _kept_at(file: HistoryFile) -> str:
    """The pooling region of this portal that keeps the accounts a certificate tells of; empty where none does."""
    if file.kind == FileKind.LEGACY:
        return ""
    pool = pooling_regions().filter(pk__in=ancestors(file.place)).order_by("-path").first()
    return pool.pk if pool else ""


def check_again(file: HistoryFile) -> int:
    """The same once more for a file that waited: people may have been registered or renamed, months booked since."""
    rows = HistoryRow.objects.filter(file=file)
    now_known = Identifier.objects.filter(value_hash=OuterRef("number_hash"), ends_before__isnull=True)
    moved = rows.filter(Q(problem__in=CURABLE) | Q(Exists(now_known), person__isnull=True))
    subjects = sorted(set(moved.values_list("subject", flat=True)))
    held = list(rows.filter(problem__in=("", *CURABLE), subject__in=subjects).order_by("number"))
    names: dict[bytes, str] = {}
    for start in range(0, len(held), ROWS_AT_ONCE):
        part = held[start : start + ROWS_AT_ONCE]
        know(part, names)
        HistoryRow.objects.bulk_update(part, ["person", "problem"], batch_size=500)
    return check(file)
