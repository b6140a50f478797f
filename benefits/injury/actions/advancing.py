"""The fund pays in an uninsured employer's stead, tells it so, and takes back what it pays (SIL 41)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from benefits.injury.kinds import ADVANCED, ADVANCED_JOINTLY
from benefits.injury.law import law_of
from benefits.injury.models import Advance, AdvanceRecovered, AdvanceUncollectable, Injury
from benefits.injury.selectors.advanced import arrived_by_item, arrived_of, left_of
from benefits.injury.words import ADVANCED_JOINTLY_TEXT, ADVANCED_TEXT
from enrollment.registry.actions import lock_people
from enrollment.registry.models import Employer
from enrollment.registry.records import records_of
from funds.banking.actions import ReadOff, spending_account, use_line, why_not_use
from funds.ledger.actions import Line, by_item, post
from funds.ledger.models import AccountKind, Book, Side
from funds.ledger.selectors import first_open_day
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.kernel.workdays import after_working_days
from siadmin.letters.actions import issue, send
from siadmin.letters.models import Issued, Language, RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case
from siadmin.policy.calendar import WorkCalendar

NOTHING_TO_ADVANCE = Reason(
    "injury_nothing_to_advance",
    "工伤 {number} 的用人单位已参保，或者已决定先行支付。",
    "The employer of injury {number} had insured, or an advance is decided already.",
    "直接申领待遇。",
    "Claim the benefits as they are.",
)
EMPLOYER_MAY_STILL_PAY = Reason(
    "injury_employer_may_still_pay",
    "用人单位在 {day} 前仍可支付。",
    "The employer may still pay until {day}.",
    "期限届满仍不支付，或者单位拒绝支付的，再决定先行支付。",
    "Advance once that day is past, or the employer refuses.",
)
MORE_THAN_ADVANCED = Reason(
    "injury_more_than_advanced",
    "先行支付 {number} 已支付且尚未收回的只有 {left} 元。",
    "Of advance {number} only ¥{left} were paid and have not come back.",
    "核对金额。",
    "Check the amount.",
)
NOT_ARRIVED_YET = Reason(
    "injury_advance_not_arrived",
    "先行支付 {number} 尚未收回的部分中，银行回执支付成功的只有 {arrived} 元，其余仍可能退回。",
    "Of what is left of advance {number} banks have answered only ¥{arrived} as paid; the rest may come back yet.",
    "导入银行回执后再登记。",
    "Import the bank's answer first, then record it.",
)
LOST_ALREADY = Reason(
    "injury_lost_already",
    "先行支付 {number} 已登记无法追回。",
    "Advance {number} is on record as uncollectable already.",
    "不重复登记。",
    "It is not recorded twice.",
)


def why_not_advance(injury: Injury, asked_on: dt.date, *, refuses: bool, on: dt.date) -> Refusal | None:
    if injury.was_insured or Advance.objects.filter(injury=injury).exists():
        return NOTHING_TO_ADVANCE(number=injury.number)
    days = law_of("injury.advance_employer_days", injury.region, on)
    last = after_working_days(asked_on, int(days.value), WorkCalendar())
    return EMPLOYER_MAY_STILL_PAY(day=last) if not refuses and on <= last else None


@transaction.atomic
def decide_advance(
    *, injury: Injury, asked_on: dt.date, refuses: bool, case: Case, by: User, at: dt.datetime
) -> Advance:  # fmt: skip
    """From now on the fund pays its benefits as they are claimed, and the employer owes them.

    With it, on a site that insured nobody that day, its general contractor. Raises NOTHING_TO_ADVANCE,
    EMPLOYER_MAY_STILL_PAY.
    """
    lock_people(records_of(injury.person_id))
    on = timezone.localdate(at)
    if refusal := why_not_advance(injury, asked_on, refuses=refuses, on=on):
        raise refusal
    days = law_of("injury.advance_employer_days", injury.region, on)
    number, due_on = opaque_number("Y"), after_working_days(on, int(days.value), WorkCalendar())
    employer, to = injury.employer, Recipient(RecipientKind.EMPLOYER, injury.employer.number)
    figures = {"number": number, "due_on": str(due_on)}
    content = figures | {
        "employer": employer.name, "name": injury.person.name, "happened_on": str(injury.happened_on),
        "injury": injury.number, "asked_on": str(asked_on), "case": case.number,
    }  # fmt: skip
    letter, _ = issue(
        kind=ADVANCED, office=case.office, subject=to, content=content, figures=figures, language=Language.BOTH,
        by=by, at=at, today=on, holder=employer.name, to=employer.name, key=case.number,
    )  # fmt: skip
    contractor, told_too = liable_with(injury), None
    if contractor is not None:
        told_too = _tell_jointly(contractor, injury, content, figures, case, by, at)
    with refusing("injury_advance_injury_id_key", NOTHING_TO_ADVANCE(number=injury.number)):
        advance = Advance.objects.create(
            number=number, injury=injury, asked_on=asked_on, due_on=due_on, case=case, letter=letter, decided_by=by,
            decided_at=at, contractor=contractor, contractor_letter=told_too,
        )  # fmt: skip
    record(
        by=by, at=at, code="injury_advance_decided", subject_kind="employer", subject=employer.number, number=number,
        injury=injury.number,
    )  # fmt: skip
    send(
        ADVANCED_TEXT, to=to, at=at, issued=letter, key=number,
        values={"number": number, "due_on": str(due_on)},
    )  # fmt: skip
    return advance


def liable_with(injury: Injury) -> Employer | None:
    """The general contractor of the site, where it is another than the employer (人社部发〔2014〕103号)."""
    if injury.project is None or injury.project.employer_id == injury.employer_id:
        return None
    return injury.project.employer


def _tell_jointly(
    contractor: Employer, injury: Injury, content: dict[str, str], figures: dict[str, str], case: Case, by: User,
    at: dt.datetime,
) -> Issued:  # fmt: skip
    """In writing, and by a message."""
    assert injury.project is not None
    to = Recipient(RecipientKind.EMPLOYER, contractor.number)
    site = f"{injury.project.name} · {injury.project.number}"
    letter, _ = issue(
        kind=ADVANCED_JOINTLY, office=case.office, subject=to,
        content=content | {"contractor": contractor.name, "project": site}, figures=figures, language=Language.BOTH,
        by=by, at=at, today=timezone.localdate(at), holder=contractor.name, to=contractor.name,
        key=f"{case.number}:contractor",
    )  # fmt: skip
    send(
        ADVANCED_JOINTLY_TEXT, to=to, at=at, issued=letter, key=figures["number"],
        values=figures | {"project": injury.project.number},
    )  # fmt: skip
    return letter


def why_not_take_back(
    advance: Advance, amount_fen: int, read: ReadOff, today: dt.date, *, by: dt.datetime | None = None
) -> Refusal | None:
    """`by`: what had arrived by then counts; while nothing is recorded yet, whatever has."""
    if amount_fen > (left := left_of(advance)):
        return MORE_THAN_ADVANCED(number=advance.number, left=written(left))
    if amount_fen > (arrived := arrived_of(advance, by)):
        return NOT_ARRIVED_YET(number=advance.number, arrived=written(arrived))
    account, since = spending_account(advance.injury.region, Fund.INJURY), timezone.localdate(advance.decided_at)
    return why_not_use(account, read, amount_fen, since=since, today=today)


@transaction.atomic
def take_back(
    *, advance: Advance, amount_fen: int, read: ReadOff, case: Case, by: User, at: dt.datetime
) -> AdvanceRecovered:
    """It came to the expenditure account, and is booked back as benefits of the fund, once by the bank's line.

    Only of what had arrived by then. What a bank returns later after all was paid for by the employer with this, and
    is paid again; where it is not, as the benefit has ended, what the employer is to have back is for a person to see
    to. Raises MORE_THAN_ADVANCED, NOT_ARRIVED_YET and what `why_not_use` answers.
    """
    injury = advance.injury
    book = Book.objects.select_for_update().get(region=injury.region, fund=Fund.INJURY)
    if refusal := why_not_take_back(advance, amount_fen, read, timezone.localdate(at), by=at):
        raise refusal
    entry, _ = post(
        key=f"advance:{case.number}", flow="injury_advance_repaid", booked_on=first_open_day(book, read.on),
        reason=f"用人单位偿还先行支付的工伤待遇 {advance.number}", by=by.pk, at=at,
        lines=[
            Line(book, AccountKind.EXPENDITURE, Side.DEBIT, amount_fen),
            *by_item(book, Side.CREDIT, _of_items(advance, amount_fen, at), Month.of(read.on)),
        ],
    )  # fmt: skip
    use_line(
        account=spending_account(injury.region, Fund.INJURY), read=read, entry=entry, fen=amount_fen,
        since=timezone.localdate(advance.decided_at), case=case, by=by, at=at,
    )  # fmt: skip
    back = AdvanceRecovered.objects.create(
        advance=advance, amount_fen=amount_fen, received_on=read.on, case=case, entry=entry, recorded_at=at
    )
    record(
        by=by, at=at, code="injury_advance_recovered", subject_kind="employer", subject=case.subject,
        number=advance.number, amount_fen=amount_fen, bank_reference=read.reference,
    )  # fmt: skip
    return back


def _of_items(advance: Advance, amount_fen: int, by: dt.datetime) -> dict[str, int]:
    """Fen taken off what was paid, the item with most left first."""
    taken = dict[str, int]()
    for item, fen in arrived_by_item(advance, by):
        taken[item] = min(fen, amount_fen - sum(taken.values()))
    return taken


@transaction.atomic
def give_up(*, advance: Advance, case: Case, by: User, at: dt.datetime) -> AdvanceUncollectable:
    """Raises LOST_ALREADY."""
    with refusing("injury_advanceuncollectable_advance_id_key", LOST_ALREADY(number=advance.number)):
        lost = AdvanceUncollectable.objects.create(advance=advance, case=case, recorded_at=at)
    record(
        by=by, at=at, code="injury_advance_lost", subject_kind="employer", subject=case.subject,
        number=advance.number, amount_fen=left_of(advance),
    )  # fmt: skip
    return lost
