"""What an estimate without sign-in asks for: nothing of it is kept."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from benefits.pension.rules.special_jobs import SpecialJob
from benefits.pension.selectors.estimates import EMPLOYEE, FLEXIBLE, places
from enrollment.participation.rules.retirement import RetirementGroup
from enrollment.registry.questions import MonthQuestion
from siadmin.kernel.months import Month

_MOST_MONTHS, _LEAST_AGE, _MOST_AGE = 720, 16, 100


class EstimateForm(forms.Form):
    place = forms.ChoiceField(
        label=gettext_lazy("Where the pension will be drawn"),
        help_text=gettext_lazy("Places whose values are on file; for others nothing is guessed."),
    )
    born = MonthQuestion(label=gettext_lazy("Month of birth"))
    group = forms.ChoiceField(
        label=gettext_lazy("Group"), choices=lambda: [(each.value, str(each.words)) for each in RetirementGroup]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Who pays"),
        choices=[(EMPLOYEE, gettext_lazy("An employer and I")), (FLEXIBLE, gettext_lazy("I alone"))],
    )
    paid = forms.IntegerField(label=gettext_lazy("Months paid so far"), min_value=0, max_value=_MOST_MONTHS)
    deemed = forms.IntegerField(
        label=gettext_lazy("Months deemed paid"), min_value=0, max_value=_MOST_MONTHS, required=False
    )
    index = forms.DecimalField(
        label=gettext_lazy("Average contribution index so far"), min_value=Decimal("0.01"), max_value=Decimal(5),
        decimal_places=4, initial=Decimal(1),
        help_text=gettext_lazy("1 means paid on the average wage; it stands on the yearly statement."),
    )  # fmt: skip
    balance = forms.DecimalField(
        label=gettext_lazy("In the personal account, yuan"), min_value=0, max_value=10_000_000, decimal_places=2
    )
    base = forms.DecimalField(
        label=gettext_lazy("Base on which you will pay, yuan a month"), min_value=0, max_value=1_000_000,
        decimal_places=2, help_text=gettext_lazy("Write 0 if you stop paying."),
    )  # fmt: skip

    special_job = forms.ChoiceField(
        label=gettext_lazy("Earlier for the work done"),
        choices=lambda: [("", ""), *((each.value, str(each.words)) for each in SpecialJob)],
        required=False,
        help_text=gettext_lazy("Only who worked long enough underground, at heights, in heat or in very heavy labour."),
    )
    special_months = forms.IntegerField(
        label=gettext_lazy("Months of this work in the personnel file"), min_value=1, max_value=720, required=False
    )
    unemployment_paid = forms.IntegerField(
        label=gettext_lazy("Months of unemployment insurance paid"),
        min_value=0,
        max_value=_MOST_MONTHS,
        required=False,
        help_text=gettext_lazy("Since you last drew the benefit; left empty, it is not estimated."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked once a form: a function is asked as often as the choices are looked at.
        self.fields["place"].choices = [(region.pk, str(region.words)) for region in places()]  # type: ignore[attr-defined]

    def clean_born(self) -> str:
        born: str = self.cleaned_data["born"]
        years = timezone.localdate().year - Month.parse(born).year
        if not _LEAST_AGE <= years <= _MOST_AGE:
            raise forms.ValidationError(
                gettext_lazy("Estimated from %(least)s to %(most)s years of age: compare it with the identity card."),
                params={"least": _LEAST_AGE, "most": _MOST_AGE},
            )
        return born

    def clean(self) -> dict[str, Any]:
        """Nobody has paid for more months than have passed since the least age; months, paid and deemed together."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("special_job") and not told.get("special_months") and "special_months" not in self.errors:
            self.add_error("special_months", gettext_lazy("Needed to retire earlier for the work done."))
        if "born" in told and "paid" in told:
            lived = Month.of(timezone.localdate()).index - Month.parse(told["born"]).index - 12 * _LEAST_AGE
            if told["paid"] + (told.get("deemed") or 0) > max(lived, 0):
                too_many = gettext_lazy(
                    "With those deemed paid, more than the %(count)s months since the age of %(age)s."
                )
                params = {"count": max(lived, 0), "age": _LEAST_AGE}
                self.add_error("paid", forms.ValidationError(too_many, params=params))
        return told
