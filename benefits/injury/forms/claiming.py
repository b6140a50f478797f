"""What is asked of who claims upon an injury: which one, and what no record tells (REG 31)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.forms import UponADeathForm
from benefits.claims.selectors import person_named
from benefits.injury.selectors import employer_named, injuries_of
from benefits.injury.selectors.missing import missing_of
from enrollment.registry.matters.subject import person_of
from enrollment.registry.records import numbered
from siadmin.agency.forms import PastDayField
from siadmin.matters.catalogue import MatterForm
from siadmin.matters.subjects import Subject

MOST_DEPENDANTS = 12


class InjuryClaimForm(MatterForm):
    linked = frozenset({"injury"})

    injury = forms.ChoiceField(label=gettext_lazy("Which injury"))

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject, **kwargs)
        own = injuries_of(person_of(subject)) if subject else []
        self.fields["injury"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.happened_on} · {each.employer.name} · {each.number}") for each in own
        ]


class InjuryDeathForm(UponADeathForm):
    in_leave = forms.BooleanField(
        label=gettext_lazy("The death was of the injury, at once or in the paid leave"),
        required=False,
        help_text=gettext_lazy("Else: of somebody of grades 1 to 4, after the paid leave (WIR 39)."),
    )
    from_elsewhere = forms.BooleanField(
        label=gettext_lazy("The funeral grant is drawn from another insurance"), required=False
    )


class UponAnAbsenceForm(UponADeathForm):
    """Who is missing since an accident of work stands for who died (WIR 41)."""

    def clean_deceased(self) -> str:
        number: str = self.cleaned_data["deceased"]
        found = person_named(number)
        own = numbered(self.subject.number) if self.subject is not None else []
        if found is not None and found.pk not in own and missing_of(found) is not None:
            return number
        return super().clean_deceased()


class MissingAdvanceForm(UponAnAbsenceForm):
    hardship = forms.CharField(
        label=gettext_lazy("What the family lives on, and why it is in need"), max_length=300, strip=True
    )


class DependantForm(UponAnAbsenceForm):
    """Who else depended on them decides the shares: together they are no more than the wage (WIR 39)."""

    is_alone = forms.BooleanField(label=gettext_lazy("A lone elder, or an orphan"), required=False)
    is_incapable = forms.BooleanField(
        label=gettext_lazy("Wholly unable to work, by an appraisal"), required=False
    )  # fmt: skip
    has_spouse = forms.BooleanField(
        label=gettext_lazy("Beside you there is a spouse who depended on them"), required=False
    )
    others = forms.IntegerField(
        label=gettext_lazy("How many other relatives depended on them beside you"),
        min_value=0,
        max_value=MOST_DEPENDANTS,
        initial=0,
    )
    alone_others = forms.IntegerField(
        label=gettext_lazy("How many of these are lone elders or orphans"),
        min_value=0,
        max_value=MOST_DEPENDANTS,
        initial=0,
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("relation") == "spouse" and told.get("has_spouse"):
            self.add_error("has_spouse", gettext_lazy("You are the spouse: nobody else is."))
        if (told.get("alone_others") or 0) > (told.get("others") or 0):
            self.add_error("alone_others", gettext_lazy("These are more than there are others."))
        return told


class RiderForm(MatterForm):
    platform = forms.CharField(
        label=gettext_lazy("Credit code of the platform, or its number with us"), max_length=40, strip=True
    )
    happened_on = PastDayField(label=gettext_lazy("Day of the injury"))
    order = forms.CharField(label=gettext_lazy("Number of the order"), max_length=60, strip=True)
    story = forms.CharField(
        label=gettext_lazy("What happened, and who saw it"),
        max_length=600,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_platform(self) -> str:
        found = employer_named(self.cleaned_data["platform"])
        if found is None:
            raise forms.ValidationError(gettext_lazy("No platform is registered under this code."))
        return found.number
