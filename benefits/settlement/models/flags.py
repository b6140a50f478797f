"""What a bill was flagged for, and what a person decided about it."""

from django.db import models
from django.db.models import Q

from benefits.settlement.models.bills import Settlement
from siadmin.agency.models import User
from siadmin.kernel.fields import FenField


class Flag(models.Model):
    """One finding that let a bill pass; a reviewer allows it, or disallows so many fen of what the funds paid.

    `told`: the finding in both languages. Never changed once decided.
    """

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="flags")
    code = models.CharField(max_length=40)
    line = models.CharField(max_length=40, blank=True)
    told = models.JSONField()
    disallowed_fen = FenField(null=True, help_text="None until it is decided; nought where it was allowed.")
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="flag_decided_whole",
                condition=Q(disallowed_fen__isnull=True, reason="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(disallowed_fen__gte=0, decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason=""),
            )
        ]
        indexes = [
            models.Index(fields=["settlement"], name="flag_open", condition=Q(disallowed_fen__isnull=True)),
            models.Index(fields=["settlement"], name="flag_disallowed", condition=Q(disallowed_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.code}"
