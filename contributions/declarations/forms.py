"""The shape of what employers and clerks send; what it means is checked by the intake."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.participation.models import LateCause
from enrollment.participation.words import END_REASONS, LATE_CAUSES
from enrollment.registry.questions import Choices, NumberField, PersonNameField, said
from siadmin.agency.forms import YuanField
from siadmin.kernel.refusal import Refusal


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Payroll file"))


class StaffFileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Who starts and who leaves, Excel or CSV"))


class RowForm(forms.Form):
    """One corrected row; values stay text, because the intake reads them as people write."""

    name = forms.CharField(max_length=80, required=False, strip=False)
    number = forms.CharField(max_length=40, required=False, strip=False)
    wage = forms.CharField(max_length=40, required=False, strip=False)


class LeavingForm(forms.Form):
    """When and why somebody left (IMPL 13)."""

    last_day = forms.DateField(label=gettext_lazy("Last day of work"))
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=lambda: said(END_REASONS.items()))


def _late_causes() -> Choices:
    return [("", "—"), *said(LATE_CAUSES.items())]


class StartQuestions(forms.Form):
    """Somebody starts work: who, from which day, at which wage, and why so late; asked online and at the counter."""

    name = PersonNameField()
    number = NumberField(label=gettext_lazy("Identity number"))
    starts_on = forms.DateField(
        label=gettext_lazy("First day of work"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    wage = YuanField(label=gettext_lazy("Wage of a month, yuan"), min_value=0, max_digits=11)
    late_because = forms.ChoiceField(label=gettext_lazy("Why it is told so late"), choices=_late_causes, required=False)


class StartForm(StartQuestions):
    """The employer's own. `asks_wage`: not where wages are declared to the tax authority. `late`: a reason is owed."""

    late_note = forms.CharField(label=gettext_lazy("More about it"), max_length=200, required=False)

    def __init__(self, *args: Any, asks_wage: bool, late: Refusal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_wage:
            del self.fields["wage"]
        why = self.fields["late_because"]
        if late is None:
            why.widget = self.fields["late_note"].widget = forms.HiddenInput()
        else:
            why.required, why.error_messages["required"] = True, late.message

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("late_because") == LateCause.OTHER and not given.get("late_note"):
            self.add_error("late_note", gettext_lazy("Say which."))
        return given


class LateForm(forms.Form):
    """Why a start that is on record was told late."""

    because = forms.ChoiceField(label=gettext_lazy("Why it is told so late"), choices=lambda: said(LATE_CAUSES.items()))
    note = forms.CharField(label=gettext_lazy("More about it"), max_length=200, required=False)


class DisputeForm(forms.Form):
    """What an employee says is wrong with the wage declared for them; amounts in yuan."""

    claimed = YuanField(
        label=gettext_lazy("What it should be, yuan a month"),
        min_value=Decimal(0),
        max_value=Decimal("9999999.99"),
        max_digits=9,
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("What is wrong"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PaperForm(forms.Form):
    """The day on which the chosen people signed on paper."""

    signed_on = forms.DateField(
        label=gettext_lazy("Signed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = today


class PrecheckForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Payroll file"))
    month = forms.RegexField(r"^\d{4}-\d{2}$", label=gettext_lazy("Month"), required=False)


class TaxFileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Declarations taken by the tax authority, CSV"))
