"""What claims of several insurances ask: upon a death who died, and what the survivor was; of costs the receipts.

law    REG 19, 20, 31
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.rules.receipts import numbers_of
from benefits.claims.selectors import person_named
from enrollment.registry.questions import Choices, NumberField, said
from enrollment.registry.records import numbered
from siadmin.agency.forms import YuanField
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

LONGEST_NUMBER = 40
MOST_COSTS = Decimal(10_000_000)
RELATIONS = {
    "spouse": Words("配偶", "Spouse"),
    "child": Words("子女", "Child"),
    "parent": Words("父母", "Parent"),
    "grandchild": Words("孙子女、外孙子女", "Grandchild"),
    "grandparent": Words("祖父母、外祖父母", "Grandparent"),
    "sibling": Words("兄弟姐妹", "Brother or sister"),
}


def choices_of(words: Mapping[str, Words]) -> Callable[[], Choices]:
    return lambda: said(words.items())


class ReceiptsField(forms.CharField):
    """Numbers of receipts, commas between them; cleaned to one way of writing (`rules.receipts`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Numbers of the receipts"), max_length=200, strip=True, **kwargs)

    def clean(self, value: Any) -> str:
        numbers = numbers_of(super().clean(value))
        if not numbers:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if any(len(number) > LONGEST_NUMBER for number in numbers):
            raise forms.ValidationError(gettext_lazy("Put commas between the numbers: one of these is too long."))
        return ",".join(numbers)


class CostField(YuanField):
    """What bills come to, in yuan; what no care has ever cost is a slip of the pen."""

    def __init__(self, *, min_value: Decimal = Decimal(0), **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=MOST_COSTS, **kwargs)


class UponADeathForm(MatterForm):
    masked = frozenset({"deceased"})

    deceased = NumberField(label=gettext_lazy("Identity number of the person who died"))
    relation = forms.ChoiceField(label=gettext_lazy("What you are to them"), choices=choices_of(RELATIONS))

    def clean_deceased(self) -> str:
        number: str = self.cleaned_data["deceased"]
        found = person_named(number)
        if found is None:
            raise forms.ValidationError(
                gettext_lazy("Nobody is registered under this number: compare it with the death certificate.")
            )
        if self.subject is not None and found.pk in numbered(self.subject.number):
            raise forms.ValidationError(
                gettext_lazy("This is the number of the person who claims: write that of the person who died.")
            )
        if found.died_on is None:
            raise forms.ValidationError(
                gettext_lazy("No death is on record of the person with this number: have it verified and recorded.")
            )
        return number
