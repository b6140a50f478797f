"""What is done about an institution that broke its agreement (REG 43): it is told and heard before anybody decides."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models.institutions import Department, Institution
from benefits.providers.rules.measures import Heard, MeasureKind, Outcome
from siadmin.agency.models import User
from siadmin.letters.models import Issued

MEASURES = [(each.value, each.value) for each in MeasureKind]
OUTCOMES = [(each.value, each.value) for each in Outcome]
HEARD = [(each.value, each.value) for each in Heard]


class Measure(models.Model):
    """Proposed by one person with the facts, told by a letter; decided by another once the institution was heard.

    In force on days from `effective_on` up to, not including, `ends_before`, where it was imposed. `state_until`: the
    last day on which the institution may state its case.
    """

    number = models.CharField(max_length=12, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="measures")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=MEASURES)
    facts = models.CharField(max_length=500)
    effective_on = models.DateField()
    ends_before = models.DateField(null=True)
    state_until = models.DateField()
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_eyes = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=OUTCOMES, blank=True)
    decision = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_eyes = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_days",
                condition=~Q(facts="")
                & Q(effective_on__gt=F("state_until"))
                & (Q(ends_before__isnull=True) | Q(ends_before__gt=F("effective_on"))),
            ),
            models.CheckConstraint(
                name="measure_of_a_department",
                condition=Q(kind="suspend_department", department__isnull=False)
                | ~Q(kind="suspend_department") & Q(department__isnull=True),
            ),
            models.CheckConstraint(
                name="measure_decided_by_another",
                condition=Q(outcome="", decision="", decided_by__isnull=True, decided_eyes="", decided_at__isnull=True)
                | ~Q(outcome="")
                & ~Q(decision="")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_eyes="")
                & ~Q(decided_eyes=F("proposed_eyes")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Hearing(models.Model):
    """What the institution said about a proposed measure and when, or that its days passed unused. Append-only."""

    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="hearing")
    kind = models.CharField(max_length=6, choices=HEARD)
    said = models.CharField(max_length=2000, blank=True)
    heard_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hearing_says_what", condition=Q(kind="stated") & ~Q(said="") | Q(kind="passed", said="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.kind}"
