"""Differences as they are shown: where, what, how much, who has it, for how long."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from funds.banking import income
from funds.banking.models import Difference, Proof
from funds.banking.selectors import open_differences
from funds.banking.sources import source_of
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.models import Region, User
from siadmin.agency.tiles import page
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.workdays import working_days_left
from siadmin.policy.calendar import WorkCalendar

PLACES = " ①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list. `age` in working days; `rows` what one opens to see it."""

    where: str
    month: Month | None
    what: str
    amount_fen: int
    owner: User | None
    note: str
    age: int
    opened_on: dt.date
    kind: str
    word: Words
    url: str
    rows: int
    pk: int | None = None


def shown_differences(viewer: Viewer, region: Region, month: Month, today: dt.date) -> list[Shown]:
    """Open differences of a region, those of `month` first, then money that is equal but still to be cleared."""
    calendar = WorkCalendar()
    found = [
        shown(difference, today, calendar) for difference in open_differences(viewer).filter(proof__book__region=region)
    ]
    found.sort(key=lambda each: (each.month != month, each.opened_on))
    return found + _waiting(viewer, region, today, calendar)


def shown(difference: Difference, today: dt.date, calendar: WorkCalendar) -> Shown:
    proof = difference.proof
    source = source_of(proof.check_code)
    rows = source.rows(proof.book.region, proof.month, proof.book.fund)
    opened_on = timezone.localdate(difference.opened_at)
    kind, word = state_of(difference)
    return Shown(
        where=f"{FUND_SHORT_NAMES[proof.book.fund]} {PLACES[source.place]}",
        month=proof.month,
        what=str(rows[0]["what"]) if rows else str(source.sides),
        amount_fen=difference.amount_fen,
        owner=difference.owner,
        note=difference.note,
        age=working_days_left(opened_on, today, calendar),
        opened_on=opened_on,
        kind=kind,
        word=word,
        url=rows_url(proof),
        rows=len(rows),
        pk=difference.pk,
    )


def state_of(difference: Difference) -> tuple[str, Words]:
    """Kind and word: nobody has it, somebody looks for it, it is explained but the numbers still differ."""
    if difference.owner_id is None:
        return "late", Words("没有负责人", "Nobody has it")
    if difference.note:
        return "wait", Words("已说明，仍不等", "Explained, still unequal")
    return "act", Words("处理中", "In work")


def rows_url(proof: Proof) -> str:
    query = urlencode({"region": proof.book.region_id, "month": str(proof.month)})
    return f"{reverse('proof_rows', args=[proof.check_code, proof.book.fund])}?{query}"


def _waiting(viewer: Viewer, region: Region, today: dt.date, calendar: WorkCalendar) -> list[Shown]:
    return [
        Shown(
            where=str(FUND_SHORT_NAMES[fund]),
            month=None,
            what=str(
                Words(
                    f"待分配 {waiting.receipts} 笔（相等，但须清理）",
                    f"unallocated receipts: {waiting.receipts} (equal, but to be cleared)",
                )
            ),
            amount_fen=waiting.amount_fen,
            owner=None,
            note="",
            age=working_days_left(waiting.oldest_on, today, calendar),
            opened_on=waiting.oldest_on,
            kind="wait",
            word=Words("待清理", "To clear"),
            url=f"{page('receipts_waiting')}?{urlencode({'region': region.pk, 'fund': fund})}",
            rows=waiting.receipts,
        )
        for fund, waiting in sorted(income.waiting.call(region).items())
        if viewer.reaches_fund(fund, region.path)
    ]
