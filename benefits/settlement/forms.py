"""What staff write about bills: what a flag came to."""

from django import forms
from django.utils.translation import gettext_lazy

from siadmin.agency.forms import YuanField
from siadmin.kernel.money import HALF_UP, fen


class FlagForm(forms.Form):
    disallowed = YuanField(
        label=gettext_lazy("Disallowed (yuan)"), min_value=0, help_text=gettext_lazy("0 where it is allowed.")
    )
    reason = forms.CharField(label=gettext_lazy("What you found"), max_length=200, strip=True)

    def disallowed_fen(self) -> int:
        return fen(self.cleaned_data["disallowed"], HALF_UP)
