"""What a bill would come to: what the fund, and the person, would pay, with its trace. Binds nobody."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from benefits.settlement.actions.accounts import shares_of
from benefits.settlement.actions.reckoning import Reckoned, reckon
from benefits.settlement.models import PreSettlement, Stay
from benefits.settlement.rules.bills import Charged, as_shown
from benefits.settlement.selectors import Shown
from enrollment.registry.records import records_of
from siadmin.agency.trail import record
from siadmin.kernel.protection import opaque_number


@transaction.atomic
def presettle(
    *, stay: Stay, lines: Sequence[Charged], until: dt.date, is_last: bool, at: dt.datetime, from_account: bool = False
) -> tuple[PreSettlement, Reckoned]:
    """Reckon a bill and keep what was shown, with what personal accounts could pay where that is asked.

    Raises ACCOUNT_OF_OTHER_FUND and what `reckon` does.
    """
    today = timezone.localdate(at)
    found = reckon(stay, lines, until=until, is_last=is_last, today=today, records=records_of(stay.person_id))
    came_to = as_shown(found.lines, found.answer.value.parts)
    if from_account:
        shares = shares_of(stay, found.answer.value.parts.self_pay_fen, today)
        came_to["account_fen"] = sum(each.fen for each in shares)
    shown = PreSettlement.objects.create(
        number=opaque_number("Q"), stay=stay, until=until, is_last=is_last, lines=[_kept(line) for line in lines],
        shown=came_to, flags=[each.as_dict() for each in found.flags],
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
