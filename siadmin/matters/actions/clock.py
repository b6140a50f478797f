"""The clock of a case: stopped with a reason and its law, started again, counted anew when a calendar is published."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason
from siadmin.matters.actions.moving import counted, locked, moved, noted, saved, taken
from siadmin.matters.models import CORRECTION_LAW, WAITS_FOR_APPLICANT, Case
from siadmin.matters.rules import OPEN, Act
from siadmin.matters.selectors.permits import CORRECTION_ASKED
from siadmin.policy.calendar import WorkCalendar

NOTHING_ASKED = Reason(
    "nothing_asked",
    "没有写明缺少什么。",
    "It does not say what is missing.",
    "一次列全需要补正的内容，每行一项。",
    "List everything that is missing at once, one item a line.",
)


@transaction.atomic
def ask_correction(*, case_id: int, seen_version: int, missing: Sequence[str], by: User, at: dt.datetime) -> Case:
    """Tell the applicant once, in one list, everything that is missing; the clock stands until they bring it.

    Raises NOTHING_ASKED, CORRECTION_ASKED and what `taken` refuses.
    """
    items = [item.strip() for item in missing if item.strip()]
    if not items:
        raise NOTHING_ASKED()
    case = taken(case_id, seen_version, Act.ASK_CORRECTION, by, at)
    with refusing("step_correction_asked_once", CORRECTION_ASKED()):
        moved(case, Act.ASK_CORRECTION, by, at, "\n".join(items))
    case.stopped_on = timezone.localdate(at)
    case.stopped_because, case.stopped_law = WAITS_FOR_APPLICANT.zh, CORRECTION_LAW.zh
    case.assigned_to = by
    record(
        by=by, at=at, code="case_correction_asked", subject_kind="case", subject=case.number,
        reason="；".join(items)[:500],
    )  # fmt: skip
    return saved(case)


@transaction.atomic
def stop_clock(*, case_id: int, seen_version: int, because: str, law: str, by: User, at: dt.datetime) -> Case:
    """Stop the clock, with the reason and the law that allows it. Raises what `taken` refuses."""
    case = taken(case_id, seen_version, Act.STOP_CLOCK, by, at)
    noted(case, Act.STOP_CLOCK, by, at, f"{because}（{law}）")
    case.stopped_on, case.stopped_because, case.stopped_law = timezone.localdate(at), because, law
    record(by=by, at=at, code="case_clock_stopped", subject_kind="case", subject=case.number, reason=because, law=law)
    return saved(case)


@transaction.atomic
def go_on(*, case_id: int, seen_version: int, by: User, at: dt.datetime, reason: str = "") -> Case:
    """Start the clock again: days on which it stood are added to the limit. Raises what `taken` refuses."""
    case = taken(case_id, seen_version, Act.GO_ON, by, at)
    noted(case, Act.GO_ON, by, at, reason)
    case.stopped_on, case.stopped_because, case.stopped_law = None, "", ""
    counted(case, WorkCalendar())
    record(by=by, at=at, code="case_clock_resumed", subject_kind="case", subject=case.number, reason=reason)
    return saved(case)


def recount_deadlines(*, at: dt.datetime) -> int:
    """Count again what stands on a calendar that was not published then; returns how many due days it settled.

    Done by the system every night: nothing happens while the calendar is as provisional as it was.
    """
    waiting = Case.objects.filter(calendar_is_provisional=True, state__in=OPEN).order_by("pk")
    return sum(_recounted(case_id, at) for case_id in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _recounted(case_id: int, at: dt.datetime) -> bool:
    case = locked(case_id)
    before = (case.due_on, case.calendar_is_provisional)
    counted(case, WorkCalendar())
    if (case.due_on, case.calendar_is_provisional) == before or case.state not in OPEN:
        return False
    noted(case, Act.RECOUNT, None, at, f"{before[0]} → {case.due_on}")
    saved(case)
    record(
        by=None, at=at, code="case_deadline_recounted", subject_kind="case", subject=case.number,
        before=before[0].isoformat(), after=case.due_on.isoformat(),
    )  # fmt: skip
    return True
