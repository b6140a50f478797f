"""Whose money it is that came without saying so (认领到账): two people say it, then it may pay that payer's bills.

Two people take it back where that was wrong, as long as the money was not used.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy

from contributions.collection.actions import attribute, take_back_attribution
from contributions.collection.actions.taking_back import refuse_used
from contributions.collection.matters.of_a_receipt import OfAReceipt, ReceiptForm
from contributions.collection.models import Receipt
from contributions.collection.whose import nameless, standing_of
from enrollment.registry.matters.subject import because, told
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.matters.catalogue import Change, Paper
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject


class AttributionForm(ReceiptForm):
    evidence = forms.CharField(
        label=gettext_lazy("How that is known"),
        max_length=200,
        help_text=gettext_lazy("Such as the payer's bank slip, or what the bank answered. No account numbers."),
    )


class _Attribution(OfAReceipt):
    papers: tuple[Paper, ...] = ()
    conditions = (
        Words("到账没有写明缴费人", "The money came without saying for whom"),
        Words("不能认领到本人名下", "Nobody says so for themselves"),
    )
    basis = Words("社会保险基金财务制度（财社〔2017〕144号）第39条", "Caishe [2017] No. 144, art. 39")
    result = Words("可抵缴该缴费人的账单", "It may pay that payer's bills")
    category = "attribution"
    asks = AttributionForm

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        return nameless().filter(allocated_fen__lt=F("amount_fen"))

    def _decides(self, desk: Region, pool: Region) -> bool:
        """Whose it is nobody knows: the pool's own desk looks into it."""
        return pool.path.startswith(desk.path)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        self._receipt(facts, subject)

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Raises NO_SUCH_RECEIPT before anybody of another region's desk reads of it."""
        self._decided_here(case, facts)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        receipt = self._receipt(facts, subject)
        assert subject is not None
        label = Words(f"到账 {receipt.external_id} 的缴费人", f"Payer of receipt {receipt.external_id}")
        left = written(receipt.amount_fen - receipt.allocated_fen)
        return [
            Change(label, "", str(subject.name)),
            Change(Words("待处理，元", "Waiting, ¥"), left, left),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        receipt = self._decided_here(case, facts)
        attribute(receipt_id=receipt.pk, of=self._payer(case), case_number=case.number, by=by, at=at)
        words = Words("到账 {number} 可抵缴其账单。", "Receipt {number} may pay their bills.")
        return told(words.filled(number=receipt.external_id))

    def _payer(self, case: Case) -> Employer | Person:
        raise NotImplementedError


class ToEmployer(_Attribution):
    name = Words("认领到账（单位）", "Say whose money it is: an employer's")
    who = Words("经办机构依职权，或缴费单位提出", "The agency of its own accord, or the employer that paid")
    subject_kind = "employer"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"attribution_{line}"

    def _payer(self, case: Case) -> Employer:
        return Employer.objects.get(number=case.subject)


class ToPerson(_Attribution):
    name = Words("认领到账（个人）", "Say whose money it is: a person's")
    who = Words("经办机构依职权，或自行缴费的个人提出", "The agency of its own accord, or who paid for themself")
    subject_kind = "person"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"attribution_person_{line}"

    def _payer(self, case: Case) -> Person:
        return Person.objects.get(number=case.subject)


class TakingBackForm(ReceiptForm):
    evidence = forms.CharField(
        label=gettext_lazy("How it is known that this was wrong"),
        max_length=200,
        help_text=gettext_lazy("Such as what the bank answered, or whose slip it is. No account numbers."),
    )


class _TakingBack(OfAReceipt):
    """Two people sign it, as two said it."""

    papers: tuple[Paper, ...] = ()
    conditions = (
        Words("到账认领有误", "The money was said to be somebody's and is not theirs"),
        Words(
            "认领后未用于已结清的账单、滞纳金或退费",
            "Since then it was used for no settled bill, no late fee and no refund",
        ),
    )
    basis = Words("社会保险基金财务制度（财社〔2017〕144号）第39条", "Caishe [2017] No. 144, art. 39")
    result = Words("到账恢复为付款人不明，可重新认领", "Nobody's again; it may be said anew whose it is")
    category = "attribution"
    asks = TakingBackForm

    def _decides(self, desk: Region, pool: Region) -> bool:
        """The pool's own desk, as it was said there."""
        return pool.path.startswith(desk.path)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Raises ATTRIBUTION_USED."""
        said = standing_of(self._receipt(facts, subject))
        assert said is not None, "it is asked of what stands"
        refuse_used(said)

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Raises NO_SUCH_RECEIPT before anybody of another region's desk reads of it."""
        self._decided_here(case, facts)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        receipt = self._receipt(facts, subject)
        assert subject is not None
        label = Words(f"到账 {receipt.external_id} 的缴费人", f"Payer of receipt {receipt.external_id}")
        return [Change(label, str(subject.name), "")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        receipt = self._decided_here(case, facts)
        take_back_attribution(
            receipt_id=receipt.pk, case_number=case.number, by=by, at=at, reason=because(case, facts["evidence"])
        )
        words = Words("到账 {number} 的认领已撤销。", "Receipt {number} is nobody's again.")
        return told(words.filled(number=receipt.external_id))


class BackFromEmployer(_TakingBack):
    name = Words("撤销认领到账（单位）", "Take back whose money it is: an employer's")
    who = Words("经办机构依职权，或缴费单位提出", "The agency of its own accord, or the employer")
    subject_kind = "employer"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"end_attribution_{line}"

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        assert subject is not None
        return Receipt.objects.filter(
            attributions__employer__number=subject.number, attributions__taken_back_at__isnull=True
        )


class BackFromPerson(_TakingBack):
    name = Words("撤销认领到账（个人）", "Take back whose money it is: a person's")
    who = Words("经办机构依职权，或自行缴费的个人提出", "The agency of its own accord, or who paid for themself")
    subject_kind = "person"

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.code = f"end_attribution_person_{line}"

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        assert subject is not None
        return Receipt.objects.filter(
            attributions__person__number__in=subject.numbers, attributions__taken_back_at__isnull=True
        )


ATTRIBUTIONS = {line: ToEmployer(line) for line in Line.values}
ATTRIBUTIONS_TO_PEOPLE = {line: ToPerson(line) for line in Line.values}
ATTRIBUTIONS_BACK = {line: BackFromEmployer(line) for line in Line.values}
ATTRIBUTIONS_TO_PEOPLE_BACK = {line: BackFromPerson(line) for line in Line.values}
