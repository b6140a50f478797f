"""What people type about payments by a link."""

from django import forms
from django.utils.translation import gettext_lazy


class StrayEndForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What became of it"),
        max_length=300,
        help_text=gettext_lazy("What the channel answered, or the receipt by which the money arrived."),
    )
