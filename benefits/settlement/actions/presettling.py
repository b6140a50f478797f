"""What a bill would come to: what the fund, and the person, would pay, with its trace. Binds nobody."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from benefits.settlement.actions.reckoning import Reckoned, reckon
from benefits.settlement.models import PreSettlement, Stay, Withdrawal
from benefits.settlement.reasons import STAY_ENDED, STAY_WITHDRAWN, UNTIL_WHEN, VISIT_WHOLE
from benefits.settlement.rules.bills import Care, Charged, as_shown
from benefits.settlement.selectors import standing
from siadmin.agency.trail import record
from siadmin.kernel.protection import opaque_number


@transaction.atomic
def presettle(
    *, stay: Stay, lines: Sequence[Charged], until: dt.date, is_last: bool, at: dt.datetime
) -> tuple[PreSettlement, Reckoned]:
    """Reckon a bill and keep what was shown.

    Raises STAY_WITHDRAWN, STAY_ENDED, UNTIL_WHEN, VISIT_WHOLE, BILL_REFUSED and what the insurance refuses.
    """
    check_bill(stay, until, is_last, timezone.localdate(at))
    found = reckon(stay, lines, until)
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


def check_bill(stay: Stay, until: dt.date, is_last: bool, today: dt.date) -> None:
    """Raises STAY_WITHDRAWN, STAY_ENDED, UNTIL_WHEN, VISIT_WHOLE."""
    if Withdrawal.objects.filter(stay=stay).exists():
        raise STAY_WITHDRAWN(stay=stay.number)
    before = standing(stay)
    for each in before:
        if each.is_last:
            raise STAY_ENDED(stay=stay.number, until=each.until, number=each.number)
    least = max([stay.admitted_on, *(each.until for each in before)])
    if not least <= until <= today:
        raise UNTIL_WHEN(until=until)
    if stay.care == Care.OUTPATIENT and (until != stay.admitted_on or not is_last):
        raise VISIT_WHOLE()


def _kept(line: Charged) -> list[str | int]:
    return [line.line, line.code, line.on.isoformat(), line.quantity, line.unit_price, line.department]


def charged_of(shown: PreSettlement) -> list[Charged]:
    """The lines as they were told."""
    return [
        Charged(line, code, dt.date.fromisoformat(on), quantity, unit_price, department)
        for line, code, on, quantity, unit_price, department in shown.lines
    ]
