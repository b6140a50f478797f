"""Take a file of history in: its rows as they came, what was read of them, what is wrong. Nothing is booked."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from contributions.accounts.models import AccountKind
from contributions.accounts.selectors.years import year_end
from contributions.history.actions.checking import check, know
from contributions.history.models import GONE, FileKind, FileState, HistoryFile, HistoryRow
from contributions.history.reasons import (
    FILE_COLUMNS,
    FILE_EMPTY,
    FILE_LONG,
    FILE_UNREADABLE,
    MONEY_MISSING,
    MONEY_NO_BOOK,
    MONEY_SHORT,
    MONEY_TOLD_ALREADY,
    NOT_YOURS,
    PLACE_ELSEWHERE,
    REPLACED_ALREADY,
)
from contributions.history.rules import COLUMNS, LONGEST, REQUIRED, Asked, ReadRow, Totals, read, totals_of
from contributions.history.selectors import account_of, employers_by_code, of_letter
from contributions.history.workflow import FILE
from funds.ledger.models import Book
from siadmin.agency.insurances import LINE_OF, LINE_OF_FUND
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.sheets import read_csv

ROWS_AT_ONCE = 5_000
MOST_ROWS = 20_000  # read while the clerk waits


@dataclass(frozen=True, slots=True)
class Money:
    """What came with a certificate, in fen, and when it arrived."""

    amount_fen: int
    arrived_on: dt.date


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose history it is: the pooling region and line it is for, where it was kept, the letter it came with."""

    kind: str
    region: Region
    line: str
    place: Region
    letter: str
    money: Money | None = None


@transaction.atomic
def receive(
    *,
    origin: Origin,
    name: str,
    content: bytes,
    told: Totals,
    by: User,
    at: dt.datetime,
    replaces: HistoryFile | None = None,
) -> tuple[HistoryFile, bool]:
    """Keep a file and say whether it is new; the same content again gives the first, unless it corrects that one.

    Raises FILE_UNREADABLE, FILE_COLUMNS, FILE_EMPTY, FILE_LONG, PLACE_ELSEWHERE, MONEY_MISSING, MONEY_NO_BOOK,
    MONEY_SHORT, MONEY_TOLD_ALREADY, NOT_YOURS, REPLACED_ALREADY.
    """
    digest = hashlib.sha256(content).hexdigest()
    with connection.cursor() as cursor:  # the same file from two desks: the second waits, then finds the first's
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"history:{origin.region.pk}:{origin.line}:{digest}"],
        )
    if replaces is not None:
        replaces = _replaced(replaces.pk, origin)
    same = HistoryFile.objects.filter(region=origin.region, line=origin.line, digest=digest).exclude(state__in=GONE)
    if (known := same.first()) is not None:
        return known, False
    if (origin.kind == FileKind.LEGACY) != (origin.place == origin.region):
        raise PLACE_ELSEWHERE()
    asked = _asked(origin, timezone.localdate(at))
    given, rows = _read(content, asked)
    found = totals_of(rows)
    _check_money(origin, found)
    with refusing("history_money_once", MONEY_TOLD_ALREADY(letter=origin.letter)):
        file = HistoryFile.objects.create(
            kind=origin.kind, region=origin.region, line=origin.line, place=origin.place, before_month=asked.before,
            name=name[:200], digest=digest, letter=origin.letter, rows_count=len(rows), refused_count=0,
            money_fen=origin.money.amount_fen if origin.money else None,
            money_on=origin.money.arrived_on if origin.money else None,
            replaces=replaces, received_by=by, received_eyes=by.eyes, received_at=at,
            **{f"told_{total}": value for total, value in asdict(told).items()},
            **{f"found_{total}": value for total, value in asdict(found).items()},
        )  # fmt: skip
    _keep(file, given, rows)
    file.refused_count = check(file)
    file.save(update_fields=["refused_count"])
    record(
        by=by, at=at, code="history_received", subject_kind="history_file", subject=str(file.pk), file=file.name,
        rows=file.rows_count, region=file.region_id, line=file.line,
    )  # fmt: skip
    return file, True


