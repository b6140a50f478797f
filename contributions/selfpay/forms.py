"""What somebody who pays for themself fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from contributions.selfpay.selectors import Offer, ResidentOffer
from contributions.selfpay.words import RHYTHMS, SUBSIDIES
from enrollment.registry.questions import said
from siadmin.agency.forms import PastDayField, YuanField
from siadmin.agency.insurances import NAMES
from siadmin.kernel.money import HALF_UP, fen, written


class BaseField(YuanField):
    """A base in whole yuan; cleaned to fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(whole=True, min_value=1, max_digits=11, **kwargs)

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else fen(amount, HALF_UP)


class TermsForm(forms.Form):
    """On which base, in which rhythm; within what the place offers."""

    base = BaseField(label=gettext_lazy("Base a month, whole yuan"))
    rhythm = forms.ChoiceField(label=gettext_lazy("I pay"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.fields["base"].help_text = gettext_lazy("From %(floor)s to %(ceiling)s yuan.") % {
            "floor": written(offer.floor_fen),
            "ceiling": written(offer.ceiling_fen),
        }
        rhythm = self.fields["rhythm"]
        assert isinstance(rhythm, forms.ChoiceField)
        rhythm.choices = said((code, RHYTHMS[code]) for code in offer.rhythms)
        rhythm.initial = offer.rhythms[0] if offer.rhythms else ""


class JoinForm(TermsForm):
    """What to join as well, and from when."""

    insurances = forms.MultipleChoiceField(label=gettext_lazy("I join"), widget=forms.CheckboxSelectMultiple)
    month = forms.ChoiceField(label=gettext_lazy("From which month"))
    field_order = ("insurances", "base", "rhythm", "month")

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, offer=offer, **kwargs)
        insurances, month = self.fields["insurances"], self.fields["month"]
        assert isinstance(insurances, forms.ChoiceField) and isinstance(month, forms.ChoiceField)
        insurances.choices = said((code, NAMES[code]) for code in offer.insurances)
        insurances.initial = offer.insurances[:2]
        month.choices = [(str(each), str(each)) for each in (offer.month, offer.month + 1)]


class TierForm(forms.Form):
    """Which tier for which year, and as whom."""

    tier = forms.TypedChoiceField(label=gettext_lazy("Tier a year, yuan"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, offer: ResidentOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tier = self.fields["tier"]
        assert isinstance(tier, forms.ChoiceField)
        tier.choices = [(str(amount), written(amount)) for amount in offer.tiers]
        tier.initial = str(offer.tiers[0])


class ReceivedForm(forms.Form):
    """The money of a claim, as the bank's paper says it."""

    amount = YuanField(label=gettext_lazy("Amount received, yuan"), min_value=0, max_digits=14)
    received_on = PastDayField(label=gettext_lazy("Received on"))
    voucher = forms.CharField(label=gettext_lazy("Number of the payment"), max_length=60)

    def clean_amount(self) -> int:
        return fen(self.cleaned_data["amount"], HALF_UP)


def _claim_kinds() -> list[tuple[str, str]]:
    return [("", gettext("all")), *((code, str(name)) for code, name in SUBSIDIES.items())]


class ClaimFilter(forms.Form):
    """Which claims of subsidies to look at."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False, choices=_claim_kinds)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("claimed", gettext_lazy("claimed")),
            ("received", gettext_lazy("received")),
        ],
    )
    year = forms.IntegerField(label=gettext_lazy("Year claimed"), required=False, min_value=2000, max_value=2100)
