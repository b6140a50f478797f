"""What was paid after a benefit ended is demanded as it ends, and comes back at once or by the month (REG 46)."""

import datetime as dt
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Sum
from django.utils import timezone

from benefits.payments.actions.demanding import came_back, demanded, tell_repaid, to_person
from benefits.payments.causes import causes
from benefits.payments.models import (
    Ending,
    EndingKind,
    Instalment,
    OverpaidMonth,
    Overpayment,
    OwedBack,
    Recovered,
    RecoveredBy,
    RepaymentAgreement,
    ResultFile,
)
from benefits.payments.rules.instalments import split
from benefits.payments.selectors.items import asked_by_item
from benefits.payments.selectors.persons import name_of, standing_offset
from benefits.payments.words import DEMANDED_TEXT, OWED_TEXT
from funds.banking.actions import ReadOff, spending_account, why_not_use
from funds.ledger.models import Account, Book
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.protection import opaque_number
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import send
from siadmin.matters.models import Case

SQL = Path(__file__).resolve().parent.parent / "sql"
MORE_THAN_LEFT = Reason(
    "overpayment_more_than_left",
    "退款 {number} 只剩 {left} 元未退。",
    "Only ¥{left} of the demand {number} are left.",
    "核对金额；多收的按退款办理。",
    "Check the amount; what is too much goes back as a refund.",
)
AGREED_ALREADY = Reason(
    "overpayment_agreed_already",
    "退款 {number} 已有还款协议。",
    "The demand {number} has an agreement already.",
    "按已有协议还款。",
    "Repay as agreed.",
)
TOO_MANY_MONTHS = Reason(
    "overpayment_too_many_months",
    "{left} 元不能分 {months} 个月退还。",
    "¥{left} cannot be repaid over {months} months.",
    "减少月数。",
    "Choose fewer months.",
)


def demand(ending: Ending, at: dt.datetime) -> Overpayment | None:
    """What was paid for months from the end on; None where nothing was. Raises NoLawInForce."""
    if ending.kind != EndingKind.ENDED:
        return None
    rows = run_sql(SQL / "overpaid.sql", {"ending": ending.pk})
    if not rows:
        return None
    entitlement = ending.entitlement
    asked = demanded(
        region=entitlement.region, person=entitlement.person, of=entitlement.number, component=name_of(entitlement),
        cause=causes()[ending.because], from_month=ending.from_month, case=ending.case, by=ending.decided_by, at=at,
        months=[{"month": str(Month.of(month)), "run": run, "fen": fen} for month, _, run, fen in rows],
    )  # fmt: skip
    amount = sum(fen for *_, fen in rows)
    overpayment = Overpayment.objects.create(
        number=asked.number, ending=ending, amount_fen=amount, due_on=asked.due_on, law=asked.law,
        letter=asked.letter, found_at=at,
    )  # fmt: skip
    OverpaidMonth.objects.bulk_create(
        OverpaidMonth(overpayment=overpayment, month=Month.of(month), paid_in_id=run_id, amount_fen=fen)
        for month, run_id, _, fen in rows
    )
    record(
        by=ending.decided_by, at=at, code="overpayment_demanded", subject_kind="person",
        subject=entitlement.person.number, entitlement=entitlement.number, demand=asked.number, amount_fen=amount,
        due_on=str(asked.due_on),
    )  # fmt: skip
    send(
        DEMANDED_TEXT, to=to_person(entitlement.person), at=at, page=("citizen_benefits",), issued=asked.letter,
        values={"from_month": str(ending.from_month), "amount_fen": amount, "due_on": asked.due_on},
        key=f"demanded:{asked.number}",
    )  # fmt: skip
    return overpayment


def left_of(overpayment: Overpayment) -> int:
    """Fen that have not come back."""
    back: int = overpayment.recovered.aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return overpayment.amount_fen - back


