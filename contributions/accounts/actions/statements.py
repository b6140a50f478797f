"""The yearly statement to everybody (SIL 74, REG 74, IMPL 17): a message to each person, its PDF set when it is opened.

A letter takes a fifth of a second to set, a million of them two days; the figures follow from rows that only grow, so
the letter that is set later says what the message said, and is the same at every opening (its key: a person's year).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contributions.accounts.actions.certificates import issue_rights, year_of_months
from contributions.accounts.kinds import (
    STATEMENT,
    YEARLY,
    YEARLY_OF_RESIDENTS,
    YEARLY_OF_RESIDENTS_WITHOUT_ACCOUNT,
)
from contributions.accounts.law import bears_interest
from contributions.accounts.names import ACCOUNTS_NAMES
from contributions.accounts.protocols import brought_in
from contributions.accounts.selectors.rights import Rights, accounts_of_line, insurances_of_line, rights_seen_by
from contributions.accounts.selectors.years import settled_years, year_end
from contributions.assessment.models import Bill
from contributions.assessment.selectors import record_of
from enrollment.registry.models import Merge, Person
from enrollment.registry.records import records_of
from siadmin.agency.insurances import FUND_OF, LINE_NAMES, ResidentScheme
from siadmin.agency.models import Office, Region, User
from siadmin.agency.trail import record
from siadmin.agency.viewer import Viewer
from siadmin.kernel import runs
from siadmin.kernel.database import joining_sets, run_sql
from siadmin.kernel.language import Words
from siadmin.kernel.models import Run, Slice
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.kernel.runs import Scope
from siadmin.letters.actions import Addressed, send_many
from siadmin.letters.models import Issued, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.letters.texts import MessageText

SQL = Path(__file__).resolve().parent.parent / "sql"
PEOPLE_A_SLICE = 5_000
INTEREST_FIRST = Reason(
    "statement_before_interest",
    "{year} 年{name_zh}尚未计息，不能寄送权益记录单。",
    "{name_en} have no interest for {year} yet; its statements cannot be sent.",
    "先完成该年度的计息。",
    "Credit the interest of the year first.",
)
STATEMENT_YEAR_NOT_OVER = Reason(
    "statement_year_not_over",
    "{year} 年还没有结束，不能寄送权益记录单。",
    "{year} is not over yet; its statements cannot be sent.",
    "年度结束后再寄送。",
    "Send them when the year is over.",
)


class StatementRun:
    """The yearly statements of a region's line. Each slice writes the messages of its people."""

    code = "statements"
    title = Words("年度权益记录单", "Yearly statements")

    def plan(self, run: Run) -> Iterable[Scope]:
        wanted = {
            "region": run.parameters["region"],
            "insurances": insurances_of_line(run.parameters["line"]),
            "size": run.parameters["people_a_slice"],
        }
        for first, last, people in run_sql(SQL / "plan_years.sql", wanted):
            yield Scope({"first": first, "last": last}, people)

    def execute(self, part: Slice) -> dict[str, Any]:
        """Tell everybody of a range, who was both as employee and as resident. Again it tells nobody twice."""
        told, sums = part.run.parameters, {"people": 0, "sent": 0}
        for schemes in schemes_told(told["line"]):
            rows = said_of(told["region"], schemes, told["year"], part.scope["first"], part.scope["last"])
            messages = [_addressed(told, schemes.text.names, said) for said in rows]
            sums["people"] += len(rows)
            sums["sent"] += send_many(schemes.text, messages, at=part.run.planned_at)
        return sums

    def finish(self, run: Run) -> dict[str, Any]:
        """Add the slices up."""
        return runs.add_up(run, {"people": 0, "sent": 0})


@dataclass(frozen=True, slots=True)
class SchemesTold:
    """What one statement of a line is about: the five's of the line together, or the residents' scheme."""

    insurances: tuple[str, ...]
    account: str | None
    is_of_residents: bool

    @property
    def text(self) -> MessageText:
        if not self.is_of_residents:
            return YEARLY
        return YEARLY_OF_RESIDENTS if self.account else YEARLY_OF_RESIDENTS_WITHOUT_ACCOUNT


