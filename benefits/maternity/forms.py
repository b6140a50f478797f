"""What is asked of who claims: only what no record tells (REG 20, 31)."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from benefits.claims.forms import CostField, ReceiptsField, choices_of
from benefits.claims.selectors import person_named
from enrollment.registry.questions import NumberField
from enrollment.registry.records import numbered
from siadmin.agency.forms import PastDayField
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import MatterForm

BIRTH, MISCARRIAGE = "birth", "miscarriage"
EVENTS = {BIRTH: Words("生育", "A birth"), MISCARRIAGE: Words("流产、终止妊娠", "A miscarriage")}
MOST_CHILDREN, MOST_WEEKS = 9, 45


class LeaveForm(MatterForm):
    event = forms.ChoiceField(label=gettext_lazy("What happened"), choices=choices_of(EVENTS), initial=BIRTH)
    happened_on = PastDayField(label=gettext_lazy("On which day"))
    infants = forms.IntegerField(
        label=gettext_lazy("How many children were born"),
        min_value=1,
        max_value=MOST_CHILDREN,
        required=False,
        help_text=gettext_lazy("Of a birth."),
    )
    dystocia = forms.BooleanField(
        label=gettext_lazy("The birth was difficult (the medical record says so)"), required=False
    )
    weeks = forms.IntegerField(
        label=gettext_lazy("In which week of pregnancy"),
        min_value=1,
        max_value=MOST_WEEKS,
        required=False,
        help_text=gettext_lazy("Of a miscarriage."),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        needed = {BIRTH: "infants", MISCARRIAGE: "weeks"}.get(told.get("event", ""))
        if needed and not told.get(needed) and needed not in self.errors:
            self.add_error(needed, gettext_lazy("Please tell this: the days of leave depend on it."))
        return told


OWN, SPOUSE = "own", "spouse"
WHOSE = {
    OWN: Words("本人的生育医疗费用", "My own"),
    SPOUSE: Words("未就业配偶的生育医疗费用", "Those of my spouse, who does not work"),
}
NATURAL, DIFFICULT, CAESAREAN = "natural", "difficult", "caesarean"
EARLY, LATE = "miscarriage_early", "miscarriage_late"
HOW = {
    NATURAL: Words("顺产", "A natural birth"),
    DIFFICULT: Words("难产（助产）", "A difficult birth"),
    CAESAREAN: Words("剖宫产", "A caesarean"),
    EARLY: Words("未满四个月流产", "A miscarriage before four months"),
    LATE: Words("满四个月流产、引产", "A miscarriage after four months"),
}


class CostsForm(MatterForm):
    masked = frozenset({"spouse"})

    whose = forms.ChoiceField(label=gettext_lazy("Whose costs"), choices=choices_of(WHOSE), initial=OWN)
    spouse = NumberField(
        label=gettext_lazy("Identity number of the spouse"),
        required=False,
        help_text=gettext_lazy("Only of costs of a spouse who does not work."),
    )
    how = forms.ChoiceField(label=gettext_lazy("What happened"), choices=choices_of(HOW), initial=NATURAL)
    happened_on = PastDayField(label=gettext_lazy("On which day"))
    receipts = ReceiptsField(help_text=gettext_lazy("Commas between them; each is paid for once."))
    charged = CostField(label=gettext_lazy("Charged in all, ¥"), min_value=Decimal("0.01"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if told.get("whose") == SPOUSE and "spouse" not in self.errors:
            found = person_named(told.get("spouse") or "")
            if found is None:
                self.add_error("spouse", gettext_lazy("Nobody is registered under this number."))
            elif self.subject is not None and found.pk in numbered(self.subject.number):
                self.add_error("spouse", gettext_lazy("This is your own number."))
        return told
