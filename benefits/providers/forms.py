"""What staff write about institutions: who they are, what is agreed, what is proposed against them, a catalogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.providers.models import APPROVED, DROPPED, Department
from benefits.providers.rules import KIND_WORDS
from benefits.providers.rules.measures import MEASURE_WORDS, OUTCOME_WORDS, Outcome
from enrollment.registry.questions import AccountField
from siadmin.agency.forms import LONGEST_REASON
from siadmin.agency.insurances import NAMES
from siadmin.agency.models import Region


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class InstitutionForm(forms.Form):
    employer = forms.CharField(label=gettext_lazy("Number or credit code of the employer"), max_length=18, strip=True)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level of a hospital"),
        choices=[("", "—"), ("1", "1"), ("2", "2"), ("3", "3")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=80, strip=True)
    account = AccountField(label=gettext_lazy("Account number"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, str(words)) for code, words in KIND_WORDS.items()]  # type: ignore[attr-defined]


class AccountForm(forms.Form):
    """Another account for an institution, and on what that rests."""

    bank_name = forms.CharField(label=gettext_lazy("Bank"), max_length=80, strip=True)
    account = AccountField(label=gettext_lazy("Account number"))
    reason = forms.CharField(label=gettext_lazy("Why it changes"), max_length=500, strip=True)


class AccountDecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[(APPROVED, gettext_lazy("Approve")), (DROPPED, gettext_lazy("Drop"))],
    )


class AgreementForm(forms.Form):
    insurances = forms.MultipleChoiceField(
        label=gettext_lazy("Insurances"), widget=forms.CheckboxSelectMultiple, choices=[]
    )
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=_day())
    ends_before = forms.DateField(label=gettext_lazy("Until before"), widget=_day())
    terms = forms.CharField(
        label=gettext_lazy("Terms"), max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, covered: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["insurances"].choices = [(each, str(NAMES[each])) for each in covered]  # type: ignore[attr-defined]


class DepartmentForm(forms.Form):
    code = forms.CharField(label=gettext_lazy("Code"), max_length=20, strip=True)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, strip=True)
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=_day())


class ClientForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the program"), max_length=80, strip=True)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, strip=True)


class MeasureForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Measure"))
    department = forms.ModelChoiceField(
        label=gettext_lazy("Department"), queryset=Department.objects.none(), required=False
    )
    facts = forms.CharField(
        label=gettext_lazy("What was found"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
    state_until = forms.DateField(label=gettext_lazy("It may state its case until"), widget=_day())
    effective_on = forms.DateField(label=gettext_lazy("From"), widget=_day())
    ends_before = forms.DateField(label=gettext_lazy("Until before"), widget=_day(), required=False)

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(code, str(words)) for code, words in MEASURE_WORDS.items()]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"))
    decision = forms.CharField(
        label=gettext_lazy("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(each.value, str(OUTCOME_WORDS[each])) for each in Outcome]  # type: ignore[attr-defined]


class StateForm(forms.Form):
    said = forms.CharField(
        label=gettext_lazy("What you say"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class CatalogueForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    starts_on = forms.DateField(label=gettext_lazy("In force from"), widget=_day())
    file = forms.FileField(label=gettext_lazy("CSV file"))

    def __init__(self, *args: Any, regions: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["place"].choices = [(region.pk, str(region.words)) for region in regions]  # type: ignore[attr-defined]
