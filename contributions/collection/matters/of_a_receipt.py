"""What is decided about one receipt: how it is named, and which desk decides about it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from contributions.collection.matters.words import LINE_WORDS
from contributions.collection.models import Receipt
from enrollment.registry.questions import Choices
from funds.ledger.selectors import pooling_regions
from siadmin.agency.insurances import FUND_NAMES, LINE_OF_FUND
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Matter, MatterForm
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.selectors.cases import subject_of
from siadmin.matters.subjects import Subject

NO_SUCH_RECEIPT = Reason(
    "no_such_receipt",
    "没有流水号为 {number} 的该基金到账，或是他人缴纳的，或属于其他统筹区。",
    "There is no receipt {number} of this fund, or another paid it, or it is another region's.",
    "从到账页面或单位账单页核对流水号。",
    "Check the number on the receipt's page.",
)
SEVERAL_RECEIPTS = Reason(
    "several_receipts",
    "有 {count} 笔该基金到账的流水号都是 {number}。",
    "{count} receipts of this fund have the number {number}.",
    "选明到账的统筹区；同一统筹区内仍有几笔的，请征收机关更正流水号。",
    "Say in which region it arrived; where one region has several, the collector must correct the number.",
)


def _pools() -> Choices:
    return [("", ""), *((region.pk, str(region.words)) for region in pooling_regions())]


class ReceiptForm(MatterForm):
    """Which receipt. The funds are those of the line that decides."""

    linked = frozenset({"receipt", "fund", "region"})
    line: str

    receipt = forms.CharField(label=gettext_lazy("Number of the receipt"), max_length=60)
    fund = forms.ChoiceField(label=gettext_lazy("Fund"))
    region = forms.ChoiceField(
        label=gettext_lazy("Region where it arrived"),
        required=False,
        choices=_pools,
        help_text=gettext_lazy("Only needed where several regions received money under the same number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fund = self.fields["fund"]
        assert isinstance(fund, forms.ChoiceField)
        fund.choices = [(code, str(FUND_NAMES[code])) for code, line in LINE_OF_FUND.items() if line == self.line]


def of_line(form: type[ReceiptForm], line: str) -> type[ReceiptForm]:
    """The form as the desks of a line see it."""
    return type(f"{form.__name__}Of{line.title()}", (form,), {"line": line})


class OfAReceipt(Matter):
    """Two people sign it. Money is decided about by the desks of the region whose fund it came to."""

    risks = (Risk.MIDDLE,)
    name: Words
    asks: type[ReceiptForm]

    def __init__(self, line: str) -> None:
        self.line = line
        self.form = of_line(self.asks, line)
        self.title = LINE_WORDS[line].of(self.name)

    def _receipts(self, subject: Subject | None) -> QuerySet[Receipt]:
        """The receipts this may be about."""
        raise NotImplementedError

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        found = list(self._named(facts, subject)[:2])
        return found[0].book.region if len(found) == 1 else None

    def _decides(self, desk: Region, pool: Region) -> bool:
        """Whether a desk decides about money of a pool: one of its own, or of above it."""
        return desk.path.startswith(pool.path) or pool.path.startswith(desk.path)

    def _decided_here(self, case: Case, facts: Mapping[str, Any]) -> Receipt:
        """Raises NO_SUCH_RECEIPT, SEVERAL_RECEIPTS."""
        receipt = self._receipt(facts, subject_of(case))
        if not self._decides(case.region, receipt.book.region):
            raise NO_SUCH_RECEIPT(number=facts["receipt"])
        return receipt

    def _receipt(self, facts: Mapping[str, Any], subject: Subject | None) -> Receipt:
        """Raises NO_SUCH_RECEIPT, SEVERAL_RECEIPTS."""
        found = list(self._named(facts, subject))
        if not found:
            raise NO_SUCH_RECEIPT(number=facts["receipt"])
        if len(found) > 1:
            raise SEVERAL_RECEIPTS(number=facts["receipt"], count=len(found))
        return found[0]

    def _named(self, facts: Mapping[str, Any], subject: Subject | None) -> QuerySet[Receipt]:
        """Numbers are their originator's: another region, or another who tells of money, may have the same one."""
        named = self._receipts(subject).filter(external_id=facts["receipt"].strip(), book__fund=facts["fund"])
        if region := facts.get("region"):
            named = named.filter(book__region=region)
        return named.select_related("book__region", "person_payer").order_by("pk")
