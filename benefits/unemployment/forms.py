"""What is asked of who claims: only what no record tells (REG 31)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.forms import UponADeathForm, choices_of
from siadmin.agency.forms import PastDayField
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm
from siadmin.policy.names import category_name

SKILL_GRADES = ("skill_junior", "skill_middle", "skill_senior")
AS_TOLD, BY_EVIDENCE = "as_told", "by_evidence"
_CAUSES = {
    AS_TOLD: Words("与单位申报的离职原因一致", "As the employer has told"),
    BY_EVIDENCE: Words(
        "单位申报有误，不是本人自愿离职，另附证据", "The employer told it wrong: I did not leave of my own will"
    ),
}
# A condition of SIL 45(3) each: who does not meet it is told before they apply, and may still have it decided.
YES, NO = "True", "False"
REGISTERED = {
    YES: Words("已经登记，或者随本申请登记", "I am, or register me with this application"),
    NO: Words(
        "不登记：不符合社会保险法第45条第(三)项，失业保险金将不予核准；仍请作出书面决定",
        "I am not and will not be: the benefit cannot be granted then (SIL 45(3)); decide on my claim all the same",
    ),
}
SEEKING = {
    YES: Words("有求职要求，并参加提供的培训", "I look for work and take part in training offered to me"),
    NO: Words(
        "没有求职要求：不符合社会保险法第45条第(三)项，失业保险金将不予核准；仍请作出书面决定",
        "I do not look for work: the benefit cannot be granted then (SIL 45(3)); decide on my claim all the same",
    ),
}


def _is_yes(answer: str) -> bool:
    return answer == YES


class ClaimForm(MatterForm):
    cause = forms.ChoiceField(
        label=gettext_lazy("Why work ended"),
        choices=lambda: [(code, str(words)) for code, words in _CAUSES.items()],
        initial=AS_TOLD,
        help_text=gettext_lazy("If you choose the second, bring what shows it; an officer decides on the evidence."),
    )
    story = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only if the employer told it wrong."),
    )
    registered = forms.TypedChoiceField(
        label=gettext_lazy("Are you registered as unemployed?"),
        choices=choices_of(REGISTERED),
        coerce=_is_yes,
        initial=YES,
        widget=forms.RadioSelect,
    )
    seeking = forms.TypedChoiceField(
        label=gettext_lazy("Do you look for work?"),
        choices=choices_of(SEEKING),
        coerce=_is_yes,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("cause") == BY_EVIDENCE and not told.get("story"):
            self.add_error("story", gettext_lazy("Say what happened, so that it can be examined."))
        return told


class ReemployedForm(MatterForm):
    contract_months = forms.IntegerField(
        label=gettext_lazy("For how many months the new contract is"),
        min_value=1,
        max_value=600,
        help_text=gettext_lazy("Of one without an end write 600."),
    )


class StartupForm(MatterForm):
    business = forms.CharField(label=gettext_lazy("Name of the business"), max_length=100, strip=True)
    licence = forms.CharField(label=gettext_lazy("Number of the licence or registration"), max_length=40, strip=True)


class ChildbirthForm(MatterForm):
    born_on = PastDayField(label=gettext_lazy("Day of the birth"))


class MigrantForm(MatterForm):
    """Work and months paid are on record (REG 31)."""

    rural = forms.BooleanField(label=gettext_lazy("I was hired from the country as a contract worker"), required=False)


class SkillForm(MatterForm):
    grade = forms.ChoiceField(
        label=gettext_lazy("Grade of the certificate"),
        choices=lambda: [(code, str(category_name(code))) for code in SKILL_GRADES],
    )
    certificate = forms.CharField(label=gettext_lazy("Number of the certificate"), max_length=40, strip=True)

    def clean_certificate(self) -> str:
        """Written in one way: spaces and case do not make another certificate."""
        return "".join(str(self.cleaned_data["certificate"]).split()).upper()


class JobSeekingForm(MatterForm):
    """Nothing is asked: months drawn and bases of before are on record (REG 31)."""


FROM_UNEMPLOYMENT, FROM_ELSEWHERE = "from_unemployment", "from_elsewhere"
_FUNERAL = {
    FROM_UNEMPLOYMENT: Words("领取失业保险的丧葬补助金", "That of the unemployment insurance"),
    FROM_ELSEWHERE: Words("已选择养老或工伤保险的丧葬补助金", "That of pension or injury insurance was chosen"),
}


class SurvivorForm(UponADeathForm):
    funeral = forms.ChoiceField(
        label=gettext_lazy("Which funeral grant"),
        choices=choices_of(_FUNERAL),
        help_text=gettext_lazy(
            "Only one of those of pension, work injury and unemployment insurance is paid (SIL 49)."
        ),
    )
