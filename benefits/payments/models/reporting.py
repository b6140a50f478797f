"""That something happened which ends a benefit, as employer, beneficiary or relatives reported it (REG 25)."""

from django.db import models
from django.db.models import F, Q

from benefits.payments.rules.reporting import Event, Reporter
from enrollment.registry.models import Person
from siadmin.matters.models import Case


class StopReport(models.Model):
    """What happened to whom, on which day, by whom it was reported on which, and until when it was to be. Append-only.

    It stops nothing: each benefit it may end is suspected, and looked into.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who draws the benefit.")
    event = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Event])
    happened_on = models.DateField()
    reporter = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Reporter])
    reported_on = models.DateField(help_text="The day the case was received.")
    due_on = models.DateField()
    law = models.CharField(max_length=300, help_text="What the term rests on.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stop_report_after_it", condition=Q(reported_on__gte=F("happened_on"), due_on__gt=F("happened_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.event} {self.happened_on}"

    @property
    def is_late(self) -> bool:
        return self.reported_on > self.due_on
