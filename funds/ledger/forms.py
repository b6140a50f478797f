"""What is written about funding plans."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from siadmin.agency.forms import YuanField
from siadmin.kernel.money import HALF_UP, fen


class PlanForm(forms.Form):
    """How much a fund needs in a month, and for what."""

    amount = YuanField(label=gettext_lazy("Amount (yuan)"), min_value=Decimal("0.01"))
    purpose = forms.CharField(label=gettext_lazy("For what"), max_length=200, strip=True)

    def amount_fen(self) -> int:
        return fen(self.cleaned_data["amount"], HALF_UP)


class PlanAnswerForm(forms.Form):
    """What the finance department granted."""

    granted = YuanField(
        label=gettext_lazy("Granted (yuan)"), min_value=0, help_text=gettext_lazy("0 where it was refused.")
    )
    answered_on = forms.DateField(
        label=gettext_lazy("Day of the reply"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(label=gettext_lazy("Number of the reply"), max_length=60, strip=True)

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "granted_fen": fen(told["granted"], HALF_UP),
            "answered_on": told["answered_on"],
            "reference": told["reference"],
        }
