"""What is asked of who claims costs back: what receipts and list say; the record tells the rest (REG 20, 31)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.forms import CostField, ReceiptsField, choices_of
from benefits.medical.rules.causes import Cause
from benefits.medical.rules.law import Care
from enrollment.registry.matters.subject import person_of
from siadmin.agency.forms import PastDayField
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

LEVELS = {
    "1": Words("一级（含社区）", "Level 1, communities too"),
    "2": Words("二级", "Level 2"),
    "3": Words("三级", "Level 3"),
}
OUTSIDE = ("over_limit", "excluded", "advance")


class ReimbursementForm(MatterForm):
    cause = forms.ChoiceField(
        label=gettext_lazy("Why care was needed"),
        choices=choices_of({each.value: each.words for each in Cause}),
        initial=Cause.ILLNESS,
        help_text=gettext_lazy("What others must pay, the fund does not (SIL 30): it is decided in writing."),
    )
    party = forms.CharField(
        label=gettext_lazy("Who answers for it"),
        max_length=120,
        strip=True,
        required=False,
        help_text=gettext_lazy("Of an advance: name and address as far as they are known, or why nobody is known."),
    )
    care = forms.ChoiceField(
        label=gettext_lazy("Kind of care"), choices=choices_of({each.value: each.words for each in Care})
    )
    institution = forms.CharField(label=gettext_lazy("Hospital or clinic"), max_length=120, strip=True)
    level = forms.ChoiceField(label=gettext_lazy("Its level"), choices=choices_of(LEVELS))
    began_on = PastDayField(label=gettext_lazy("First day of care"))
    ended_on = PastDayField(label=gettext_lazy("Last day of care"))
    elsewhere = forms.BooleanField(
        label=gettext_lazy("It lies outside the place where I am insured"),
        required=False,
        help_text=gettext_lazy("Whether it was filed is on record."),
    )
    receipts = ReceiptsField(
        help_text=gettext_lazy(
            "Commas between them. Receipts of one kind of care, hospital and stay are claimed together, each once."
        ),
    )
    charged = CostField(label=gettext_lazy("Charged in all, ¥"))
    over_limit = CostField(label=gettext_lazy("Of it above price limits, ¥"), initial=0)
    excluded = CostField(label=gettext_lazy("Of it outside the catalogue, ¥"), initial=0)
    advance = CostField(label=gettext_lazy("Of it paid first by the insured (class B), ¥"), initial=0)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        began_on, ended_on, charged = told.get("began_on"), told.get("ended_on"), told.get("charged")
        if began_on and ended_on and began_on > ended_on:
            self.add_error("ended_on", gettext_lazy("The last day lies before the first."))
        if self.subject and began_on and began_on < person_of(self.subject).birth_on:
            self.add_error("began_on", gettext_lazy("This day lies before the insured person was born."))
        if charged == 0:
            self.add_error("charged", gettext_lazy("Nothing was charged."))
        outside = sum((told.get(name) or Decimal(0) for name in OUTSIDE), Decimal(0))
        if charged is not None and outside > charged:
            self.add_error("charged", gettext_lazy("What is out of scope is more than what was charged."))
        if told.get("cause") == Cause.THIRD_PARTY_UNPAID and not told.get("party"):
            self.add_error("party", gettext_lazy("Say who answers for it, or why nobody is known."))
        return told
