"""What is asked of who claims: only what no record tells (REG 20, 31)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from benefits.claims.forms import choices_of
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

BIRTH, MISCARRIAGE = "birth", "miscarriage"
EVENTS = {BIRTH: Words("生育", "A birth"), MISCARRIAGE: Words("流产、终止妊娠", "A miscarriage")}
MOST_CHILDREN, MOST_WEEKS = 9, 45


class LeaveForm(MatterForm):
    event = forms.ChoiceField(label=gettext_lazy("What happened"), choices=choices_of(EVENTS), initial=BIRTH)
    happened_on = forms.DateField(
        label=gettext_lazy("On which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    infants = forms.IntegerField(
        label=gettext_lazy("How many children were born"),
        min_value=1,
        max_value=MOST_CHILDREN,
        required=False,
        help_text=gettext_lazy("Of a birth."),
    )
    dystocia = forms.BooleanField(
        label=gettext_lazy("The birth was difficult (the medical record says so)"), required=False
    )
    weeks = forms.IntegerField(
        label=gettext_lazy("In which week of pregnancy"),
        min_value=1,
        max_value=MOST_WEEKS,
        required=False,
        help_text=gettext_lazy("Of a miscarriage."),
    )

    def clean_happened_on(self) -> dt.date:
        happened_on: dt.date = self.cleaned_data["happened_on"]
        if happened_on > timezone.localdate():
            raise forms.ValidationError(gettext_lazy("This day has not come yet."))
        return happened_on

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        needed = {BIRTH: "infants", MISCARRIAGE: "weeks"}.get(told.get("event", ""))
        if needed and not told.get(needed) and needed not in self.errors:
            self.add_error(needed, gettext_lazy("Please tell this: the days of leave depend on it."))
        return told
