"""Register batches come in: each row is read by itself, what is refused is kept and corrected one by one."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from enrollment.coverage.actions.taking import take
from enrollment.coverage.models import Batch, Row, RowState
from enrollment.coverage.protocols import batch_taken
from enrollment.coverage.reasons import REGISTER_AHEAD, ROW_TAKEN_ALREADY
from enrollment.coverage.registers.files import rows_of
from enrollment.coverage.registers.layouts import Read, read
from enrollment.coverage.registers.places import Places
from enrollment.coverage.rules.kinds import Register
from siadmin.agency.documents import keep
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Refusal


@transaction.atomic
def receive_batch(
    *,
    kind: Register,
    source: str,
    as_of: dt.date,
    region: Region,
    name: str,
    content: bytes,
    by: User | None,
    at: dt.datetime,
) -> tuple[Batch, bool]:
    """Take a register file in; the same file again is the batch it made, and False.

    Good rows count at once, the others are kept with their fault. Raises REGISTER_AHEAD, REGISTER_UNREADABLE,
    REGISTER_COLUMNS, REGISTER_LONG, REGISTER_EMPTY.
    """
    if as_of > timezone.localdate(at):
        raise REGISTER_AHEAD(as_of=as_of)
    _one_after_another(region)
    digest = hashlib.sha256(content).hexdigest()
    before = Batch.objects.filter(kind=kind, region=region, digest=digest).first()
    if before is not None:
        return before, False
    rows = rows_of(kind, content)
    batch = Batch.objects.create(
        number=opaque_number("R"),
        kind=kind,
        source=source,
        as_of=as_of,
        region=region,
        document=keep(name=name, kind=f"register_{kind}", content=content, by=by, at=at),
        digest=digest,
        rows_count=len(rows),
        received_by=by,
        received_at=at,
    )
    places, good, refused = Places(region), dict[int, Read](), list[Row]()
    for line, cells in rows:
        try:
            good[line] = _read(batch, cells, places)
        except Refusal as refusal:
            refused.append(_refused(batch, line, cells, refusal))
    whose = take(batch, good, places, at=at)
    taken = [Row(batch=batch, line=line, state=RowState.TAKEN, known_id=whose.get(line)) for line in good]
    Row.objects.bulk_create([*taken, *refused], batch_size=5000)
    batch_taken.call(batch.pk, at)
    record(
        by=by, at=at, code="register_received", subject_kind="register", subject=batch.number,
        kind=str(kind), source=source, rows=len(rows), refused=len(refused),
    )  # fmt: skip
    return batch, True


def _one_after_another(region: Region) -> None:
    """Batches of a province wait for each other until commit: a person one of them brings is known to the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"registers:{region.pk[:2]}"])


def _read(batch: Batch, cells: Mapping[str, str], places: Places) -> Read:
    found = read(Register(batch.kind), cells, batch.as_of)
    if found.region_code:
        places.code_of(found.region_code)
    return found


def _refused(batch: Batch, line: int, cells: Mapping[str, str], refusal: Refusal) -> Row:
    return Row(
        batch=batch,
        line=line,
        state=RowState.REFUSED,
        given=json.dumps(dict(cells), ensure_ascii=False),
        problem=json.dumps(refusal.as_dict(), ensure_ascii=False),
    )


@transaction.atomic
def correct_row(*, row_id: int, cells: Mapping[str, str], by: User, at: dt.datetime) -> Row:
    """Take a refused row with its cells put right; it keeps how it came. Raises ROW_TAKEN_ALREADY, the row's fault."""
    row = Row.objects.select_for_update(of=("self",)).select_related("batch__region").get(pk=row_id)
    if row.state != RowState.REFUSED:
        raise ROW_TAKEN_ALREADY()
    _one_after_another(row.batch.region)
    places = Places(row.batch.region)
    whose = take(row.batch, {row.line: _read(row.batch, cells, places)}, places, at=at)
    row.state, row.known_id = RowState.CORRECTED, whose.get(row.line)
    row.corrected_by, row.corrected_at = by, at
    row.save(update_fields=["state", "known", "corrected_by", "corrected_at"])
    batch_taken.call(row.batch_id, at)
    record(
        by=by, at=at, code="register_row_corrected", subject_kind="register", subject=row.batch.number, line=row.line
    )
    return row
