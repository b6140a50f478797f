"""What is asked of who claims: only what no record tells (REG 31)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

AS_TOLD, BY_EVIDENCE = "as_told", "by_evidence"
_CAUSES = {
    AS_TOLD: Words("与单位申报的离职原因一致", "As the employer has told"),
    BY_EVIDENCE: Words(
        "单位申报有误，不是本人自愿离职，另附证据", "The employer told it wrong: I did not leave of my own will"
    ),
}


class ClaimForm(MatterForm):
    cause = forms.ChoiceField(
        label=gettext_lazy("Why work ended"),
        choices=lambda: [(code, str(words)) for code, words in _CAUSES.items()],
        initial=AS_TOLD,
        help_text=gettext_lazy("If you choose the second, bring what shows it; an officer decides on the evidence."),
    )
    story = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only if the employer told it wrong."),
    )
    registered = forms.BooleanField(
        label=gettext_lazy("Register me as unemployed with this application"), required=False, initial=True
    )
    seeking = forms.BooleanField(
        label=gettext_lazy("I look for work and take part in training offered to me"), required=False
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("cause") == BY_EVIDENCE and not told.get("story"):
            self.add_error("story", gettext_lazy("Say what happened, so that it can be examined."))
        return told
