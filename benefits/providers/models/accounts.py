"""The account an institution is paid to, as it was changed: proposed by one person, decided by another."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models.institutions import Institution
from siadmin.agency.models import User
from siadmin.kernel.fields import EncryptedTextField, HashField

APPROVED, DROPPED = "approved", "dropped"


class AccountChange(models.Model):
    """Another account for an institution. It is paid nothing while this is undecided."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="account_changes")
    bank_name = models.CharField(max_length=80)
    account = EncryptedTextField()
    account_hash = HashField()
    reason = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_eyes = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=[(APPROVED, APPROVED), (DROPPED, DROPPED)], blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_eyes = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution"], condition=Q(outcome=""), name="account_change_one_open"),
            models.CheckConstraint(name="account_change_says_why", condition=~Q(reason="") & ~Q(bank_name="")),
            models.CheckConstraint(
                name="account_change_by_another",
                condition=Q(outcome="", decided_by__isnull=True, decided_eyes="", decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(outcome="")
                & ~Q(decided_eyes="")
                & ~Q(decided_eyes=F("proposed_eyes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.outcome}"
