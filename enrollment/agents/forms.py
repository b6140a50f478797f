"""Why a mandate ends."""

from django import forms
from django.utils.translation import gettext_lazy


class EndForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
