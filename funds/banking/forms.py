"""What people type about banks and differences: shape and words, no law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from funds.banking.actions import ReadOff
from funds.banking.models import BankAccount
from funds.ledger.models import Account
from siadmin.agency.forms import YuanField
from siadmin.kernel.money import HALF_UP, fen
from siadmin.matters.catalogue import MatterForm

MOST_BYTES = 20 * 1024 * 1024


def line_day(label: Any, *, is_required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=is_required)


class LineForm(MatterForm):
    """By which line of the bank: the questions of every matter that books by one, after what it is about."""

    field_order = ("demand", "advance", "owed", "how", "amount", "received_on", "paid_on", "bank_reference")

    bank_reference = forms.CharField(label=gettext_lazy("Line of the bank's statement"), max_length=60, strip=True)
    line_amount = YuanField(
        label=gettext_lazy("All of that line, ¥"),
        min_value=Decimal("0.01"),
        required=False,
        help_text=gettext_lazy("Only where the line holds more than this amount."),
    )


class BankLineForm(LineForm):
    """How much came in, and when."""

    amount = YuanField(label=gettext_lazy("Amount, ¥"), min_value=Decimal("0.01"))
    received_on = line_day(gettext_lazy("Day on which it came"))


def told_fen(facts: Mapping[str, Any]) -> int:
    """The amount that was told, in fen."""
    return fen(Decimal(str(facts["amount"])), HALF_UP)


def read_off(facts: Mapping[str, Any], *, day: str = "received_on") -> ReadOff:
    """The line that was told."""
    whole = facts.get("line_amount")
    on = dt.date.fromisoformat(facts[day])
    return ReadOff(facts["bank_reference"], on, fen(Decimal(str(whole)), HALF_UP) if whole else None)


class DrawForm(forms.Form):
    """The line that brought what was drawn, as a person reads it off."""

    bank_reference = forms.CharField(label=gettext_lazy("Line of the bank's statement"), max_length=60, strip=True)
    received_on = line_day(gettext_lazy("Day on which it came"))
    line_amount = YuanField(label=gettext_lazy("All of that line, ¥"), min_value=Decimal("0.01"))


class ExplanationForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What it comes from"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stays open until the numbers agree."),
    )


class MatchForm(forms.Form):
    """The posting that a line is, and how much of the line was open on the screen."""

    posting_id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    seen_rest_fen = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class BankChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.account.book.name} · {obj.account.name} · {obj}"


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.book.name} · {obj.name}"


class StatementForm(forms.Form):
    """A statement of one of the accounts within reach."""

    bank_account = BankChoice(label=gettext_lazy("Ledger account"), queryset=BankAccount.objects.none())
    file = forms.FileField(
        label=gettext_lazy("Statement as CSV"),
        help_text=gettext_lazy(
            "Columns: bank_reference, value_on, amount, counterparty, text. Money in is positive, money out negative."
        ),
    )

    def __init__(self, *args: Any, accounts: QuerySet[BankAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["bank_account"]
        assert isinstance(choice, BankChoice)
        choice.queryset = accounts

    def clean_file(self) -> UploadedFile[Any]:
        return small_enough(self.cleaned_data["file"])


class BankAccountForm(forms.Form):
    """The real account behind an account of a book that has none yet."""

    account = AccountChoice(label=gettext_lazy("Ledger account"), queryset=Account.objects.none())
    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=80)
    number = forms.RegexField(
        label=gettext_lazy("Account number"),
        regex=r"^\d{10,30}$",
        error_messages={"invalid": gettext_lazy("10 to 30 digits, without spaces.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, accounts: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["account"]
        assert isinstance(choice, AccountChoice)
        choice.queryset = accounts


def small_enough(file: UploadedFile[Any]) -> UploadedFile[Any]:
    """The file itself; refused above MOST_BYTES, so that one upload cannot fill the memory."""
    if file.size is not None and file.size > MOST_BYTES:
        raise forms.ValidationError(gettext_lazy("The file is larger than 20 MB. Split it by day."), code="too_large")
    return file
