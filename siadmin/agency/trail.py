"""The trail: actions record who did what, when and why; the row cannot be changed afterwards."""

import datetime as dt
from typing import Any

from siadmin.agency.models import Act, User


def record(
    *,
    by: User | None,
    at: dt.datetime,
    code: str,
    subject_kind: str,
    subject: str,
    reason: str = "",
    channel: str = "portal",
    **detail: Any,
) -> Act:
    """One row of the trail, in the transaction of the action it tells of. `by=None` is the system itself."""
    return Act.objects.create(
        at=at,
        actor_id=by.pk if by else None,
        actor_name=by.display_name if by else "system",
        code=code,
        subject_kind=subject_kind,
        subject=subject,
        reason=reason,
        detail=detail,
        channel=channel,
    )
