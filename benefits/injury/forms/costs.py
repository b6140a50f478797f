"""What costs of an injury somebody claims back: bills and days, as the papers have them (REG 22)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.forms import CostField, ReceiptsField
from benefits.injury.forms.claiming import InjuryClaimForm
from enrollment.registry.questions import said
from siadmin.agency.forms import PastDayField
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


class _ReceiptsForm(InjuryClaimForm):
    began_on = PastDayField(label=gettext_lazy("First day of what is claimed"))
    receipts = ReceiptsField(help_text=gettext_lazy("Commas between them; each is paid for once."))


class CostsForm(_ReceiptsForm):
    billed = CostField(label=gettext_lazy("Billed, ¥"))
    covered = CostField(
        label=gettext_lazy("Of that covered by the catalogues, ¥"),
        help_text=gettext_lazy("As the itemised list was read; who handles the claim puts it right."),
    )
    hospital_days = _days(gettext_lazy("Days in hospital"))
    away_days = _days(gettext_lazy("Days of treatment away from the area"))
    nights = _days(gettext_lazy("Nights of lodging away"))
    lodging = CostField(label=gettext_lazy("What lodging cost, ¥"), required=False)
    transport = CostField(label=gettext_lazy("What the journeys cost, ¥"), required=False)

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
    cost = CostField(label=gettext_lazy("What it cost, ¥"))
