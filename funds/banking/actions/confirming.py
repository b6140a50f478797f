"""That the bank brought what was drawn: read off its statement by somebody who did not draw it (REG 37, 40)."""

import datetime as dt

from django.db import transaction

from funds.banking.actions.using import ReadOff, use_line
from funds.banking.models import LinePart
from funds.banking.selectors.lines import uses_of
from funds.ledger.models import AccountKind, Book, Entry
from funds.ledger.selectors import draw_by, drew
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

DRAW_CONFIRMED = Reason(
    "draw_confirmed",
    "该笔拨款已由银行流水全部核实。",
    "The bank has brought all of this draw already.",
    "查看已登记的银行流水。",
    "See by which lines it was.",
)
DRAWN_BY_YOURSELF = Reason(
    "draw_confirmed_by_another",
    "经手划款的人不能核实该笔拨款。",
    "Who had the money drawn does not confirm that it came.",
    "请由另一位工作人员办理。",
    "Someone else must do it.",
)


@transaction.atomic
def confirm_draw(*, entry_id: int, read: ReadOff, by: User, at: dt.datetime) -> LinePart:
    """The line brought what waits of the draw, as far as it goes; less or more than was drawn is told on its page.

    Raises CHANGED_SINCE, DRAW_CONFIRMED, DRAWN_BY_YOURSELF and what `use_line` does.
    """
    entry = Entry.objects.get(pk=entry_id)
    drawn = entry.postings.filter(flow="funding", account_kind=AccountKind.EXPENDITURE)
    posting = drawn.select_related("account").first()
    if posting is None:
        raise CHANGED_SINCE()
    book = Book.objects.select_for_update().get(pk=posting.book_id)  # what waits of it waits until this is done
    draw = draw_by(entry)
    if draw is None:
        raise CHANGED_SINCE()
    if not draw.waiting_fen:
        raise DRAW_CONFIRMED()
    if drew(entry, by):
        raise DRAWN_BY_YOURSELF()
    taken = sum(each.amount_fen for each in uses_of(posting.account_id, read.reference))
    left = (read.whole_fen or draw.waiting_fen) - taken
    part = use_line(
        account=posting.account, read=read, entry=entry, fen=max(1, min(draw.waiting_fen, left)),
        since=Month.of(entry.booked_on).first_day, case=None, by=by, at=at,
    )  # fmt: skip
    record(
        by=by, at=at, code="draw_confirmed", subject_kind="book", subject=f"{book.region_id}:{book.fund}",
        entry=entry.key, bank_reference=read.reference, amount_fen=part.amount_fen,
    )  # fmt: skip
    return part
