"""Which letter about whose rights is wanted."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.accounts.kinds import PARTICIPATION, STATEMENT, TITLES, line_words
from siadmin.kernel.months import Month
from siadmin.letters.models import Language


class MonthInput(forms.CharField):
    """A month as `2026-11`, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "month", "placeholder": "2026-01"})
        super().__init__(required=False, max_length=7, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Month.parse(text)
        except ValueError as error:
            raise forms.ValidationError(gettext_lazy("Write the month as 2026-11."), code="month") from error


class LetterForm(forms.Form):
    """Which letter, of which line's insurances, in which language; for a statement from when until when."""

    what = forms.ChoiceField(label=gettext_lazy("What"))
    line = forms.ChoiceField(label=gettext_lazy("Insurances"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[
            (Language.ZH, gettext_lazy("Chinese")),
            (Language.EN, gettext_lazy("English")),
            (Language.BOTH, gettext_lazy("Chinese and English")),
        ],
    )
    first = MonthInput(label=gettext_lazy("From"), help_text=gettext_lazy("Left empty: everything on record."))
    last = MonthInput(label=gettext_lazy("To"))

    def __init__(self, *args: Any, lines: Iterable[str], what: str = PARTICIPATION, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("what", [(code, str(TITLES[code])) for code in (PARTICIPATION, STATEMENT)])
        self._choose("line", [(line, str(line_words(line))) for line in lines])
        self.fields["what"].initial = what

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", gettext_lazy("This lies before the first month."))
        if cleaned.get("what") == PARTICIPATION:
            cleaned |= {"first": None, "last": None}
        return cleaned
