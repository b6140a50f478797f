"""What policy officers and approvers write: a value with its days and source; a reason."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from siadmin.kernel.identifiers.writing import half_width
from siadmin.policy.files import STATUSES
from siadmin.policy.models import FIRST_DAY, LAST_DAY, Status, Unit

MOST_DECIMALS = 6
LARGEST = Decimal(10) ** 11
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)


class ValueForm(forms.Form):
    """A proposed value of one parameter; rates may be written as per cent."""

    value = forms.CharField(label=gettext_lazy("New value"), max_length=24)
    starts_on = forms.DateField(
        label=gettext_lazy("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Leave it empty while the end is not known."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Document and number, with its date."),
    )
    status = forms.ChoiceField(label=gettext_lazy("How sure we are"))
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, unit: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.fields["status"].choices = [(code, str(STATUSES[code])) for code in Status.values]  # type: ignore[attr-defined]
        if unit == Unit.RATE:
            self.fields["value"].help_text = gettext_lazy("As a fraction or as per cent: 0.16 or 16%.")
        elif unit == Unit.FLAG:
            self.fields["value"].help_text = gettext_lazy("1 for yes, 0 for no.")

    def clean_value(self) -> Decimal:
        """The number as the law book keeps it: rates as fractions."""
        text = half_width(self.cleaned_data["value"])
        if "," in text and not _GROUPED.fullmatch(text):
            raise forms.ValidationError(gettext_lazy("This is not a number."))
        text = text.replace(",", "")
        try:
            value = Decimal(text.removesuffix("%").strip()) / (100 if text.endswith("%") else 1)
        except InvalidOperation:
            raise forms.ValidationError(gettext_lazy("This is not a number.")) from None
        if text.endswith("%") and self.unit != Unit.RATE:
            raise forms.ValidationError(gettext_lazy("Only rates are written as per cent."))
        if not value.is_finite():
            raise forms.ValidationError(gettext_lazy("This is not a number."))
        if value < 0:
            raise forms.ValidationError(gettext_lazy("No value of the law is below zero."))
        if value >= LARGEST:
            raise forms.ValidationError(gettext_lazy("This is more than any value of the law: eleven digits at most."))
        if value != value.quantize(Decimal(1).scaleb(-MOST_DECIMALS)):
            raise forms.ValidationError(gettext_lazy("At most six decimals."))
        self._fits_its_unit(value)
        return value

    def _fits_its_unit(self, value: Decimal) -> None:
        if self.unit == Unit.RATE and value > 10:
            raise forms.ValidationError(gettext_lazy("A rate of more than ten is a slip: write 0.16 or 16%."))
        if self.unit == Unit.FLAG and value not in (0, 1):
            raise forms.ValidationError(gettext_lazy("1 for yes, 0 for no."))
        if self.unit == Unit.DAY_OF_MONTH and not 1 <= value <= 28:
            raise forms.ValidationError(gettext_lazy("A day that every month has: 1 to 28."))
        if self.unit == Unit.PERSONS and value not in (1, 2, 3):
            raise forms.ValidationError(gettext_lazy("One, two or three people sign."))
        if self.unit == Unit.WORKING_DAYS and (value < 1 or value != value.to_integral_value()):
            raise forms.ValidationError(gettext_lazy("Whole working days, at least one."))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("last_day")
        for name, day in (("starts_on", first), ("last_day", last)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                bounds = {"first": FIRST_DAY, "last": LAST_DAY}
                self.add_error(name, gettext("Give a day from %(first)s to %(last)s.") % bounds)
        if first and last and last < first:
            self.add_error("last_day", gettext_lazy("The last day is before the first."))
        return given

    @property
    def ends_before(self) -> dt.date | None:
        last: dt.date | None = self.cleaned_data["last_day"]
        return last + dt.timedelta(days=1) if last else None
