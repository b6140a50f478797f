"""Whose benefit is suspected is asked to confirm, signed in, that they are still entitled (REG 26)."""

from django.db import models
from django.db.models import F, Q

from benefits.payments.models.paying import Suspicion
from siadmin.agency.models import User


class Verification(models.Model):
    """Asked once of a suspicion, by whom, until when; answered once, by the person. It closes nothing by itself."""

    suspicion = models.OneToOneField(Suspicion, on_delete=models.PROTECT, related_name="verification")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    law = models.CharField(max_length=300, help_text="What the term rests on.")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="verification_answered_by_somebody",
                condition=Q(answered_by__isnull=True, answered_at__isnull=True)
                | Q(answered_by__isnull=False, answered_at__gte=F("asked_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.suspicion_id} {self.due_on}"
