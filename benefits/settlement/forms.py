"""What staff write about bills and clearings: what a flag came to, why an institution is not paid."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.providers.models import Institution
from siadmin.agency.forms import LONGEST_REASON, DecisionForm, YuanField
from siadmin.agency.insurances import FUND_SHORT_NAMES
from siadmin.kernel.money import HALF_UP, fen


class FlagForm(forms.Form):
    disallowed = YuanField(
        label=gettext_lazy("Disallowed (yuan)"), min_value=0, help_text=gettext_lazy("0 where it is allowed.")
    )
    reason = forms.CharField(label=gettext_lazy("What you found"), max_length=200, strip=True)

    def disallowed_fen(self) -> int:
        return fen(self.cleaned_data["disallowed"], HALF_UP)


class LeaveOutForm(DecisionForm):
    """Which institution of a clearing is left out, and why."""

    institution = forms.ChoiceField(label=gettext_lazy("Institution"))
    field_order = ("seen_version", "institution", "reason")

    def __init__(self, *args: Any, institutions: Iterable[Institution], **kwargs: Any) -> None:
        super().__init__(*args, must_say_why=True, **kwargs)
        self.institutions = {each.number: each for each in institutions}
        self.fields["institution"].choices = _named(self.institutions)  # type: ignore[attr-defined]

    def chosen(self) -> Institution:
        return self.institutions[self.cleaned_data["institution"]]


class HoldForm(forms.Form):
    """Which institution waits from now on, of which fund, and why."""

    institution = forms.ChoiceField(label=gettext_lazy("Institution"))
    fund = forms.ChoiceField(label=gettext_lazy("Fund"))
    reason = forms.CharField(
        label=gettext_lazy("Why it waits"), max_length=LONGEST_REASON, strip=True, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, institutions: Iterable[Institution], funds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institutions = {each.number: each for each in institutions}
        self.fields["institution"].choices = _named(self.institutions)  # type: ignore[attr-defined]
        self.fields["fund"].choices = [(fund, str(FUND_SHORT_NAMES[fund])) for fund in funds]  # type: ignore[attr-defined]

    def chosen(self) -> Institution:
        return self.institutions[self.cleaned_data["institution"]]


class LetGoForm(forms.Form):
    """Why an institution that was held may be paid."""

    reason = forms.CharField(label=gettext_lazy("Why it may be paid"), max_length=LONGEST_REASON, strip=True)


def _named(institutions: dict[str, Institution]) -> list[tuple[str, str]]:
    return [(number, f"{each.employer.name} {number}") for number, each in institutions.items()]
