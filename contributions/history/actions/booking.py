"""Book an approved file by slices of people: registered where they were not, months, balances; then its money, once."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.models import Max
from django.utils import timezone

from contributions.history.models import FileState, HistoryFile, HistoryRow, RecordKind
from contributions.history.reasons import SUMS_DIFFER
from contributions.history.rules import Asked, Totals, read
from contributions.history.run_kinds import BOOKING, entry_key
from contributions.history.selectors import account_of, cells_of, found_of
from contributions.history.workflow import FILE
from enrollment.registry.actions import PersonFacts, register_people
from funds.banking.actions import match_by_hand
from funds.banking.models import StatementLine
from funds.ledger.actions import Line, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import Region, User
from siadmin.kernel import runs
from siadmin.kernel.database import run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.runs import Scope

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 2_000


class HistoryRun:
    """An approved file, by slices of its people."""

    code = BOOKING
    title = Words("历史数据入账", "Booking history")
    nothing = dict.fromkeys(
        ("people", "registered", "months", "base_fen", "deemed_months", "openings", "balance_fen"), 0
    )

    def plan(self, run: Run) -> Iterable[Scope]:
        people = HistoryRow.objects.filter(file_id=run.parameters["file"]).aggregate(most=Max("subject"))["most"]
        for first in range(1, people + 1, PEOPLE_A_SLICE):
            last = min(first + PEOPLE_A_SLICE - 1, people)
            yield Scope({"first": first, "last": last}, last - first + 1)

    def execute(self, part: Slice) -> dict[str, Any]:
        """People, months and balances of a range; one transaction."""
        file = HistoryFile.objects.select_related("region").get(pk=part.run.parameters["file"])
        FILE.check("book", state=file.state, actor="")
        at, reach = part.run.planned_at, {"file": file.pk, "first": part.scope["first"], "last": part.scope["last"]}
        registered = _register(file, reach, User.objects.get(pk=part.run.started_by or 0), at)
        ((people, months, base_fen, deemed),) = run_sql(SQL / "book_months.sql", reach)
        ((openings, balance_fen),) = run_sql(SQL / "book_openings.sql", reach | {"on": timezone.localdate(at)})
        return {
            "people": people,
            "registered": registered,
            "months": months,
            "base_fen": base_fen,
            "deemed_months": deemed,
            "openings": openings,
            "balance_fen": balance_fen,
        }

    def finish(self, run: Run) -> dict[str, Any]:
        """Booked is what was reviewed, or nothing is finished. Raises SUMS_DIFFER."""
        totals = runs.add_up(run, self.nothing)
        file = (
            HistoryFile.objects.select_for_update(of=("self",))
            .select_related("region", "money_line", "confirmed_by")
            .get(pk=run.parameters["file"])
        )
        arrow = FILE.check("book", state=file.state, actor="")
        booked = Totals(**{name: totals[name] for name in Totals.__dataclass_fields__})
        if booked != found_of(file):
            raise SUMS_DIFFER()
        if file.money_fen is not None and file.money_line is not None and file.confirmed_by is not None:
            _book_money(file, file.money_fen, file.money_line, file.confirmed_by, run)
        file.state, file.version, file.booked_at = FileState(arrow.target), file.version + 1, timezone.now()
        file.save(update_fields=["state", "version", "booked_at"])
        return totals


def _register(file: HistoryFile, reach: dict[str, int], by: User, at: dt.datetime) -> int:
    """Register who is not yet, by their person rows; then every row of the range knows its person."""
    run_sql(SQL / "know_people.sql", reach)
    unknown = HistoryRow.objects.filter(
        file=file, subject__range=(reach["first"], reach["last"]), record=RecordKind.PERSON, person__isnull=True
    )
    facts = [_facts(row, file) for row in unknown.order_by("subject")]
    register_people(facts=facts, by=by, at=at, reason=file.letter)
    if facts:
        run_sql(SQL / "know_people.sql", reach)
    return len(facts)


def _facts(row: HistoryRow, file: HistoryFile) -> PersonFacts:
    """A person row once more, read as at its receipt."""
    asked = Asked((), (), file.before_month, timezone.localdate(file.received_at), is_legacy=False)
    told = read(cells_of(row), asked)
    assert told.birth_on is not None and not told.problem, f"row {row.pk} was read before"
    return PersonFacts(
        name=told.name,
        number=told.number,
        kind=told.kind,
        sex=told.sex,
        birth_on=told.birth_on,
        retirement_group=told.retirement_group,
        residence=Region.objects.get(pk=told.residence) if told.residence else file.region,
    )


def _book_money(file: HistoryFile, amount_fen: int, line: StatementLine, accountant: User, run: Run) -> None:
    """Money of a transferred relation, at the fiscal special account, on the bank's day (财社〔2017〕144号 art. 41).

    The line it came by is matched with it, as its accountant said.
    """
    book = Book.objects.get(region=file.region, fund=account_of(file.line))
    entry, _ = post(
        key=entry_key(file.pk),
        flow="transfer_in",
        booked_on=first_open_day(book, line.value_on),
        reason=f"transferred in: {file.letter}"[:200],
        lines=[
            Line(book, AccountKind.FISCAL, Side.DEBIT, amount_fen),
            Line(book, AccountKind.TRANSFER_INCOME, Side.CREDIT, amount_fen),
        ],
        by=run.started_by,
        at=run.planned_at,
    )
    posting = entry.postings.get(account_kind=AccountKind.FISCAL)
    match_by_hand(
        line_id=line.pk, posting_id=posting.pk, seen_rest_fen=amount_fen, by=accountant, at=run.planned_at
    )  # fmt: skip
