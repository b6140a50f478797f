"""What every claim upon a death asks: who died, and what the survivor was to them (REG 19, 31)."""

from collections.abc import Callable, Mapping

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.selectors import person_named
from enrollment.registry.questions import Choices, NumberField, said
from enrollment.registry.records import numbered
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

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
