"""Differences as they are shown: where, what, how much, who has it, for how long."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from funds.banking import income
from funds.banking.models import Difference, Proof
from funds.banking.selectors import open_differences
from funds.banking.selectors.matching import lines_waiting
from funds.banking.sources import source_of
from funds.banking.views import lines
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.agency.models import Region, User
from siadmin.agency.tiles import page
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.workdays import working_days_left
from siadmin.policy.calendar import WorkCalendar

PLACES = " ①②③④⑤⑥⑦⑧⑨"
LINES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list. `age` in working days; `rows` what one opens to see it; `take` where one takes it on."""

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
    take: str = ""
    pk: int | None = None


def shown_differences(viewer: Viewer, region: Region, month: Month, today: dt.date) -> list[Shown]:
    """Open differences of a region, those of `month` first; then lines of the bank the books do not know; then money
    that is equal but still to be cleared.
    """
    calendar = WorkCalendar()
    found = [
        shown(difference, today, calendar) for difference in open_differences(viewer).filter(proof__book__region=region)
    ]
    found.sort(key=lambda each: (each.month != month, each.opened_on))
    return found + _unmatched(viewer, region, today, calendar) + _waiting(viewer, region, today, calendar)


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
        take=reverse("difference_take", args=[difference.pk]),
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


def _unmatched(viewer: Viewer, region: Region, today: dt.date, calendar: WorkCalendar) -> list[Shown]:
    """Lines of statements, the oldest one by one; where there are many, the rest of each fund in one."""
    waiting = lines_waiting(viewer, region)
    shown_ones = [_line(each, today, calendar) for each in waiting[:LINES_SHOWN]]
    if len(shown_ones) < LINES_SHOWN:
        return shown_ones
    rest = waiting.count() - LINES_SHOWN
    return [*shown_ones, _other_lines(region, waiting[LINES_SHOWN], rest, today, calendar)] if rest else shown_ones


def _line(line: Any, today: dt.date, calendar: WorkCalendar) -> Shown:
    one, book = lines.shown(line, today, calendar), line.bank_account.account.book
    what = Words(
        f"银行流水 {line.bank_reference} 未匹配", f"line {line.bank_reference} of the bank is not in the books"
    )
    return Shown(
        where=str(FUND_SHORT_NAMES[book.fund]),
        month=Month.of(line.value_on),
        what=str(what),
        amount_fen=one.left_fen,
        owner=line.owner,
        note=line.note,
        age=one.age,
        opened_on=line.value_on,
        kind=one.kind,
        word=one.word,
        url=one.url,
        rows=0,
        take=reverse("statement_line_take", args=[line.pk]),
    )


def _other_lines(region: Region, oldest: Any, count: int, today: dt.date, calendar: WorkCalendar) -> Shown:
    what = Words(f"另有 {count} 笔银行流水未匹配", f"{count} more lines of the bank are not in the books")
    return Shown(
        where="",
        month=None,
        what=str(what),
        amount_fen=0,
        owner=None,
        note="",
        age=working_days_left(oldest.value_on, today, calendar),
        opened_on=oldest.value_on,
        kind="late",
        word=Words("未匹配", "Not matched"),
        url=f"{reverse('statement_lines')}?{urlencode({'region': region.pk})}",
        rows=count,
    )


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
