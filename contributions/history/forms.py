"""What a clerk tells of a history file: whose it is, the letter it came with and what that letter says, money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from contributions.history.models import FileKind
from contributions.history.rules import Totals
from funds.banking.forms import small_enough
from funds.banking.models import StatementLine
from siadmin.agency.forms import DecisionForm, YuanField
from siadmin.agency.insurances import LINE_NAMES
from siadmin.agency.models import Region
from siadmin.kernel.language import chosen
from siadmin.kernel.money import HALF_UP, fen, read_amount, written

_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}
KINDS = (
    (FileKind.LEGACY, gettext_lazy("this region's former register")),
    (FileKind.CERTIFICATE, gettext_lazy("another region's contribution certificates")),
)


class Count(forms.IntegerField):
    """How many, zero or more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, widget=forms.TextInput(attrs=_DIGITS), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Grouped and full-width digits are read as they are meant."""
        try:
            return super().to_python(value if value in self.empty_values else read_amount(str(value)))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class HistoryFileForm(forms.Form):
    """A file with its covering letter. `desks`: pairs of pooling region and line that the clerk may act for."""

    kind = forms.ChoiceField(label=gettext_lazy("Where the history was kept"), choices=KINDS)
    desk = forms.ChoiceField(label=gettext_lazy("For which region and line"))
    place = forms.CharField(
        label=gettext_lazy("Region that issued the certificates"),
        required=False,
        max_length=12,
        help_text=gettext_lazy("Its code of six digits; only for certificates."),
        widget=forms.TextInput(attrs=_DIGITS),
    )
    letter = forms.CharField(
        label=gettext_lazy("Covering letter"),
        max_length=120,
        help_text=gettext_lazy("Its number or title and day, as it can be found again."),
    )
    file = forms.FileField(label=gettext_lazy("File of history, CSV"))
    people = Count(label=gettext_lazy("People, says the letter"))
    months = Count(
        label=gettext_lazy("Months paid, says the letter"), help_text=gettext_lazy("All insurances together.")
    )
    base = YuanField(
        min_value=0,
        max_digits=17,
        label=gettext_lazy("Sum of the bases in yuan, says the letter"),
        help_text=gettext_lazy("The base of each row times its months."),
    )
    deemed_months = Count(label=gettext_lazy("Months deemed paid, says the letter"), initial=0)
    balance = YuanField(min_value=0, max_digits=17, label=gettext_lazy("Balances in yuan, says the letter"), initial=0)
    money = YuanField(
        min_value=0,
        max_digits=17,
        label=gettext_lazy("Money that came with certificates, in yuan"),
        required=False,
        help_text=gettext_lazy("Leave it empty where no money came; accounts are opened only with money."),
    )
    money_on = forms.DateField(
        label=gettext_lazy("Day the money arrived"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, desks: Sequence[tuple[Region, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {f"{region.pk}:{line}": (region, line) for region, line in desks}
        choice = self.fields["desk"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            (key, f"{chosen(zh=region.name_zh, en=region.name_en)} · {LINE_NAMES[line]}")
            for key, (region, line) in self.desks.items()
        ]

    def clean_file(self) -> UploadedFile[Any]:
        return small_enough(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """The place of a certificate is a region; money has an amount and a day, and came with certificates."""
        given = super().clean() or {}
        is_legacy, desk = given.get("kind") == FileKind.LEGACY, self.desks.get(given.get("desk", ""))
        if desk is not None:
            given["region"], given["line"] = desk
            place = desk[0] if is_legacy else Region.objects.filter(pk=given.get("place", "")).first()
            if place is None:
                self.add_error("place", gettext_lazy("There is no region with this code."))
            given["place"] = place
        money, on = given.get("money"), given.get("money_on")
        if money and (on is None or is_legacy):
            field = "money" if is_legacy else "money_on"
            said = gettext_lazy("Only certificates come with money.") if is_legacy else gettext_lazy("On which day?")
            self.add_error(field, said)
        return given

    @property
    def told(self) -> Totals:
        """What the covering letter says."""
        given = self.cleaned_data
        return Totals(
            given["people"],
            given["months"],
            fen(given["base"], HALF_UP),
            given["deemed_months"],
            fen(given["balance"], HALF_UP),
        )


class MoneyLineForm(DecisionForm):
    """By which line of the bank the money came."""

    line = forms.TypedChoiceField(
        label=gettext_lazy("Line of the bank it came by"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, lines: Sequence[StatementLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["line"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(each.pk, _line_words(each)) for each in lines]


def _line_words(line: StatementLine) -> str:
    """`2026-11-20 · ¥38,000.00 · Shanghai agency · letter 12 · B1`."""
    told = (str(line.value_on), f"¥{written(line.amount_fen)}", line.counterparty, line.text, line.bank_reference)
    return " · ".join(filter(None, told))
