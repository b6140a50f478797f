"""What people type about receipts: a file, a filter, an amount with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from contributions.collection.models import Source
from funds.banking.forms import small_enough
from funds.ledger.models import Book, Collector
from siadmin.agency.forms import YuanField
from siadmin.agency.insurances import FUND_NAMES, Fund
from siadmin.kernel.months import Month

SOURCES = {Collector.TAX: Source.TAX, Collector.AGENCY: Source.BANK}
SOURCE_NAMES = {
    Source.TAX: gettext_lazy("the tax authority's, of regions where it collects"),
    Source.BANK: gettext_lazy("the bank's, of regions where the agency collects"),
}


class ReceiptFileForm(forms.Form):
    """A file and whose it is. Who collects tells (`Collector`): it is asked only where the books have both."""

    source = forms.ChoiceField(label=gettext_lazy("Whose file it is"))
    file = forms.FileField(label=gettext_lazy("File of receipts, CSV"))

    def __init__(self, *args: Any, books: QuerySet[Book], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        collectors = set(books.values_list("collector", flat=True))
        told = [source for collector, source in SOURCES.items() if collector in collectors]
        choice = self.fields["source"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(source, SOURCE_NAMES[source]) for source in told or SOURCE_NAMES]
        if len(told) == 1:
            choice.required, choice.disabled, choice.initial, choice.widget = False, True, told[0], forms.HiddenInput()

    def clean_file(self) -> UploadedFile[Any]:
        return small_enough(self.cleaned_data["file"])


class ReceiptFilter(forms.Form):
    """Which receipts to list; everything may be left open."""

    q = forms.CharField(label=gettext_lazy("Payer or number"), required=False, max_length=80)
    fund = forms.ChoiceField(label=gettext_lazy("Fund"), required=False)
    month = forms.CharField(
        label=gettext_lazy("Arrived in"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("waiting", gettext_lazy("not fully allocated")),
            ("done", gettext_lazy("allocated")),
        ],
    )

    def __init__(self, *args: Any, funds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["fund"]
        assert isinstance(choice, forms.ChoiceField)
        names = [(fund, str(FUND_NAMES[fund])) for fund in Fund.values if fund in funds]
        choice.choices = [("", gettext_lazy("all")), *names]

    def clean_month(self) -> Month | None:
        text = self.cleaned_data["month"]
        if not text:
            return None
        try:
            return Month.parse(text)
        except ValueError as error:
            raise forms.ValidationError(gettext_lazy("Write the month as 2026-11."), code="month") from error


class AllocationForm(forms.Form):
    """How much of a receipt goes to which bill, and why."""

    bill = forms.IntegerField(
        error_messages={"required": gettext_lazy("Choose the bill."), "invalid": gettext_lazy("Choose the bill.")}
    )
    seen_allocations = forms.IntegerField(required=False)  # without it: never seen, and refused in words
    amount = YuanField(label=gettext_lazy("Amount in yuan"), min_value=Decimal("0.01"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("How you know: a call with the payer, a letter, the tax authority's answer."),
    )


class LateFeeForm(forms.Form):
    """How much of a receipt goes to which late fee, and why."""

    fee = forms.RegexField(
        r"^[A-Z0-9-]{4,20}/\d{4}-\d{2}$",
        error_messages={
            "required": gettext_lazy("Choose the late fee."),
            "invalid": gettext_lazy("Choose the late fee."),
        },
    )
    seen_allocated = forms.IntegerField(required=False)
    amount = YuanField(label=gettext_lazy("Amount in yuan"), min_value=Decimal("0.01"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class RefundPaidForm(forms.Form):
    """What the bank's slip says."""

    paid_on = forms.DateField(
        label=gettext_lazy("Returned on"), widget=forms.DateInput(attrs={"type": "date", "placeholder": "2026-11-30"})
    )
    bank_reference = forms.CharField(label=gettext_lazy("Reference of the bank's slip"), max_length=60)


class WithdrawRefundForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is withdrawn"), max_length=300)


class RefundCameBackForm(forms.Form):
    """What the bank's slip says by which a refund came back undelivered."""

    came_back_on = forms.DateField(
        label=gettext_lazy("Came back on"), widget=forms.DateInput(attrs={"type": "date", "placeholder": "2026-11-30"})
    )
    bank_reference = forms.CharField(label=gettext_lazy("Reference of the bank's slip"), max_length=60)
    reason = forms.CharField(label=gettext_lazy("Why it came back"), max_length=300)
