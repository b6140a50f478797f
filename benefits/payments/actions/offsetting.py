"""What was paid too long is set off against another benefit of the same fund, by the month (REG 46)."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from benefits.payments.actions.recovering import AGREED_ALREADY, left_of
from benefits.payments.models import (
    BankFile,
    EndingKind,
    Entitlement,
    Offset,
    OffsetAgreement,
    OffsetEnding,
    Overpayment,
    RepaymentAgreement,
)
from benefits.payments.selectors.persons import standing_offset
from benefits.payments.words import OFFSET_TEXT, WITHDRAWN_TEXT
from funds.ledger.models import Book
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import run_sql
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import send
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.matters.models import Case

SQL = Path(__file__).resolve().parent.parent / "sql"
OFFSET_WHOLE = Reason(
    "offset_whole_benefit",
    "每月最多抵扣 {most} 元，不低于该待遇每月 {month} 元。",
    "¥{most} a month is no less than the benefit itself, ¥{month} a month.",
    "减少每月抵扣额，使本人仍有待遇到账。",
    "Agree on less, so that something is still paid.",
)
OFFSET_ELSEWHERE = Reason(
    "offset_of_another_fund",
    "待遇 {number} 不由同一地区的同一基金支付，不能抵扣。",
    "The benefit {number} is not of the same fund and place; nothing is set off against it.",
    "选择同一基金支付的待遇，或者按月退还。",
    "Choose a benefit of the same fund, or agree on instalments.",
)
CONSENT_WHEN = Reason(
    "offset_consent_when",
    "同意书的日期 {day} 早于退还通知，或者还没有到。",
    "The day of the consent, {day}, lies before the demand, or has not come yet.",
    "按同意书填写日期。",
    "Write the day of the written consent.",
)


NOT_SET_OFF = Reason(
    "overpayment_not_set_off",
    "退款 {number} 没有抵扣协议，或者已经退清。",
    "The demand {number} is not set off, or nothing of it is left.",
    "查看退款的还款方式。",
    "See how it comes back.",
)
WITHDRAWN_WHEN = Reason(
    "offset_withdrawn_when",
    "撤回日期 {day} 早于同意的 {consented}，或者还没有到。",
    "The day {day} lies before the consent of {consented}, or has not come yet.",
    "按撤回书填写日期。",
    "Write the day on which it was withdrawn.",
)


def may_be_set_off(overpayment: Overpayment, entitlements: list[Entitlement]) -> list[Entitlement]:
    """Of these the benefits in payment that the same fund of the same place pays by the month."""
    ended = overpayment.ending.entitlement
    return [
        each
        for each in entitlements
        if each.pk != ended.pk
        and (each.region_id, each.fund) == (ended.region_id, ended.fund)
        and not any(ending.kind == EndingKind.ENDED for ending in each.endings.all())
        and monthly_of(each)
    ]


def monthly_of(entitlement: Entitlement) -> int:
    """Fen a month; of one that is to end, in its last months."""
    parts = [each for each in entitlement.components.all() if each.rhythm == "monthly"]
    lasting = [each for each in parts if each.before_month is None]
    last = max((each.before_month for each in parts if each.before_month is not None), default=None)
    return sum(each.amount_fen for each in lasting or [each for each in parts if each.before_month == last])


def why_not_set_off(
    overpayment: Overpayment, against: Entitlement, most_fen: int, consented_on: dt.date, today: dt.date
) -> Refusal | None:
    ended = overpayment.ending.entitlement
    if standing_offset(overpayment) or RepaymentAgreement.objects.filter(overpayment=overpayment).exists():
        return AGREED_ALREADY(number=overpayment.number)
    if (against.region_id, against.fund) != (ended.region_id, ended.fund) or against.pk == ended.pk:
        return OFFSET_ELSEWHERE(number=against.number)
    if most_fen >= (month := monthly_of(against)):
        return OFFSET_WHOLE(most=written(most_fen), month=written(month))
    if not timezone.localdate(overpayment.found_at) <= consented_on <= today:
        return CONSENT_WHEN(day=consented_on)
    return None


@transaction.atomic
def set_off(
    *, overpayment: Overpayment, against: Entitlement, most_fen: int, consented_on: dt.date, case: Case, by: User,
    at: dt.datetime,
) -> OffsetAgreement:  # fmt: skip
    """From the next run on each payment of the benefit is less by so much at most, until nothing is left.

    Raises AGREED_ALREADY, OFFSET_ELSEWHERE, OFFSET_WHOLE, CONSENT_WHEN.
    """
    ended = overpayment.ending.entitlement
    Book.objects.select_for_update().get(region=ended.region, fund=ended.fund)  # nothing comes meanwhile
    if refusal := why_not_set_off(overpayment, against, most_fen, consented_on, timezone.localdate(at)):
        raise refusal
    agreement = OffsetAgreement.objects.create(
        overpayment=overpayment, against=against, most_fen=most_fen, consented_on=consented_on, case=case, agreed_at=at
    )
    record(
        by=by, at=at, code="overpayment_set_off", subject_kind="person", subject=ended.person.number,
        demand=overpayment.number, entitlement=against.number, most_fen=most_fen,
    )  # fmt: skip
    send(
        OFFSET_TEXT, to=Recipient(RecipientKind.PERSON, ended.person.number), at=at, page=("citizen_benefits",),
        values={"left_fen": left_of(overpayment), "most_fen": most_fen}, key=f"offset:{case.number}",
    )  # fmt: skip
    return agreement


def why_not_withdraw(overpayment: Overpayment, withdrawn_on: dt.date, today: dt.date) -> Refusal | None:
    agreement = standing_offset(overpayment)
    if agreement is None or not left_of(overpayment):
        return NOT_SET_OFF(number=overpayment.number)
    if not agreement.consented_on <= withdrawn_on <= today:
        return WITHDRAWN_WHEN(day=withdrawn_on, consented=agreement.consented_on)
    return None


@transaction.atomic
def withdraw_offset(
    *, overpayment: Overpayment, withdrawn_on: dt.date, reason: str, case: Case, by: User, at: dt.datetime
) -> OffsetEnding:
    """Nothing more is set off by runs that open from now on; what is left is repaid, or agreed on anew.

    Raises NOT_SET_OFF, WITHDRAWN_WHEN.
    """
    entitlement = overpayment.ending.entitlement
    Book.objects.select_for_update().get(region=entitlement.region, fund=entitlement.fund)  # nothing comes meanwhile
    if refusal := why_not_withdraw(overpayment, withdrawn_on, timezone.localdate(at)):
        raise refusal
    agreement = standing_offset(overpayment)
    assert agreement is not None
    ended = OffsetEnding.objects.create(
        agreement=agreement, withdrawn_on=withdrawn_on, reason=reason, case=case, ended_at=at
    )
    record(
        by=by, at=at, code="overpayment_offset_ended", subject_kind="person", subject=entitlement.person.number,
        demand=overpayment.number, reason=reason,
    )  # fmt: skip
    send(
        WITHDRAWN_TEXT, to=Recipient(RecipientKind.PERSON, entitlement.person.number), at=at,
        page=("citizen_benefits",), values={"left_fen": left_of(overpayment)}, key=f"offset:{case.number}",
    )  # fmt: skip
    return ended


def set_off_in(run_id: int) -> int:
    """Fen by which the payments of a run are less than its lines."""
    fen: int = Offset.objects.filter(run=run_id).aggregate(fen=Sum("amount_fen", default=0))["fen"]
    return fen


def come_back_with(file: BankFile, on: dt.date, at: dt.datetime) -> None:
    """What was set off of payments in a file has come back."""
    if file.offset_fen:
        run_sql(SQL / "offsets_left.sql", {"file": file.pk, "on": on, "at": at})
