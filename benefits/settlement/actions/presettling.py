"""What a bill would come to: what the fund, and the person, would pay, with its trace. Binds nobody."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from benefits.settlement.actions.reckoning import Reckoned, reckon
from benefits.settlement.models import PreSettlement, Stay
from benefits.settlement.rules.bills import Charged, as_shown
from benefits.settlement.selectors import Shown
from enrollment.registry.records import records_of
from siadmin.agency.trail import record
from siadmin.kernel.protection import opaque_number


@transaction.atomic
def presettle(
    *, stay: Stay, lines: Sequence[Charged], until: dt.date, is_last: bool, at: dt.datetime
) -> tuple[PreSettlement, Reckoned]:
    """Reckon a bill and keep what was shown. Raises what `reckon` does."""
    found = reckon(
        stay, lines, until=until, is_last=is_last, today=timezone.localdate(at), records=records_of(stay.person_id)
    )
    shown = PreSettlement.objects.create(
        number=opaque_number("Q"), stay=stay, until=until, is_last=is_last, lines=[_kept(line) for line in lines],
        shown=as_shown(found.lines, found.answer.value.parts), flags=[each.as_dict() for each in found.flags],
        trace=found.answer.trace.as_list(), made_at=at,
    )  # fmt: skip
    record(
        by=None, at=at, code="bill_presettled", subject_kind="person", subject=stay.person.number, channel="api",
        stay=stay.number, presettlement=shown.number, charged_fen=found.answer.value.parts.charged_fen,
    )  # fmt: skip
    return shown, found


def _kept(line: Charged) -> list[str | int]:
    return [line.line, line.code, line.on.isoformat(), line.quantity, line.unit_price, line.department]


def charged_of(shown: Shown) -> list[Charged]:
    """The lines as they were told."""
    return [
        Charged(line, code, dt.date.fromisoformat(on), quantity, unit_price, department)
        for line, code, on, quantity, unit_price, department in shown.lines
    ]
