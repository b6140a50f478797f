"""What costs of an injury somebody claims back: bills and days, as the papers have them (REG 22)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from benefits.claims.forms import ReceiptsField
from benefits.injury.forms.claiming import InjuryClaimForm
from enrollment.registry.questions import said
from siadmin.agency.forms import YuanField
from siadmin.kernel.language import Words

MOST_DAYS = 730
DEVICES = {
    "limb": Words("假肢", "Artificial limb"),
    "orthosis": Words("矫形器", "Orthosis"),
    "eye": Words("假眼", "Artificial eye"),
    "teeth": Words("假牙", "Dentures"),
    "wheelchair": Words("轮椅", "Wheelchair"),
    "other": Words("其他辅助器具", "Another device"),
}


def _days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_DAYS, initial=0, required=False)


def _yuan(label: Any, **more: Any) -> YuanField:
    return YuanField(label=label, min_value=Decimal(0), **more)


class _ReceiptsForm(InjuryClaimForm):
    began_on = forms.DateField(
        label=gettext_lazy("First day of what is claimed"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    receipts = ReceiptsField(help_text=gettext_lazy("Commas between them; each is paid for once."))

    def clean_began_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["began_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext_lazy("This day has not come yet."))
        return day


class CostsForm(_ReceiptsForm):
    billed = _yuan(gettext_lazy("Billed, ¥"))
    covered = _yuan(
        gettext_lazy("Of that covered by the catalogues, ¥"),
        help_text=gettext_lazy("As the itemised list was read; who handles the claim puts it right."),
    )
    hospital_days = _days(gettext_lazy("Days in hospital"))
    away_days = _days(gettext_lazy("Days of treatment away from the area"))
    nights = _days(gettext_lazy("Nights of lodging away"))
    lodging = _yuan(gettext_lazy("What lodging cost, ¥"), required=False)
    transport = _yuan(gettext_lazy("What the journeys cost, ¥"), required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if (told.get("covered") or 0) > (told.get("billed") or 0):
            self.add_error("covered", gettext_lazy("That is more than was billed."))
        if told.get("lodging") and not told.get("nights"):
            self.add_error("nights", gettext_lazy("Say for how many nights."))
        return told


class DeviceForm(_ReceiptsForm):
    device = forms.ChoiceField(label=gettext_lazy("Which device"), choices=lambda: said(DEVICES.items()))
    committee = forms.CharField(label=gettext_lazy("Committee that confirmed it"), max_length=80, strip=True)
    document = forms.CharField(label=gettext_lazy("Number of the confirmation"), max_length=40, strip=True)
    is_agreed = forms.BooleanField(
        label=gettext_lazy("Of an institution with a service agreement"), required=False
    )  # fmt: skip
    cost = _yuan(gettext_lazy("What it cost, ¥"))