def _replaced(pk: int, origin: Origin) -> HistoryFile:
    """The file a corrected one comes for, out of the way. Raises REPLACED_ALREADY, NOT_YOURS."""
    file = HistoryFile.objects.select_for_update().get(pk=pk)
    if (file.region_id, file.line) != (origin.region.pk, origin.line):
        raise NOT_YOURS()
    if file.state not in (FileState.RECEIVED, FileState.SENT_BACK):
        raise REPLACED_ALREADY()
    arrow = FILE.check("replace", state=file.state, actor="")
    file.state = FileState(arrow.target)
    file.version += 1
    file.save(update_fields=["state", "version"])
    return file


def _asked(origin: Origin, today: dt.date) -> Asked:
    """What the file may tell: of this region's own register only months before its books opened here."""
    insurances = frozenset(insurance for insurance, line in LINE_OF.items() if line == origin.line)
    before, is_legacy = Month.of(today), origin.kind == FileKind.LEGACY
    books = Book.objects.filter(region=origin.region, fund__in=_funds(origin.line))
    opened = [Month.of(day) for day in books.values_list("opened_on", flat=True)]
    if is_legacy:
        before = min([before, *opened])
    since = year_end(min(opened).year - 1) if opened else today
    return Asked(insurances, insurances & set(AccountKind.values), before, today, is_legacy, since)


def _funds(line: str) -> list[str]:
    return [fund for fund, its in LINE_OF_FUND.items() if its == line]


def _check_money(origin: Origin, found: Totals) -> None:
    """Money for the accounts that certificates open, of all files of their letter (T66 4), and a book to put it in."""
    if origin.kind == FileKind.LEGACY:
        return
    together = list(of_letter(origin.region.pk, origin.line, origin.place.pk, origin.letter).exclude(state__in=GONE))
    came = [file.money_fen for file in together if file.money_fen is not None]
    if origin.money is not None:
        fund = account_of(origin.line)
        if not Book.objects.filter(region=origin.region, fund=fund, opened_on__lte=origin.money.arrived_on).exists():
            raise MONEY_NO_BOOK()
        came.append(origin.money.amount_fen)
    if found.balance_fen and not came:
        raise MONEY_MISSING()
    if found.balance_fen + sum(file.found_balance_fen for file in together) > sum(came) and found.balance_fen:
        raise MONEY_SHORT()


def _read(content: bytes, asked: Asked) -> tuple[list[dict[str, str]], list[ReadRow]]:
    rows = read_csv(content, columns=COLUMNS, required=REQUIRED, unreadable=FILE_UNREADABLE, lacking=FILE_COLUMNS)
    given = [cells for _, cells in islice(rows, MOST_ROWS + 1)]
    if not given:
        raise FILE_EMPTY()
    if len(given) > MOST_ROWS:
        raise FILE_LONG(most=MOST_ROWS)
    return given, [read(cells, asked) for cells in given]


def _keep(file: HistoryFile, given: list[dict[str, str]], rows: list[ReadRow]) -> None:
    subjects: dict[str, int] = {}
    names: dict[bytes, str] = {}
    regions = frozenset(Region.objects.values_list("pk", flat=True)) if any(row.residence for row in rows) else ()
    employers = employers_by_code({row.employer_code for row in rows if row.employer_code})
    pairs = iter(enumerate(zip(given, rows, strict=True), 2))
    while part := list(islice(pairs, ROWS_AT_ONCE)):
        kept = []
        for number, (cells, row) in part:
            subjects.setdefault(row.number, len(subjects) + 1)
            if not row.problem and row.residence and row.residence not in regions:
                row.problem = "history_residence"
            kept.append(_row(file, number, subjects[row.number], cells, row, employers))
        know(kept, names)
        HistoryRow.objects.bulk_create(kept, batch_size=1000)


def _row(
    file: HistoryFile, number: int, subject: int, cells: dict[str, str], row: ReadRow, employers: Mapping[str, int]
) -> HistoryRow:
    return HistoryRow(
        file=file,
        number=number,
        subject=subject,
        record=row.record,
        given=json.dumps(cells, ensure_ascii=False),
        number_hash=keyed_hash(row.number),
        insurance=row.insurance,
        from_month=row.from_month,
        before_month=row.before_month,
        base_fen=row.base_fen,
        amount_fen=row.amount_fen,
        as_of=row.as_of,
        decision=row.decision[: LONGEST["decision"]],
        decided_on=row.decided_on,
        employer_id=employers.get(row.employer_code),
        employer_code=row.employer_code[: LONGEST["employer_code"]],
        employer_name=row.employer_name[: LONGEST["employer_name"]],
        problem=row.problem,
    )
