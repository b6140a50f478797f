"""Who signs in for whom: delegates of employers, accounts of persons, keys of programs."""

import pghistory
from django.db import models
from django.db.models import F, Q

from enrollment.registry.models.employers import Employer
from enrollment.registry.models.people import Person
from siadmin.agency.models import Region, User


@pghistory.track(model_name="DelegateHistory")
class Delegate(models.Model):
    """A user who acts for an employer; one sign-in may serve several employers."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="delegates")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "employer"], condition=Q(ends_before__isnull=True), name="delegate_once"
            ),
            models.CheckConstraint(
                name="delegate_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.employer_id}"


class CitizenTie(models.Model):
    """A user who is a person: sees their own record and nobody else's."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="citizen_tie")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="citizen_tie")
    tied_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} is {self.person_id}"


class Activation(models.Model):
    """A clerk saw the identity document of a person: for some days a code to their phone opens it.

    It is used once, and a later one takes the place of one that was not.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="activations")
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="activation_period", condition=Q(expires_at__gt=F("granted_at"))),
            models.CheckConstraint(
                name="activation_used_while_good",
                condition=Q(used_at__isnull=True) | Q(used_at__gte=F("granted_at"), used_at__lt=F("expires_at")),
            ),
        ]
        indexes = [models.Index(fields=["person", "-granted_at"], name="activation_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.granted_at}"


class TokenScope(models.TextChoices):
    """Whose program it is: payroll software, the tax authority's system, a bank's."""

    EMPLOYER = "employer"
    TAX = "tax_authority"
    BANK = "bank"


class ApiToken(models.Model):
    """A program's key to the API. Payroll software reaches its user's employers, tax and banks a region's subtree."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    scope = models.CharField(max_length=20)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_token_scope", condition=Q(scope__in=["employer", "tax_authority", "bank"])
            ),
            models.CheckConstraint(  # tokens older than their regions were revoked
                name="api_token_region",
                condition=Q(scope="employer", region__isnull=True)
                | ~Q(scope="employer") & (Q(region__isnull=False) | Q(revoked_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
