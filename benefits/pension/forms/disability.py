"""What is asked of who claims a disability allowance: the appraisal, which no record here tells (REG 31)."""

from django import forms
from django.utils.translation import gettext_lazy

from siadmin.agency.forms import PastDayField
from siadmin.kernel.identifiers.writing import half_width
from siadmin.matters.catalogue import MatterForm

_BRACKETS = str.maketrans("[](){}【】", "〔〕〔〕〔〕〔〕")


class DisabilityForm(MatterForm):
    appraised_on = PastDayField(
        label=gettext_lazy("Day of the appraisal"),
        help_text=gettext_lazy("Of the conclusion that all working capacity is lost."),
    )
    appraisal = forms.CharField(label=gettext_lazy("Number of the conclusion"), max_length=60, strip=True)

    def clean_appraisal(self) -> str:
        """One spelling: a conclusion is of one person, however it is written."""
        number = half_width(self.cleaned_data["appraisal"]).translate(_BRACKETS)
        return "".join(number.split()).upper()
