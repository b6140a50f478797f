"""What staff write: wages set by hand and why, the month to start."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.assessment.by_hand import ProposedWage
from contributions.assessment.models import HandProposal
from siadmin.agency.forms import ReasonForm, YuanField
from siadmin.agency.models import Region
from siadmin.kernel.language import chosen
from siadmin.kernel.money import HALF_UP, fen, yuan
from siadmin.kernel.months import Month

HIGHEST_WAGE = Decimal("9999999.99")


class WagesByHandForm(ReasonForm):
    """One wage a person, in yuan, and the grounds on which they were set.

    `before`: what was prepared and sent back or taken back, to start from.
    """

    def __init__(
        self, proposals: Iterable[ProposedWage], *args: Any, before: HandProposal | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = list(proposals)
        wages = before.wages if before else {}
        self.fields["reason"].initial = before.reason if before else ""
        for proposal in self.proposals:
            self.fields[self.name_of(proposal)] = YuanField(
                label=proposal.person.name,
                min_value=0,
                max_value=HIGHEST_WAGE,
                max_digits=9,
                initial=yuan(wages.get(str(proposal.person.pk), proposal.wage_fen)),
            )

    @staticmethod
    def name_of(proposal: ProposedWage) -> str:
        return f"wage-{proposal.person.number}"

    @property
    def rows(self) -> list[tuple[ProposedWage, forms.BoundField]]:
        return [(proposal, self[self.name_of(proposal)]) for proposal in self.proposals]

    @property
    def wages(self) -> dict[int, int]:
        """Person id → wage in fen."""
        return {
            proposal.person.pk: fen(self.cleaned_data[self.name_of(proposal)], HALF_UP) for proposal in self.proposals
        }


class MonthForm(forms.Form):
    """A pooling region within reach, and a month that has begun."""

    region = forms.ChoiceField(label=gettext_lazy("Region"))
    month = forms.CharField(
        label=gettext_lazy("Month"),
        max_length=7,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}),
        error_messages={"required": gettext_lazy("Choose a month.")},
    )

    def __init__(self, *args: Any, regions: list[Region], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._regions = {region.pk: region for region in regions}
        self._this_month = Month.of(today)
        choice = self.fields["region"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(pk, chosen(zh=each.name_zh, en=each.name_en)) for pk, each in self._regions.items()]
        self.fields["month"].initial = str(self._this_month)

    def clean_region(self) -> Region:
        return self._regions[self.cleaned_data["region"]]

    def clean_month(self) -> Month:
        try:
            month = Month.parse(self.cleaned_data["month"])
        except ValueError as error:
            raise forms.ValidationError(gettext_lazy("Write the month as 2026-11."), code="month") from error
        if month > self._this_month:
            raise forms.ValidationError(gettext_lazy("This month has not begun yet."), code="not_begun")
        return month
