"""Whose the money of a receipt is that names no payer: said by a case of two people, or by the payer's own code."""

import datetime as dt

from django.db import transaction

from contributions.collection.models import Attribution, Receipt
from contributions.collection.whose import standing_of
from enrollment.registry.models import Employer, Identifier, Person
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

NOT_ITS_MONEY = Reason(
    "not_its_money",
    "该笔到账是 {payer} 缴纳的，不能抵缴他人的账单。",
    "This money came from {payer}; it does not pay somebody else's bill.",
    "抵缴原缴费人的账单；缴错的，按原渠道退回。",
    "Put it to its payer's own bills; what was paid for the wrong one goes back the way it came.",
)
WHOSE_NOT_SAID = Reason(
    "whose_money_not_said",
    "该笔到账没有写明缴费人，一个人不能认定是谁的。",
    "This receipt names no payer, and one person alone does not say whose it is.",
    "办理“认领到账”，由两人核对后再抵缴。",
    "Start “Say whose money it is”: two people check it, then it is put to the bill.",
)


@transaction.atomic
def attribute(*, receipt_id: int, of: Employer | Person, case_number: str, by: User, at: dt.datetime) -> Attribution:
    """Say whose a receipt is, by a case. Raises CHANGED_SINCE; the database asks for two signatures."""
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt_id)
    if receipt.payer is not None or standing_of(receipt) is not None:
        raise CHANGED_SINCE()
    said = _said(receipt, of, case_number, by, at)
    record(
        by=by, at=at, code="receipt_attributed", subject_kind="receipt", subject=str(receipt.pk), case=case_number,
        payer=of.number,
    )  # fmt: skip
    return said


def attribute_by_code(receipt: Receipt, of: Employer | Person, by: User, at: dt.datetime) -> Attribution:
    """Keep that the payer's own code came with a receipt, as it is put to a bill of theirs. Raises CHANGED_SINCE."""
    if isinstance(of, Person) and receipt.person_payer is not None:
        known = Identifier.objects.filter(value_hash=receipt.person_payer.code_hash).select_related("person").first()
        of = known.person if known else of
    return _said(receipt, of, None, by, at)


def _said(receipt: Receipt, of: Employer | Person, case_number: str | None, by: User, at: dt.datetime) -> Attribution:
    payer = {"employer": of} if isinstance(of, Employer) else {"person": of}
    with refusing("attribution_stands_once", CHANGED_SINCE()):
        return Attribution.objects.create(receipt=receipt, case_id=case_number, by=by, at=at, **payer)
