"""Returning what was paid too much, by the way it came (财社〔2017〕144号 art. 39)."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from contributions.collection.actions import order_refund
from contributions.collection.matters.of_a_receipt import OfAReceipt, ReceiptForm
from contributions.collection.models import Receipt
from contributions.collection.whose import nameless
from enrollment.registry.matters.subject import because, told
from enrollment.registry.questions import Choices, said
from siadmin.agency.forms import YuanField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, Paper
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject

MORE_THAN_WAITS = Reason(
    "refund_more_than_waits",
    "该笔到账只有 {left} 元未用，不能退更多。",
    "Only {left} yuan of this receipt are on no bill; no more can go back.",
    "减少金额；已冲抵账单的，先更正账单。",
    "Return less; what was put to a bill is corrected there first.",
)
CAUSES = {
    "over": Words("多缴", "paid too much"),
    "twice": Words("重复缴纳", "paid twice"),
    "wrong": Words("缴错单位或基金", "paid to the wrong fund or for another"),
    "corrected": Words("核定更正后余额", "left after a correction"),
    "lapsed": Words("逾期到账，该月已失效", "came after its month had lapsed"),
}


def _causes() -> Choices:
    return said(CAUSES.items())


class RefundForm(ReceiptForm):
    amount = YuanField(label=gettext_lazy("Amount in yuan"), min_value=Decimal("0.01"))
    cause = forms.ChoiceField(label=gettext_lazy("Reason"), choices=_causes)


class _Refund(OfAReceipt):
    """Two people sign the order; the cashier, a third, pays it."""

    papers: tuple[Paper, ...] = ()
    conditions = (
        Words("到账尚未用于任何账单", "The money was put to no bill"),
        Words("退回原缴款渠道，不能改退其他账户", "It goes back the way it came, to no other account"),
    )
    basis = Words("社会保险基金财务制度（财社〔2017〕144号）第39条", "Caishe [2017] No. 144, art. 39")
    result = Words("按原渠道退回，在退回之日记账", "Returned the way it came, booked on that day")
    category = "refund"
    asks = RefundForm

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        receipt = self._receipt(facts, subject)
        left = receipt.amount_fen - receipt.allocated_fen
        if fen(facts["amount"], HALF_UP) > left:
            raise MORE_THAN_WAITS(left=written(left))

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Raises NO_SUCH_RECEIPT before anybody of the desk reads what another's money is."""
        self._decided_here(case, facts)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        receipt = self._receipt(facts, subject)
        left = receipt.amount_fen - receipt.allocated_fen
        rest = max(0, left - fen(facts["amount"], HALF_UP))
        label = Words(f"到账 {receipt.external_id} 待处理，元", f"Waiting of receipt {receipt.external_id}, ¥")
        return [Change(label, written(left), written(rest))]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        order_refund(
            receipt_id=self._decided_here(case, facts).pk,
            amount_fen=fen(facts["amount"], HALF_UP),
            case_number=case.number,
            reason=because(case, CAUSES[facts["cause"]].zh),
            by=by,
            at=at,
        )
        words = Words(
            "{amount} 元按原渠道退回，待出纳办理。", "{amount} yuan go back the way they came; the cashier pays them."
        )
        return told(words.filled(amount=facts["amount"]))


class RefundToPayer(_Refund):
    name = Words("退还多缴的保险费", "Return what was paid too much")
    who = Words("多缴的用人单位", "An employer that paid too much")
    subject_kind = "employer"
    doors = frozenset({Door.COUNTER, Door.EMPLOYER})

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"refund_{line}"

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        assert subject is not None
        said = Q(attributions__employer__number=subject.number, attributions__taken_back_at__isnull=True)
        own = Q(employer__number=subject.number) | said
        return Receipt.objects.filter(own)


class RefundToPerson(_Refund):
    """To somebody who pays for themself: what came twice, too much, or after its month had lapsed."""

    name = Words("退还个人多缴的保险费", "Return what somebody paid too much for themself")
    who = Words("自行缴费的个人", "Somebody who pays for themself")
    subject_kind = "person"
    doors = frozenset({Door.COUNTER})

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"refund_person_{line}"

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        assert subject is not None
        said = Q(attributions__person__number__in=subject.numbers, attributions__taken_back_at__isnull=True)
        own = Q(person__number__in=subject.numbers) | said
        return Receipt.objects.filter(own)


class RefundOfUnknown(_Refund):
    name = Words("退还付款人不明的款项", "Return money of an unknown payer")
    who = Words("经办机构依职权", "The agency of its own accord")
    subject_kind = ""
    doors = frozenset({Door.COUNTER})

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"refund_unknown_{line}"

    def _decides(self, desk: Region, pool: Region) -> bool:
        """Whose it is nobody knows: the pool's own desk looks into it."""
        return pool.path.startswith(desk.path)

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        return nameless()


REFUNDS = {line: RefundToPayer(line) for line in Line.values}
REFUNDS_TO_PEOPLE = {line: RefundToPerson(line) for line in Line.values}
REFUNDS_OF_UNKNOWN = {line: RefundOfUnknown(line) for line in Line.values}
