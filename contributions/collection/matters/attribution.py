"""Whose money it is that came without saying so (认领到账): two people say it, then it may pay that payer's bills."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy

from contributions.collection.actions import attribute
from contributions.collection.matters.of_a_receipt import OfAReceipt, ReceiptForm
from contributions.collection.models import Receipt
from enrollment.registry.matters.subject import told
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
        return Receipt.objects.filter(payer__isnull=True, attribution=None, allocated_fen__lt=F("amount_fen"))

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


ATTRIBUTIONS = {line: ToEmployer(line) for line in Line.values}
ATTRIBUTIONS_TO_PEOPLE = {line: ToPerson(line) for line in Line.values}
