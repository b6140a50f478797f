"""The suspense queue in a sentence, and its sums by kind."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum

from siadmin.kernel.language import Words, chosen
from siadmin.kernel.money import written
from siadmin.kernel.workdays import working_days_left
from siadmin.policy.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class WaitingSums:
    """How many receipts wait, how much of them in fen, since when; by kind, pairs of the same."""

    count: int
    left_fen: int
    oldest_on: dt.date | None
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)


def sums_of(waiting: QuerySet[Any]) -> WaitingSums:
    rows = list(
        waiting.order_by()
        .values("why")
        .annotate(count=Count("pk"), left=Sum("left_fen"), oldest=Min("received_on"))
        .values_list("why", "count", "left", "oldest")
    )
    return WaitingSums(
        count=sum(count for _, count, _, _ in rows),
        left_fen=int(sum(left for _, _, left, _ in rows)),
        oldest_on=min((oldest for *_, oldest in rows), default=None),
        kinds={why: (count, int(left)) for why, count, left, _ in rows},
    )


def heading(sums: WaitingSums, today: dt.date, *, kind: Words | None = None) -> str:
    """How many wait, how much, for how long; of one kind, where one is asked for."""
    if kind is not None:
        said = heading(sums, today)
        return chosen(zh=f"{kind.zh}：{said}", en=f"{kind.en}: {said[:1].lower()}{said[1:]}")
    if sums.oldest_on is None:
        return chosen(zh="没有待分配的到账", en="No receipt waits to be allocated")
    days = working_days_left(sums.oldest_on, today, WorkCalendar())
    amount, count = written(sums.left_fen), sums.count
    one = count == 1
    return chosen(
        zh=f"{count} 笔待分配，共 {amount} 元；最早的已等 {days} 个工作日",
        en=f"{count} receipt{'' if one else 's'} wait{'s' if one else ''}, ¥{amount}; "
        f"the oldest for {days} working day{'' if days == 1 else 's'}",
    )
