"""What is asked of survivors: who died, what they were to them, and what no record tells (REG 19, 31)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.pension.selectors.death import person_named
from enrollment.registry.questions import NumberField
from enrollment.registry.records import numbered
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

NOT_OF_WORK, OF_WORK = "not_of_work", "of_work"
FROM_PENSION, FROM_ELSEWHERE = "from_pension", "from_elsewhere"
RELATIONS = {
    "spouse": Words("配偶", "Spouse"),
    "child": Words("子女", "Child"),
    "parent": Words("父母", "Parent"),
    "grandchild": Words("孙子女、外孙子女", "Grandchild"),
    "grandparent": Words("祖父母、外祖父母", "Grandparent"),
    "sibling": Words("兄弟姐妹", "Brother or sister"),
}
_CAUSES = {
    NOT_OF_WORK: Words("因病或者非因工死亡", "Of illness, or not of work"),
    OF_WORK: Words("因工死亡", "Of a work injury"),
}
_FUNERAL = {
    FROM_PENSION: Words("领取养老保险的丧葬补助金", "That of the pension insurance"),
    FROM_ELSEWHERE: Words("已选择工伤或失业保险的丧葬补助金", "That of injury or unemployment insurance was chosen"),
}


def _choices(words: dict[str, Words]) -> Any:
    return lambda: [(code, str(each)) for code, each in words.items()]


class DeathClaimForm(MatterForm):
    masked = frozenset({"deceased"})

    deceased = NumberField(label=gettext_lazy("Identity number of the person who died"))
    relation = forms.ChoiceField(label=gettext_lazy("What you are to them"), choices=_choices(RELATIONS))
    cause = forms.ChoiceField(label=gettext_lazy("Of what they died"), choices=_choices(_CAUSES))
    funeral = forms.ChoiceField(
        label=gettext_lazy("Which funeral grant"),
        choices=_choices(_FUNERAL),
        help_text=gettext_lazy(
            "Only one of those of pension, work injury and unemployment insurance is paid (SIL 49)."
        ),
    )

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
