"""What an accountant writes from the bank's slip when money paid twice went back."""

from django import forms
from django.utils.translation import gettext_lazy


class ReturnForm(forms.Form):
    """Day and reference of the payment."""

    returned_on = forms.DateField(
        label=gettext_lazy("Day of the bank's slip"), widget=forms.DateInput(attrs={"type": "date"})
    )
    bank_reference = forms.CharField(label=gettext_lazy("Reference of the bank's slip"), max_length=60)
