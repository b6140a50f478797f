"""What people write when they decide: why, and on which state of what they saw."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core import validators
from django.utils import timezone
from django.utils.translation import gettext_lazy

from siadmin.kernel.money import read_amount

LONGEST_REASON = 500


class YuanField(forms.DecimalField):
    """An amount in yuan as people write it (`read_amount`); cleaned to exact yuan. `whole`: without fen."""

    default_error_messages = {
        "invalid": gettext_lazy("Write the amount in yuan, as 1,234.56 or 1234.56; at most two decimals."),
        "whole": gettext_lazy("Whole yuan only, without fen."),
    }

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        kwargs.setdefault("max_digits", 15)
        widget = forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"})
        super().__init__(decimal_places=2, widget=widget, **kwargs)

    def run_validators(self, value: Any) -> None:
        """What is wrong with an amount is said once, and its limit as people write it."""
        try:
            super().run_validators(value)
        except forms.ValidationError as refused:
            first = refused.error_list[0]
            params = first.params or {}
            if "limit_value" in params:
                params = params | {"limit_value": f"{params['limit_value']:,}"}
            raise forms.ValidationError(first.message, code=first.code, params=params) from refused

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, Decimal | int):
            return super().to_python(value)
        try:
            amount = read_amount(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if self.whole and amount != amount.to_integral_value():
            raise forms.ValidationError(self.error_messages["whole"], code="whole")
        return amount


class PastDayField(forms.DateField):
    """A day that has come."""

    default_error_messages = {"to_come": gettext_lazy("This day has not come yet.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > timezone.localdate():
            raise forms.ValidationError(self.error_messages["to_come"], code="to_come")


def speak_plainly() -> None:
    """What the framework says of input, in our words and both languages; once, when the apps are ready."""
    day = gettext_lazy("Write the day as 2026-11-30.")
    number = gettext_lazy("Write a number.")
    choose = gettext_lazy("Choose from the list.")
    file = gettext_lazy("Choose a file.")
    said: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
        (forms.Field, {"required": gettext_lazy("Fill this in.")}),
        (forms.IntegerField, {"invalid": gettext_lazy("Write a whole number.")}),
        (forms.DecimalField, {"invalid": number}),
        (forms.DateField, {"invalid": day}),
        (forms.TimeField, {"invalid": gettext_lazy("Write the time as 09:30.")}),
        (forms.ChoiceField, {"required": choose, "invalid_choice": choose}),
        (forms.MultipleChoiceField, {"required": choose, "invalid_choice": choose, "invalid_list": choose}),
        (
            forms.FileField,
            {"required": file, "invalid": file, "missing": file, "empty": gettext_lazy("The file is empty.")},
        ),
    )
    for field, messages in said:
        field.default_error_messages = {**field.default_error_messages, **messages}
    limits: tuple[tuple[type[validators.BaseValidator], Any], ...] = (
        (validators.MinValueValidator, gettext_lazy("Not less than %(limit_value)s.")),
        (validators.MaxValueValidator, gettext_lazy("Not more than %(limit_value)s.")),
        (validators.MaxLengthValidator, gettext_lazy("Too long: at most %(limit_value)s characters.")),
    )
    for validator, message in limits:
        validator.message = message
    decimals: dict[str, Any] = {
        "invalid": number,
        "max_digits": gettext_lazy("Too large: at most %(max)s digits."),
        "max_decimal_places": gettext_lazy("At most %(max)s decimals."),
        "max_whole_digits": gettext_lazy("Too large: at most %(max)s digits before the decimal point."),
    }
    validators.DecimalValidator.messages = decimals


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
