"""What people write: a verification code, a reason, what a clerk looks for."""

from django import forms
from django.utils.translation import gettext_lazy

from siadmin.letters.rules.codes import read_code


class CodeForm(forms.Form):
    """A verification code, however its groups are written."""

    code = forms.CharField(
        label=gettext_lazy("Verification code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy("Sixteen letters and digits, at the foot of every page of the letter."),
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                gettext_lazy(
                    "This cannot be a code: a character is wrong or missing."
                    " Compare it with the paper; 0, O, 1 and I never occur."
                )
            )
        return code


class RevokeForm(forms.Form):
    """Why a letter is revoked."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kept in the trail; the public page says only that the letter is revoked."),
    )


class FindForm(forms.Form):
    """Which letters a clerk lists: by the letter's number or code, or by whom it is about."""

    q = forms.CharField(label=gettext_lazy("Number, code, person or employer"), max_length=60, required=False)
