"""The time off work after an injury, and its return: paid leave, recurrences (`sql/leaves.sql`)."""

from django.db import models
from django.db.models import F, Q

from benefits.injury.models.finding import Injury
from siadmin.matters.models import Case


class Recurrence(models.Model):
    """An old injury broke out again and is treated, as the committee confirmed (WIR 38; REG 21). Append-only."""

    number = models.CharField(max_length=12, unique=True)
    injury = models.ForeignKey(Injury, on_delete=models.PROTECT, related_name="recurrences")
    starts_on = models.DateField(help_text="From when it is treated again.")
    committee = models.CharField(max_length=80)
    document = models.CharField(max_length=40)
    confirmed_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "document"], name="injury_recurrence_once"),
            models.CheckConstraint(
                name="injury_recurrence_confirmed", condition=Q(confirmed_on__gte=F("starts_on")) & ~Q(document="")
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PaidLeave(models.Model):
    """Months in which the employer goes on paying the own pay, and nurses: no money of the fund (WIR 33). Append-only.

    One that is longer follows the one before day by day, by what the committee confirmed. Upon a recurrence it begins
    anew.
    """

    injury = models.ForeignKey(Injury, on_delete=models.PROTECT, related_name="leaves")
    recurrence = models.ForeignKey(Recurrence, on_delete=models.PROTECT, null=True, related_name="leaves")
    kind = models.CharField(max_length=8, choices=[("first", "first"), ("extended", "extended")])
    starts_on = models.DateField()
    ends_before = models.DateField()
    months = models.SmallIntegerField()
    committee = models.CharField(max_length=80, blank=True)
    document = models.CharField(max_length=40, blank=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["injury", "recurrence"], condition=Q(kind="first"), name="injury_leave_first_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="injury_leave_has_days", condition=Q(months__gt=0, ends_before__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="injury_leave_longer_is_confirmed",
                condition=Q(kind="first", committee="", document="")
                | Q(kind="extended") & ~Q(committee="") & ~Q(document=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.injury_id} {self.starts_on}"
