"""What was agreed with an institution: for which insurances, from when until when; one prepares, another signs."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models.institutions import Institution
from siadmin.agency.insurances import SCHEMES
from siadmin.agency.models import User


class Agreement(models.Model):
    """One version of the service agreement of an institution (REG 61; SIL 31).

    Days from `starts_on` up to, not including, `ends_before`. In force once signed; a later one is another version.
    """

    number = models.CharField(max_length=12, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="agreements")
    version = models.SmallIntegerField()
    starts_on = models.DateField()
    ends_before = models.DateField()
    terms = models.CharField(max_length=500, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_eyes = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_eyes = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "version"], name="agreement_version_once"),
            models.CheckConstraint(name="agreement_period", condition=Q(ends_before__gt=F("starts_on"))),
            models.CheckConstraint(
                name="agreement_signed_by_another",
                condition=Q(signed_by__isnull=True, signed_eyes="", signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(signed_eyes="")
                & ~Q(signed_eyes=F("prepared_eyes")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class AgreementScope(models.Model):
    """One insurance an agreement covers. Append-only."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="scopes")
    insurance = models.CharField(max_length=20, choices=SCHEMES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "insurance"], name="agreement_covers_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.insurance}"
