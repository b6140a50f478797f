"""The trail: actions record who did what, when and why; the row cannot be changed afterwards.

What was refused is on record too, where money or a decision was at stake:

    @refusals_recorded(lambda case_id: ("case", number_of(case_id)), by="case_id")
    @transaction.atomic
    def approve(*, case_id: int, by: User, at: dt.datetime) -> Case: …
"""

import datetime as dt
import json
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from siadmin.agency.models import Act, User
from siadmin.kernel.database import run_prepared
from siadmin.kernel.refusal import Refusal

P = ParamSpec("P")
R = TypeVar("R")
SQL = Path(__file__).resolve().parent / "sql"
_is_inside: ContextVar[bool] = ContextVar("is_inside", default=False)


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
    told = {
        "at": at, "actor_id": by.pk if by else None, "actor_name": by.display_name if by else "system",
        "code": str(code), "subject_kind": subject_kind, "subject": subject, "reason": str(reason), "channel": channel,
    }  # fmt: skip
    ((pk,),) = run_prepared(SQL / "record.sql", told | {"detail": json.dumps(detail)})
    return Act(pk=pk, detail=detail, **told)


def refusals_recorded(
    subject: Callable[[Any], tuple[str, str]], *, by: str
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """What an action refuses is recorded once its transaction was rolled back: who tried what, and the refusal's code.

    It stands above `transaction.atomic`. `by` names the argument that `subject` tells kind and number of. Of actions
    within each other the outermost records.
    """

    def recording(action: Callable[P, R]) -> Callable[P, R]:
        @wraps(action)
        def tried(*args: P.args, **kwargs: P.kwargs) -> R:
            if _is_inside.get():
                return action(*args, **kwargs)
            token = _is_inside.set(True)
            try:
                return action(*args, **kwargs)
            except Refusal as refusal:
                told: dict[str, Any] = dict(kwargs)
                kind, number = subject(told[by])
                record(
                    by=told["by"], at=told["at"], code="attempt_refused", subject_kind=kind, subject=number,
                    act=action.__name__, refusal=refusal.code,
                )  # fmt: skip
                raise
            finally:
                _is_inside.reset(token)

        return tried

    return recording
