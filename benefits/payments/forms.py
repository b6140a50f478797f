"""What staff write when they pay: which month, why a held payment may go, what was verified, a bank's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.measures import Measure
from benefits.payments.words import VERIFIED
from enrollment.registry.questions import said
from siadmin.agency.forms import LONGEST_REASON
from siadmin.agency.insurances import FUND_NAMES
from siadmin.agency.models import Region
from siadmin.kernel.months import Month


class OpenForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    fund = forms.ChoiceField(label=gettext_lazy("Fund"))
    month = forms.ChoiceField(label=gettext_lazy("Month"))

    def __init__(self, *args: Any, regions: list[Region], funds: list[str], months: list[Month], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["place"].choices = [(region.pk, str(region.words)) for region in regions]  # type: ignore[attr-defined]
        self.fields["fund"].choices = [(fund, str(FUND_NAMES[fund])) for fund in funds]  # type: ignore[attr-defined]
        self.fields["month"].choices = [(str(month), str(month)) for month in months]  # type: ignore[attr-defined]


class RiseForm(forms.Form):
    measure = forms.ChoiceField(label=gettext_lazy("What raises benefits"))
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    from_month = forms.ChoiceField(label=gettext_lazy("From which month"))

    def __init__(
        self, *args: Any, measures: list[Measure], regions: list[Region], months: list[Month], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["measure"].choices = [(each.code, str(each.title)) for each in measures]  # type: ignore[attr-defined]
        self.fields["place"].choices = [(region.pk, str(region.words)) for region in regions]  # type: ignore[attr-defined]
        self.fields["from_month"].choices = [(str(month), str(month)) for month in months]  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    hold = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("What you found, and why it may go"),
        max_length=LONGEST_REASON,
        strip=True,
    )


class ClearForm(forms.Form):
    verified = forms.ChoiceField(label=gettext_lazy("How it was verified"), choices=lambda: said(VERIFIED.items()))
    reason = forms.CharField(
        label=gettext_lazy("What was found"),
        max_length=LONGEST_REASON,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The bank's answer"),
        help_text=gettext_lazy("CSV with the columns reference and result; a part of it may come now, the rest later."),
    )
