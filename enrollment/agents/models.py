"""Mandates: who acts for a person, in which matters, from when until when, on which paper (REG 30)."""

from django.db import models
from django.db.models import F, Q

from enrollment.registry.models import Person
from siadmin.agency.models import Document, User


class MandateKind(models.TextChoices):
    """By law (Civil Code 23, 27, 28) or by a written authorisation (Civil Code 165)."""

    GUARDIAN = "guardian"
    WRITTEN = "written"


class Mandate(models.Model):
    """One person acts for another. It ends on its day by itself, at once when revoked, and when either of them dies.

    `matters`: codes; empty for a guardian, who may ask for whatever an agent may.
    """

    number = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    agent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates_held")
    kind = models.CharField(max_length=10, choices=MandateKind.choices)
    matters = models.JSONField(default=list)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    paper = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200, help_text="The law the paper rests on.")
    case = models.CharField(max_length=12)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="mandate_not_to_oneself", condition=~Q(agent=F("person"))),
            models.CheckConstraint(
                name="mandate_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="mandate_written_is_bounded",
                condition=Q(kind="guardian", matters=[])
                | (Q(kind="written", ends_before__isnull=False) & ~Q(matters=[])),
            ),
            models.CheckConstraint(name="mandate_on_a_basis", condition=~Q(basis="")),
            models.CheckConstraint(
                name="mandate_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="mandate_of_person", condition=Q(ended_at__isnull=True)),
            models.Index(fields=["agent"], name="mandate_of_agent", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.number
