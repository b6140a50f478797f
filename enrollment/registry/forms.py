"""What is written about two records that are alike."""

from django import forms
from django.utils.translation import gettext_lazy


class ApartForm(forms.Form):
    """On what it rests that two records are of two people."""

    reason = forms.CharField(
        label=gettext_lazy("On what it rests"),
        max_length=200,
        strip=True,
        widget=forms.TextInput(
            attrs={
                "aria-label": gettext_lazy("On what it rests"),
                "placeholder": gettext_lazy("Two people? Write on what it rests"),
            }
        ),
    )
