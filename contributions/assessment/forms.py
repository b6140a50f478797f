"""Which month of which region to start."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from siadmin.agency.models import Region
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month


class MonthForm(forms.Form):
    """A pooling region within reach, and a month that has begun."""

    region = forms.ChoiceField(label=gettext_lazy("Region"))
    month = forms.CharField(
        label=gettext_lazy("Month"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
        error_messages={"required": gettext_lazy("Choose a month.")},
    )

    def __init__(self, *args: Any, regions: list[Region], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._regions = {region.pk: region for region in regions}
        self._this_month = Month.of(today)
        choice = self.fields["region"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(pk, chosen(zh=each.name_zh, en=each.name_en)) for pk, each in self._regions.items()]
        self.fields["month"].initial = str(self._this_month)

    def clean_region(self) -> Region:
        return self._regions[self.cleaned_data["region"]]

    def clean_month(self) -> Month:
        try:
            month = Month.parse(self.cleaned_data["month"])
        except ValueError as error:
            raise forms.ValidationError(gettext_lazy("Write the month as 2026-11."), code="month") from error
        if month > self._this_month:
            raise forms.ValidationError(gettext_lazy("This month has not begun yet."), code="not_begun")
        return month
