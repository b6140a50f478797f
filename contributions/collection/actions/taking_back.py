"""Money said to be somebody's that is not theirs: taken back by a case of two people, while it was not used."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from contributions.assessment.models import Bill
from contributions.collection.actions.late_fees import charge_employer
from contributions.collection.models import Allocation, Attribution, Receipt
from contributions.collection.whose import standing_of, used_for
from enrollment.registry.actions import lock_payer
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

ATTRIBUTION_USED = Reason(
    "attribution_used",
    "该笔到账认领后已用于：{uses}，不能撤销认领。",
    "Since it was said whose it is, this money was used for: {uses}. It cannot be taken back.",
    "先更正该月核定或撤回退费，使款项退回该笔到账；不能退回的，由原认领的缴费人另行偿还。",
    "Have that month corrected or the refund withdrawn, so that the money is with the receipt again; what cannot go "
    "back its payer owes to whose it was.",
)


@transaction.atomic
def take_back_attribution(*, receipt_id: int, case_number: str, by: User, at: dt.datetime, reason: str) -> Attribution:
    """Say by a case that the money of a receipt is not whose it was said to be: it is nobody's again.

    What of it was put to bills that are not settled waits again. Raises CHANGED_SINCE, ATTRIBUTION_USED; the database
    asks for two signatures.
    """
    said = standing_of(Receipt.objects.get(pk=receipt_id))
    if said is None:
        raise CHANGED_SINCE()
    lock_payer(said.payer)
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_id)
    said = standing_of(receipt)
    if said is None:
        raise CHANGED_SINCE()
    refuse_used(said)
    _waits_again(receipt, by, timezone.localdate(at), reason)
    said.taken_back_case_id, said.taken_back_by, said.taken_back_at = case_number, by, at
    said.save(update_fields=["taken_back_case", "taken_back_by", "taken_back_at"])
    payer = said.employer or said.person
    assert payer is not None  # attribution_one_payer
    record(
        by=by, at=at, code="receipt_attribution_taken_back", subject_kind="receipt", subject=str(receipt.pk),
        case=case_number, payer=payer.number, reason=reason,
    )  # fmt: skip
    if said.employer is not None:
        charge_employer(employer=said.employer, by=by, at=at)
    return said


def refuse_used(said: Attribution) -> None:
    """Raises ATTRIBUTION_USED."""
    if uses := used_for(said):
        raise ATTRIBUTION_USED(uses=Words("、".join(each.zh for each in uses), "; ".join(each.en for each in uses)))


def _waits_again(receipt: Receipt, by: User, on: dt.date, reason: str) -> None:
    """Take what was put to bills that are not settled off them."""
    put = receipt.allocations.filter(bill__settled_on__isnull=True).order_by("bill").values_list("bill")
    parts = [(bill, int(fen)) for bill, fen in put.annotate(fen=Sum("amount_fen")) if fen > 0]
    bills = Bill.objects.in_bulk([bill for bill, _ in parts])
    Receipt.objects.filter(pk=receipt.pk).update(allocated_fen=F("allocated_fen") - sum(fen for _, fen in parts))
    Allocation.objects.bulk_create(
        Allocation(
            receipt=receipt, bill=bills[bill], amount_fen=-fen, month=bills[bill].month, allocated_on=on, by=by,
            reason=reason[:300],
        )
        for bill, fen in parts
    )  # fmt: skip
