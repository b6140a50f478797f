"""What people write when they decide: why, and on which state of what they saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

LONGEST_REASON = 500


class ReasonForm(forms.Form):
    """Why something is done; it is recorded with the name and the time."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It is recorded with your name and the time."),
    )


class DecisionForm(forms.Form):
    """Which state of what was prepared its reader saw, and why it is decided so."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, must_say_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = must_say_why
