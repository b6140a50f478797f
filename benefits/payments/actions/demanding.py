"""What somebody was paid and was not due is demanded in writing, and comes back by a line of the bank (REG 46)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from benefits.payments.kinds import DEMANDED
from benefits.payments.words import REPAID_TEXT
from enrollment.registry.models import Person
from funds.banking.actions import ReadOff, spending_account, use_line
from funds.ledger.actions import Line, by_item, post
from funds.ledger.models import AccountKind, Book, Entry, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.workdays import after_working_days
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.selectors import law_of_day


@dataclass(frozen=True, slots=True)
class Demand:
    """`due_on`: by when; `law`: what the term rests on."""

    number: str
    due_on: dt.date
    law: str
    letter: Issued


def to_person(person: Person) -> Recipient:
    return Recipient(RecipientKind.PERSON, person.number)


def demanded(
    *, region: Region, person: Person, of: str, component: Words, cause: Words, from_month: Month,
    months: Sequence[Mapping[str, Any]], case: Case, by: User, at: dt.datetime,
) -> Demand:  # fmt: skip
    """A letter over what runs paid in these months, each a month, a run and fen. Raises NoLawInForce."""
    on = timezone.localdate(at)
    law = law_of_day(region, on).law("payments.repay_days")
    number, due_on = opaque_number("D"), after_working_days(on, int(law.value), WorkCalendar())
    amount = sum(each["fen"] for each in months)
    figures = {"component": component, "amount_fen": amount, "due_on": due_on.isoformat()}
    content = figures | {
        "from_month": str(from_month), "months": list(months), "cause": cause, "law": law.source, "name": person.name,
        "number": of, "demand": number, "case": case.number,
    }  # fmt: skip
    letter, _ = issue(
        kind=DEMANDED, office=case.office, subject=to_person(person), content=content, figures=figures,
        language=Language.BOTH, by=by, at=at, today=on, holder=person.name, to=person.name, key=number,
    )  # fmt: skip
    return Demand(number, due_on, law.source[:300], letter)


def came_back(
    *, book: Book, reason: str, items: Mapping[str, int], read: ReadOff, since: dt.date, case: Case, by: User,
    at: dt.datetime,
) -> Entry:  # fmt: skip
    """To the expenditure account: booked back as benefits of the fund, item by item, once by the bank's line.

    Raises what `why_not_use` answers.
    """
    amount = sum(items.values())
    entry, _ = post(
        key=f"repaid:{case.number}", flow="benefit_recovered", booked_on=first_open_day(book, read.on), reason=reason,
        by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.EXPENDITURE, Side.DEBIT, amount),
            *by_item(book, Side.CREDIT, items, Month.of(read.on)),
        ],
    )  # fmt: skip
    use_line(
        account=spending_account(book.region, book.fund), read=read, entry=entry, fen=amount, since=since, case=case,
        by=by, at=at,
    )  # fmt: skip
    return entry


def tell_repaid(
    *, person: Person, demand: str, amount_fen: int, left_fen: int, read: ReadOff, case: Case, by: User, at: dt.datetime
) -> None:
    record(
        by=by, at=at, code="overpayment_repaid", subject_kind="person", subject=person.number, demand=demand,
        amount_fen=amount_fen, bank_reference=read.reference,
    )  # fmt: skip
    send(
        REPAID_TEXT, to=to_person(person), at=at, page=("citizen_benefits",), key=f"repaid:{case.number}",
        values={"amount_fen": amount_fen, "left_fen": left_fen},
    )  # fmt: skip