def free_of(overpayment: Overpayment) -> int:
    """Fen that have not come back and that no payment that may yet leave is less by; `sql/offsets.sql` counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payments_taken_of(%s)", [overpayment.pk])
        return overpayment.amount_fen - int(cursor.fetchone()[0])


def why_not_repay(overpayment: Overpayment, amount_fen: int, read: ReadOff, today: dt.date) -> Refusal | None:
    """Why so much cannot have been repaid by this line of the bank."""
    if amount_fen > (left := free_of(overpayment)):
        return MORE_THAN_LEFT(number=overpayment.number, left=written(left))
    since, account = timezone.localdate(overpayment.found_at), account_of(overpayment)
    return why_not_use(account, read, amount_fen, since=since, today=today)


def account_of(overpayment: Overpayment) -> Account:
    """Where it was paid from and comes back to."""
    entitlement = overpayment.ending.entitlement
    return spending_account(entitlement.region, entitlement.fund)


@transaction.atomic
def repay(
    *, overpayment: Overpayment, amount_fen: int, read: ReadOff, case: Case, by: User, at: dt.datetime
) -> Recovered:
    """It came to the expenditure account: booked back as benefits of the fund, once by the bank's line.

    Raises MORE_THAN_LEFT and what `why_not_use` answers.
    """
    entitlement = overpayment.ending.entitlement
    book = Book.objects.select_for_update().get(region=entitlement.region, fund=entitlement.fund)
    if refusal := why_not_repay(overpayment, amount_fen, read, timezone.localdate(at)):
        raise refusal
    entry = came_back(
        book=book, reason=f"多享受待遇退还 {overpayment.number}", read=read,
        items=asked_by_item(overpayment.pk, amount_fen), since=timezone.localdate(overpayment.found_at), case=case,
        by=by, at=at,
    )  # fmt: skip
    back = Recovered.objects.create(
        overpayment=overpayment, kind=RecoveredBy.REPAID, amount_fen=amount_fen, received_on=read.on, case=case,
        entry=entry, recorded_at=at,
    )  # fmt: skip
    tell_repaid(
        person=entitlement.person, demand=overpayment.number, amount_fen=amount_fen, left_fen=left_of(overpayment),
        read=read, case=case, by=by, at=at,
    )  # fmt: skip
    return back


def take_off_returned(answer: ResultFile, run_id: int, persons: list[int], at: dt.datetime) -> None:
    """A bank returned what had been demanded back: as much less is asked for, and what had come back before is owed."""
    if not persons:
        return
    given = {"answer": answer.pk, "run": run_id, "persons": persons, "on": timezone.localdate(at), "at": at}
    for overpayment_id, fen in run_sql(SQL / "overpaid_returned.sql", given):
        found = OwedBack.objects.create(
            number=opaque_number("O"), overpayment_id=overpayment_id, amount_fen=fen, found_at=at
        )
        entitlement = found.overpayment.ending.entitlement
        record(
            by=None, at=at, code="owed_back_found", subject_kind="person", subject=entitlement.person.number,
            demand=found.overpayment.number, amount_fen=fen,
        )  # fmt: skip
        send(
            OWED_TEXT, to=to_person(entitlement.person), at=at, page=("citizen_benefits",), values={"amount_fen": fen},
            key=f"owed:{found.number}",
        )  # fmt: skip


def why_not_agree(overpayment: Overpayment, months: int) -> Refusal | None:
    left = left_of(overpayment)
    if standing_offset(overpayment) or RepaymentAgreement.objects.filter(overpayment=overpayment).exists():
        return AGREED_ALREADY(number=overpayment.number)
    if months > left:
        return TOO_MANY_MONTHS(left=written(left), months=months)
    return None


@transaction.atomic
def agree(
    *, overpayment: Overpayment, first_month: Month, months: int, case: Case, by: User, at: dt.datetime
) -> RepaymentAgreement:
    """What is left, in even monthly amounts. Raises AGREED_ALREADY, TOO_MANY_MONTHS."""
    entitlement = overpayment.ending.entitlement
    Book.objects.select_for_update().get(region=entitlement.region, fund=entitlement.fund)  # nothing comes meanwhile
    if refusal := why_not_agree(overpayment, months):
        raise refusal
    left = left_of(overpayment)
    agreement = RepaymentAgreement.objects.create(overpayment=overpayment, amount_fen=left, case=case, agreed_at=at)
    Instalment.objects.bulk_create(
        Instalment(agreement=agreement, month=first_month + place, amount_fen=fen)
        for place, fen in enumerate(split(left, months))
    )
    record(
        by=by, at=at, code="repayment_agreed", subject_kind="person", subject=entitlement.person.number,
        demand=overpayment.number, amount_fen=left, months=months,
    )  # fmt: skip
    return agreement
