"""Showing a masked value in full is an act of its own: with a reason, kept in the trail (PIPL 51; REG 38)."""

import datetime as dt

from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason

REASONS: dict[str, Words] = {
    "matter": Words("办理本人申请的事项", "A matter the person applied for"),
    "compare": Words("核对证件或申报材料", "Comparing with documents or a declaration"),
    "contact": Words("联系本人或单位", "Contacting the person or employer"),
    "inquiry": Words("有权机关依法查询", "Inquiry of an authority under the law"),
    "audit": Words("稽核检查", "An audit"),
}
REASON_MISSING = Reason(
    "unmask_reason_missing",
    "查看完整号码须选择事由。",
    "Choose a reason before the full number is shown.",
    "在列表中选一个事由后再查看。",
    "Pick one from the list, then show it.",
)


def record_shown(*, subject_kind: str, subject: str, field: str, reason: str, by: User, at: dt.datetime) -> None:
    """Keep who saw which value of whom, when and why. Raises REASON_MISSING for a reason that is not in the list."""
    if reason not in REASONS:
        raise REASON_MISSING()
    record(
        by=by,
        at=at,
        code="number_shown",
        subject_kind=subject_kind,
        subject=subject,
        reason=REASONS[reason].zh,
        field=field,
        reason_code=reason,
    )
