"""What staff write when they pay: which month, why a held payment may go, what was verified, a bank's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.payments.measures import Measure
from benefits.payments.rules.entrusting import DIRECTLY_WORDS, FINDING_WORDS, REPORTED, WAY_WORDS, Way
from enrollment.registry.questions import said
from siadmin.agency.forms import LONGEST_REASON
from siadmin.agency.insurances import FUND_NAMES
from siadmin.agency.models import Office, Region, User
from siadmin.kernel.language import chosen
from siadmin.kernel.months import Month
from siadmin.matters.forms import EvidenceField


class OpenForm(forms.Form):
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    fund = forms.ChoiceField(label=gettext_lazy("Fund"))
    month = forms.ChoiceField(label=gettext_lazy("Month"))

    def __init__(self, *args: Any, regions: list[Region], funds: list[str], months: list[Month], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["place"].choices = [(region.pk, str(region.words)) for region in regions]  # type: ignore[attr-defined]
        self.fields["fund"].choices = [(fund, str(FUND_NAMES[fund])) for fund in funds]  # type: ignore[attr-defined]
        self.fields["month"].choices = [(str(month), str(month)) for month in months]  # type: ignore[attr-defined]


class RiseForm(forms.Form):
    measure = forms.ChoiceField(label=gettext_lazy("What raises benefits"))
    place = forms.ChoiceField(label=gettext_lazy("Place"))
    from_month = forms.ChoiceField(label=gettext_lazy("From which month"))

    def __init__(
        self, *args: Any, measures: list[Measure], regions: list[Region], months: list[Month], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["measure"].choices = [(each.code, str(each.title)) for each in measures]  # type: ignore[attr-defined]
        self.fields["place"].choices = [(region.pk, str(region.words)) for region in regions]  # type: ignore[attr-defined]
        self.fields["from_month"].choices = [(str(month), str(month)) for month in months]  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    hold = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("What you found, and why it may go"),
        max_length=LONGEST_REASON,
        strip=True,
    )


class EntrustForm(forms.Form):
    """Who looks into it: an office by its own means, or a clerk who goes there."""

    to = forms.ChoiceField(label=gettext_lazy("Who looks into it"))
    partner = forms.CharField(
        label=gettext_lazy("With whom there"),
        max_length=120,
        required=False,
        strip=True,
        help_text=gettext_lazy("The village or community committee, the former employer: of an office only."),
    )
    directly = forms.ChoiceField(
        label=gettext_lazy("Why self-service is not waited for"),
        required=False,
        choices=lambda: [("", "—"), *said(DIRECTLY_WORDS.items())],
        help_text=gettext_lazy("Empty where the person answered, wished for a visit or let the day pass."),
    )

    def __init__(self, *args: Any, visitors: list[tuple[User, Office]], offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: dict[str, dict[str, Any]] = {
            f"user:{user.pk}": {"visitor": user, "office": at} for user, at in visitors
        }
        named = [
            (
                f"user:{user.pk}",
                chosen(zh=f"{user.display_name}（{at.name_zh}）", en=f"{user.display_name} ({at.name_en})"),
            )
            for user, at in visitors
        ]
        self.found |= {f"office:{each.pk}": {"office": each} for each in offices}
        places = [(f"office:{each.pk}", chosen(zh=each.name_zh, en=each.name_en)) for each in offices]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (str(WAY_WORDS[Way.VISITED]), named), (str(WAY_WORDS[Way.ENTRUSTED]), places)
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen_one = self.found.get(given.pop("to", ""), {})
        if "visitor" in chosen_one:
            given["partner"] = ""
        return given | chosen_one


class ReportForm(forms.Form):
    visited_on = forms.DateField(
        label=gettext_lazy("Day on which it was looked into"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    finding = forms.ChoiceField(
        label=gettext_lazy("What came of it"), choices=lambda: said((each, FINDING_WORDS[each]) for each in REPORTED)
    )
    found = forms.CharField(
        label=gettext_lazy("What was found"), max_length=LONGEST_REASON, strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    statement = forms.CharField(
        label=gettext_lazy("What the person said to it"), max_length=1000, required=False, strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    evidence = EvidenceField(label=gettext_lazy("Evidence: photograph or scan"))


class AnswerForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The bank's answer"),
        help_text=gettext_lazy("CSV with the columns reference and result; a part of it may come now, the rest later."),
    )
