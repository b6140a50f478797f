"""What is asked of who retires: only what no record tells (REG 31)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from benefits.pension.rules.special_jobs import SpecialJob
from enrollment.participation.retirement import retirement_law
from enrollment.participation.rules.retirement import RetirementGroup, statutory_retirement
from enrollment.registry.matters.subject import person_of
from enrollment.registry.questions import MonthQuestion
from siadmin.kernel.months import Month
from siadmin.matters.catalogue import MatterForm
from siadmin.matters.subjects import Subject
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import StoredLawBook

NOTICE = "retirement.flexible_notice_months"


class RetirementForm(MatterForm):
    month = MonthQuestion(
        label=gettext_lazy("Month of retirement"),
        required=False,
        help_text=gettext_lazy("The statutory month stands here; left empty, it is that one."),
    )
    noticed_in = MonthQuestion(
        label=gettext_lazy("Month of the written notice or agreement"),
        required=False,
        help_text=gettext_lazy("Only if another month is chosen."),
    )

    special_job = forms.ChoiceField(
        label=gettext_lazy("Earlier for the work done"),
        choices=lambda: [("", ""), *((each.value, str(each.words)) for each in SpecialJob)],
        required=False,
        help_text=gettext_lazy("Only who worked long enough underground, at heights, in heat or in very heavy labour."),
    )
    special_months = forms.IntegerField(
        label=gettext_lazy("Months of this work in the personnel file"), min_value=1, max_value=720, required=False
    )

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        """The statutory month is there already; what the law allows beside it is told by its numbers of today."""
        super().__init__(*args, subject=subject, **kwargs)
        if subject is None:
            return
        today = timezone.localdate()
        law, book = retirement_law(today), StoredLawBook()
        person = person_of(subject)
        group = RetirementGroup(person.retirement_group)
        self.fields["month"].initial = str(statutory_retirement(Month.of(person.birth_on), group, law).value.month)
        self.fields["month"].help_text = gettext(
            "The statutory month stands here. Up to %(early)s months earlier or %(late)s months later may be chosen."
        ) % {"early": int(law.flexible_early.value), "late": int(law.flexible_late.value)}
        notice = {
            each: int(book.law(NOTICE, region=NATIONAL, category=each, on=today).value) for each in ("early", "late")
        }
        self.fields["noticed_in"].help_text = (
            gettext(
                "Only if another month is chosen: notice %(early)s months before an earlier one, the employer's "
                "agreement %(late)s months before the statutory one for a later one."
            )
            % notice
        )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("noticed_in") and not told.get("month"):
            self.add_error("month", gettext_lazy("Say which month was chosen."))
        if told.get("special_job"):
            for needed in ("month", "special_months"):
                if not told.get(needed) and needed not in self.errors:
                    self.add_error(needed, gettext_lazy("Needed to retire earlier for the work done."))
        return told
