"""Questions about history: files within a viewer's reach, their totals, and what of it counts for a person."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Replace, Upper

from contributions.accounts.models import AccountKind
from contributions.history.models import (
    GONE,
    FileKind,
    FileState,
    HistoryFile,
    HistoryMonth,
    HistoryRow,
    MonthKind,
    RecordKind,
)
from contributions.history.rules import Totals
from enrollment.registry.models import Employer
from enrollment.registry.records import records_of
from funds.banking.models import StatementLine
from funds.ledger.models import AccountKind as BookAccount
from siadmin.agency.insurances import LINE_OF
from siadmin.agency.posts import Post
from siadmin.agency.viewer import Viewer
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month

LOOKS = (Post.CLERK, Post.REVIEWER, Post.APPROVER, Post.DIRECTOR, Post.ACCOUNTANT, Post.AUDITOR)
DECIDES = (Post.REVIEWER, Post.APPROVER)
TOTAL_NAMES: dict[str, Words] = {
    "people": Words("人数", "People"),
    "months": Words("实缴月数", "Months paid"),
    "base_fen": Words("缴费基数合计", "Bases, month by month"),
    "deemed_months": Words("视同缴费月数", "Months deemed paid"),
    "balance_fen": Words("个人账户余额合计", "Balances of personal accounts"),
}


def files_seen_by(viewer: Viewer) -> QuerySet[HistoryFile]:
    """Files of the line and region of a post that works with them; the newest first."""
    condition = Q(pk__in=[])
    for path, line in {(reach.path, reach.line) for reach in viewer.holding(LOOKS).reaches}:
        condition |= Q(region__path__startswith=path, line=line)
    return (
        HistoryFile.objects.filter(condition)
        .select_related("region", "place", "received_by", "submitted_by", "confirmed_by", "decided_by", "run")
        .order_by("-received_at", "-pk")
    )


def may_decide(viewer: Viewer, file: HistoryFile) -> bool:
    """Whether a viewer holds a post that lets a file be booked there; whether they sent it is another question."""
    return any(
        file.region.path.startswith(reach.path) and file.line == reach.line for reach in viewer.holding(DECIDES).reaches
    )


def told_of(file: HistoryFile) -> Totals:
    """What the covering letter says."""
    return Totals(**{each.name: getattr(file, f"told_{each.name}") for each in fields(Totals)})


def found_of(file: HistoryFile) -> Totals:
    """What the rows come to."""
    return Totals(**{each.name: getattr(file, f"found_{each.name}") for each in fields(Totals)})


def cells_of(row: HistoryRow) -> dict[str, str]:
    """The cells of a row as they came."""
    cells: dict[str, str] = json.loads(row.given)
    return cells


def account_of(line: str) -> str:
    """The personal account that the agencies of a line keep; its fund has the same code."""
    return next(str(account) for account in AccountKind.values if LINE_OF[account] == line)


def lines_it_came_by(file: HistoryFile) -> list[StatementLine]:
    """Open lines of the bank that may have brought a file's money: of its account and amount, the nearest day first."""
    amount_fen, told_on = file.money_fen, file.money_on
    assert amount_fen is not None and told_on is not None, "money that came has an amount and a day"
    taken = HistoryFile.objects.filter(money_line__isnull=False).exclude(state__in=GONE).values("money_line")
    lines = StatementLine.objects.filter(
        bank_account__account__kind=BookAccount.FISCAL,
        bank_account__account__book__region=file.region_id,
        bank_account__account__book__fund=account_of(file.line),
        amount_fen=amount_fen,
        matched_at__isnull=True,
        matches__isnull=True,
    ).exclude(pk__in=taken)
    return sorted(lines.select_related("bank_account"), key=lambda each: (abs(each.value_on - told_on), each.pk))


def of_letter(region: str, line: str, place: str, letter: str) -> QuerySet[HistoryFile]:
    """Certificates that came for a region and line from a place under one covering letter."""
    plain = HistoryFile.objects.annotate(plain=Upper(Replace("letter", Value(" "))))
    return plain.filter(
        kind=FileKind.CERTIFICATE, region=region, line=line, place=place, plain=letter.replace(" ", "").upper()
    )


def opened_and_arrived(file: HistoryFile) -> tuple[int, int]:
    """What the accounts would hold that a file and the approved ones of its letter open, and what arrived, in fen."""
    together = of_letter(file.region_id, file.line, file.place_id, file.letter)
    both = together.filter(Q(state__in=(FileState.APPROVED, FileState.BOOKED)) | Q(pk=file.pk))
    confirmed = both.filter(confirmed_at__isnull=False)
    opened = both.aggregate(sum=Sum("found_balance_fen", default=0))["sum"]
    return int(opened), int(confirmed.aggregate(sum=Sum("money_fen", default=0))["sum"])


def employers_by_code(codes: Collection[str]) -> dict[str, int]:
    """Employers registered here by their credit code, the present one where a code was used again."""
    rows = Employer.objects.filter(credit_code__in=codes).order_by(F("cancelled_on").asc(nulls_last=True), "pk")
    return dict(rows.values_list("credit_code", "pk"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row of one insurance from one row: paid on one base, or deemed paid by one decision."""

    row: HistoryRow
    first: Month
    last: Month

    @property
    def months(self) -> int:
        return self.last.index - self.first.index + 1

    @property
    def is_deemed(self) -> bool:
        return self.row.record == RecordKind.DEEMED


def months_of(person_id: int) -> list[HistoryMonth]:
    """Every month of history that counts for a person, under any of their records, by month and insurance."""
    own = HistoryMonth.objects.filter(person_id__in=records_of(person_id))
    return list(own.order_by("month", "insurance", "person_id"))


def counted_since(people: Mapping[int, Month]) -> dict[tuple[int, str], list[Month]]:
    """For people by id, each from a month on: the months of history that count, by person and insurance, in order."""
    found: dict[tuple[int, str], list[Month]] = {}
    if not people:
        return found
    told = HistoryMonth.objects.filter(person_id__in=people, month__gte=min(people.values())).order_by("month")
    for person_id, insurance, month in told.values_list("person_id", "insurance", "month"):
        if month >= people[person_id]:
            found.setdefault((person_id, insurance), []).append(month)
    return found


def stretches_of(person_id: int, months: Sequence[HistoryMonth]) -> list[Stretch]:
    """The rows behind months of a person, the latest first, with their file, place and employer."""
    rows = (
        HistoryRow.objects.filter(person_id__in=records_of(person_id), pk__in={month.row_id for month in months})
        .select_related("file__place", "file__region", "employer")
        .in_bulk()
    )
    found = []
    for row_id, each in groupby(sorted(months, key=lambda month: (month.row_id, month.month)), lambda m: m.row_id):
        own = list(each)
        found.append(Stretch(rows[row_id], own[0].month, own[-1].month))
    return sorted(found, key=lambda stretch: (-stretch.first.index, stretch.row.insurance))


def paid_in(months: Sequence[HistoryMonth], insurance: str) -> set[Month]:
    """The months of one insurance that were paid, each once, whichever records say them."""
    return {each.month for each in months if each.insurance == insurance and each.kind == MonthKind.ACTUAL}


def deemed_in(months: Sequence[HistoryMonth], insurance: str) -> set[Month]:
    """The months of one insurance deemed paid, a counter of its own; paid under another record, it is paid."""
    deemed = {each.month for each in months if each.insurance == insurance and each.kind == MonthKind.DEEMED}
    return deemed - paid_in(months, insurance)
