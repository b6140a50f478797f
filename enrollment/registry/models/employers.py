"""Employers, their closing, and their class of work injury."""

import pghistory
from django.db import models
from django.db.models import F, Q

from siadmin.agency.models import Region
from siadmin.kernel.fields import EncryptedTextField, HashField
from siadmin.letters.models import Issued


class EmployerKind(models.TextChoices):
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    GOVERNMENT = "government"
    SOCIAL_ORGANISATION = "social_organisation"
    INDIVIDUAL_BUSINESS = "individual_business"


class Authority(models.TextChoices):
    """Who registered the employer (REG 6, 8)."""

    MARKET = "market_regulation"
    CIVIL_AFFAIRS = "civil_affairs"
    ESTABLISHMENT = "establishment_office"


@pghistory.track(model_name="EmployerHistory")
class Employer(models.Model):
    """A unit that must insure its workers (COLL 7: name, address, type, legal representative, bank account)."""

    number = models.CharField(max_length=12, unique=True)
    credit_code = models.CharField(max_length=18)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    name_folded = models.CharField(max_length=120)
    initials = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=EmployerKind.choices)
    authority = models.CharField(max_length=20, choices=Authority.choices)
    address = models.CharField(max_length=200)
    legal_representative = models.CharField(max_length=60)
    contact_phone = EncryptedTextField(null=True)
    bank_name = models.CharField(max_length=80)
    bank_account = EncryptedTextField()
    bank_account_hash = HashField()
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    pooling_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    cancelled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=Q(cancelled_on__isnull=True), name="employer_code_once"
            ),
            models.CheckConstraint(
                name="employer_code_form", condition=Q(credit_code__regex=r"^[0-9A-HJ-NP-RTUW-Y]{18}$")
            ),
            models.CheckConstraint(
                name="employer_period", condition=Q(cancelled_on__isnull=True) | Q(cancelled_on__gte=F("registered_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["name_folded"], name="employer_name", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="employer_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["bank_account_hash"], name="employer_bank"),
            models.Index(fields=["pooling_region", "id"], name="employer_pool"),
        ]

    def __str__(self) -> str:
        return self.number


class ClosingGround(models.TextChoices):
    """Why an employer ends (SIL 57; COLL 9)."""

    DISSOLVED = "dissolved"
    BANKRUPT = "bankrupt"
    MERGED = "merged"
    LICENCE_REVOKED = "licence_revoked"
    MOVED_AWAY = "moved_away"
    OTHER = "other"


class Closing(models.Model):
    """An employer's registration cancelled by a case (REG 10), with its clearance certificate; or opened again since.

    The employer's `cancelled_on` is the last day of the one that stands.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="closings")
    last_day = models.DateField()
    ground = models.CharField(max_length=16, choices=ClosingGround.choices)
    decision = models.CharField(max_length=120, blank=True, help_text="The document that ended it, with its number.")
    case = models.CharField(max_length=12)
    closed_at = models.DateTimeField()
    certificate = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_case = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(reopened_at__isnull=True), name="employer_closed_once"
            ),
            models.CheckConstraint(
                name="closing_reopened_by_a_case",
                condition=Q(reopened_at__isnull=True, reopened_case="")
                | (Q(reopened_at__gte=F("closed_at")) & ~Q(reopened_case="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.last_day}"


@pghistory.track(model_name="InjuryRateHistory")
class InjuryRate(models.Model):
    """The employer's work injury class and floating factor from a month on (WIR 8; SIL 34)."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="injury_rates")
    risk_class = models.SmallIntegerField()
    factor = models.DecimalField(max_digits=4, decimal_places=2, help_text="0.50, 0.80, 1.00, 1.20 or 1.50.")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    decision = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="injury_rate_class", condition=Q(risk_class__gte=1, risk_class__lte=8)),
            models.CheckConstraint(
                name="injury_rate_factor", condition=Q(factor__in=["0.50", "0.80", "1.00", "1.20", "1.50"])
            ),
            models.CheckConstraint(
                name="injury_rate_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.UniqueConstraint(
                fields=["employer"], condition=Q(ends_before__isnull=True), name="injury_rate_one_open"
            ),
            models.UniqueConstraint(fields=["employer", "starts_on"], name="injury_rate_start_once"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} class {self.risk_class} × {self.factor}"
