"""What is asked of who retires: only what no record tells (REG 31)."""

from typing import Any

from django.utils.translation import gettext_lazy

from enrollment.registry.questions import MonthQuestion
from siadmin.matters.catalogue import MatterForm


class RetirementForm(MatterForm):
    month = MonthQuestion(
        label=gettext_lazy("Month of retirement"),
        required=False,
        help_text=gettext_lazy("Left empty: the statutory month. Up to three years earlier or later may be chosen."),
    )
    noticed_in = MonthQuestion(
        label=gettext_lazy("Month of the written notice or agreement"),
        required=False,
        help_text=gettext_lazy(
            "Only if another month is chosen: notice three months before an earlier one, the employer's agreement "
            "one month before the statutory one for a later one."
        ),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("noticed_in") and not told.get("month"):
            self.add_error("month", gettext_lazy("Say which month was chosen."))
        return told
