"""The shape of what employers and clerks send; what it means is checked by the intake."""

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.participation.models import EndReason


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Payroll file"))


class RowForm(forms.Form):
    """One corrected row; values stay text, because the intake reads them as people write."""

    name = forms.CharField(max_length=80, required=False, strip=False)
    number = forms.CharField(max_length=40, required=False, strip=False)
    wage = forms.CharField(max_length=40, required=False, strip=False)


class LeavingForm(forms.Form):
    """When and why somebody left (IMPL 13)."""

    last_day = forms.DateField(label=gettext_lazy("Last day of work"))
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=EndReason.choices)


class PrecheckForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Payroll file"))
    month = forms.RegexField(r"^\d{4}-\d{2}$", label=gettext_lazy("Month"), required=False)


class TaxFileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Declarations taken by the tax authority, CSV"))