def schemes_told(line: str) -> tuple[SchemesTold, ...]:
    """Employees (and who pays by themself) by months, residents by the year they paid at once."""
    return tuple(
        SchemesTold(
            insurances=tuple(one for one in insurances_of_line(line) if (one in ResidentScheme.values) == residents),
            account=next((one for one in accounts_of_line(line) if (one in ResidentScheme.values) == residents), None),
            is_of_residents=residents,
        )
        for residents in (False, True)
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What a person's statement says, in fen: `own_fen` of the paid months, `balance_fen` at the end of the year."""

    number: str
    months: int
    own_fen: int
    balance_fen: int | None


def said_of(region: str, schemes: SchemesTold, year: int, first: int, last: int) -> list[Said]:
    """What is said to everybody of a range whom a statement is for.

    Who has several records gets one statement, of all of them, under the record they stand under.
    """
    rows = _said_of_records(region, schemes, year, first, last)
    within = Q(record_id__gte=first, record_id__lte=last) | Q(into_id__gte=first, into_id__lte=last)
    merges = list(Merge.objects.filter(within, undone_at__isnull=True).select_related("record", "into"))
    if not merges:
        return rows
    heads = {merge.into for merge in merges if first <= merge.into_id <= last}
    several = {merge.record.number for merge in merges} | {head.number for head in heads}
    told = [each for head in heads for each in _said_of_all(head, region, schemes, year)]
    return sorted([row for row in rows if row.number not in several] + told, key=lambda said: said.number)


def _said_of_all(head: Person, region: str, schemes: SchemesTold, year: int) -> list[Said]:
    """What is said of somebody with several records; nothing where none of them is for this statement."""
    rows = [row for record in records_of(head.pk) for row in _said_of_records(region, schemes, year, record, record)]
    if not rows:
        return []
    first, last = year_of_months(year)
    counted = schemes.insurances[0]
    paid = [
        each
        for each in record_of(head.pk, today=year_end(year))
        if each.insurance == counted and each.is_assessed and each.is_paid and first <= each.month <= last
    ]
    here = set(
        Bill.objects.filter(
            payer__in={each.employer_id for each in paid}, region_id=region, fund=FUND_OF[counted],
            month__gte=first, month__lte=last,
        ).values_list("payer", "month")
    )  # fmt: skip
    paid = [each for each in paid if (each.employer_id, each.month) in here]
    balances = [row.balance_fen for row in rows if row.balance_fen is not None]
    elsewhere = brought_in.all(region, counted, first, last, records_of(head.pk))
    return [
        Said(
            head.number,
            len({each.month for each in paid}) + sum(months for _, months in elsewhere),
            sum(each.employee_fen for each in paid),
            sum(balances) if balances else None,
        )
    ]


def _said_of_records(region: str, schemes: SchemesTold, year: int, first: int, last: int) -> list[Said]:
    january, december = year_of_months(year)
    with joining_sets():
        rows = run_sql(
            SQL / "statements_slice.sql",
            {
                "region": region,
                "insurances": list(schemes.insurances),
                "counted": schemes.insurances[0],
                "fund": FUND_OF[schemes.insurances[0]],
                "account": schemes.account or "",
                "january": january.first_day,
                "december": december.first_day,
                "ends_on": year_end(year),
                "first": first,
                "last": last,
            },
        )
    elsewhere = _brought(region, schemes.insurances[0], january, december, [number for number, *_ in rows])
    return [
        Said(number, int(months) + elsewhere.get(number, 0), int(own), None if fen is None else int(fen))
        for number, months, own, fen in rows
    ]


def _brought(region: str, counted: str, january: Month, december: Month, numbers: list[str]) -> dict[str, int]:
    """Months of the year paid elsewhere that the region keeps for people, by number."""
    people = dict(Person.objects.filter(number__in=numbers).values_list("pk", "number"))
    found: dict[str, int] = defaultdict(int)
    for person_id, months in brought_in.all(region, counted, january, december, people.keys()):
        found[people[person_id]] += months
    return found


def message_key(region: str, line: str, year: int) -> str:
    """The key of everybody's message of a run."""
    return f"{region}:{line}:{year}"


def _addressed(told: dict[str, Any], names: Collection[str], said: Said) -> Addressed:
    values = {
        "year": str(told["year"]), "line": LINE_NAMES[told["line"]], "months": said.months, "own_fen": said.own_fen,
        "balance_fen": said.balance_fen,
    }  # fmt: skip
    return Addressed(
        to=Recipient(RecipientKind.PERSON, said.number),
        values={name: values[name] for name in names},
        page=("citizen_statement_year", str(told["year"]), told["line"]),
        key=message_key(told["region"], told["line"], told["year"]),
    )


@transaction.atomic
def open_statements(
    *,
    region: Region,
    line: str,
    year: int,
    by: User | None,
    at: dt.datetime,
    people_a_slice: int = PEOPLE_A_SLICE,
) -> tuple[Run, bool]:
    """Plan a year's statements; asking twice gives the same run. Raises STATEMENT_YEAR_NOT_OVER, INTEREST_FIRST."""
    if timezone.localdate(at) <= year_end(year):
        raise STATEMENT_YEAR_NOT_OVER(year=year)
    for account in accounts_of_line(line):
        if bears_interest(region, account, year) and year not in settled_years(region.pk, account):
            raise INTEREST_FIRST(year=year, name_zh=ACCOUNTS_NAMES[account].zh, name_en=ACCOUNTS_NAMES[account].en)
    run, is_new = runs.open_run(
        kind=StatementRun.code,
        key=message_key(region.pk, line, year),
        parameters={"region": region.pk, "line": line, "year": year, "people_a_slice": people_a_slice},
        by=by.pk if by else None,
        at=at,
    )
    if is_new:
        record(
            by=by, at=at, code="statements_opened", subject_kind="run", subject=str(run.pk), region=region.pk,
            line=line, year=year,
        )  # fmt: skip
    return run, is_new


def yearly_rights(viewer: Viewer, person: Person, line: str, year: int, today: dt.date) -> Rights | None:
    """What the statement of a year says, as far as the viewer may see it."""
    first, last = year_of_months(year)
    return rights_seen_by(viewer, person, line=line, today=today, first=first, last=last)


def issue_yearly(
    *, rights: Rights, year: int, office: Office, language: str, by: User | None, at: dt.datetime
) -> tuple[Issued, bytes]:
    """The letter of a person's year and line in a language: the same at every opening."""
    key = f"yearly:{rights.person.number}:{year}:{language}"
    return issue_rights(
        what=STATEMENT, rights=rights, office=office, language=language, by=by, at=at, key=key,
        balance_until=year_end(year),
    )  # fmt: skip
