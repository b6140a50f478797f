"""What clerks write: wages set by hand, and why."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.assessment.overview import ProposedWage
from siadmin.kernel.money import HALF_UP, fen, yuan

HIGHEST_WAGE = Decimal("9999999.99")


class ReasonForm(forms.Form):
    """Why something is done; it is recorded with the name and the time."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It is recorded with your name and the time."),
    )


class WagesByHandForm(ReasonForm):
    """One wage a person, in yuan, and the grounds on which they were set."""

    def __init__(self, proposals: Iterable[ProposedWage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = list(proposals)
        for proposal in self.proposals:
            self.fields[self.name_of(proposal)] = forms.DecimalField(
                label=proposal.person.name,
                min_value=0,
                max_value=HIGHEST_WAGE,
                max_digits=9,
                decimal_places=2,
                initial=yuan(proposal.wage_fen),
                localize=False,
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
