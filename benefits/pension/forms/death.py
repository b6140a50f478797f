"""What is asked of survivors beside who died: what no record tells (REG 19, 31)."""

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.forms import UponADeathForm, choices_of
from siadmin.kernel.language import Words

NOT_OF_WORK, OF_WORK = "not_of_work", "of_work"
FROM_PENSION, FROM_ELSEWHERE = "from_pension", "from_elsewhere"
_CAUSES = {
    NOT_OF_WORK: Words("因病或者非因工死亡", "Of illness, or not of work"),
    OF_WORK: Words("因工死亡", "Of a work injury"),
}
_FUNERAL = {
    FROM_PENSION: Words("领取养老保险的丧葬补助金", "That of the pension insurance"),
    FROM_ELSEWHERE: Words("已选择工伤或失业保险的丧葬补助金", "That of injury or unemployment insurance was chosen"),
}


class DeathClaimForm(UponADeathForm):
    cause = forms.ChoiceField(label=gettext_lazy("Of what they died"), choices=choices_of(_CAUSES))
    funeral = forms.ChoiceField(
        label=gettext_lazy("Which funeral grant"),
        choices=choices_of(_FUNERAL),
        help_text=gettext_lazy(
            "Only one of those of pension, work injury and unemployment insurance is paid (SIL 49)."
        ),
    )
