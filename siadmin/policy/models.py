"""Dated, sourced law by region: what was in force when, and what we believed on which day.

A series is one number of the law at one place for one category of people; its values have two periods, the days
they govern and the time we held them true. Both together never overlap: the database refuses it.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from siadmin.agency.models import Region, User

FIRST_DAY = dt.date(1951, 2, 26)  # 劳动保险条例: there is no social insurance in the People's Republic before it
LAST_DAY = dt.date(2099, 12, 31)
_GOVERNS = Q(starts_on__gte=FIRST_DAY, starts_on__lte=LAST_DAY) & (
    Q(ends_before__isnull=True) | Q(ends_before__lte=LAST_DAY + dt.timedelta(days=1))
)


class Status(models.TextChoices):
    """How sure we are (domain: parameters)."""

    LAW = "law"
    OFFICIAL = "official"
    SECONDARY = "secondary"
    MEMORY = "memory"
    PROVISIONAL = "provisional"


class Unit(models.TextChoices):
    YUAN_PER_MONTH = "yuan_per_month"
    YUAN_PER_YEAR = "yuan_per_year"
    RATE = "rate"
    MONTHS = "months"
    DAYS = "days"
    MULTIPLE = "multiple"
    MONTH_NUMBER = "month_number"
    DECIMALS = "decimals"
    FLAG = "flag"
    DAY_OF_MONTH = "day_of_month"
    WORKING_DAYS = "working_days"
    PERSONS = "persons"


class Series(models.Model):
    """One number of the law: `pension.base_floor` at 110000 for `employee`."""

    key = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    category = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=16, choices=Unit.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "region", "category"], name="series_once"),
            models.CheckConstraint(name="series_key_form", condition=Q(key__regex=r"^[a-z]+(\.[a-z0-9_]+)+$")),
        ]

    def __str__(self) -> str:
        return f"{self.key}[{self.category}] {self.region_id}"


class Value(models.Model):
    """What the number was from a day on. Superseded by another belief, never changed."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="values")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.CharField(max_length=400)
    status = models.CharField(max_length=12, choices=Status.choices)
    note = models.CharField(max_length=600, blank=True)
    proposal = models.ForeignKey(
        "Proposal", on_delete=models.PROTECT, null=True, related_name="values", help_text="Null: from a file."
    )
    approved_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="value_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.CheckConstraint(name="value_days", condition=_GOVERNS),
            models.CheckConstraint(
                name="value_belief", condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("approved_at"))
            ),
            models.CheckConstraint(name="value_has_a_source", condition=~Q(source="")),
        ]
        indexes = [
            models.Index(fields=["series", "starts_on"], name="value_current", condition=Q(superseded_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.starts_on} {self.value}"


class ProposalState(models.TextChoices):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Proposal(models.Model):
    """A value somebody proposes and somebody else decides on (SIL 90)."""

    key = models.CharField(max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    category = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=16, choices=Unit.choices)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.CharField(max_length=400)
    status = models.CharField(max_length=12, choices=Status.choices)
    note = models.CharField(max_length=600, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_eyes = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_eyes = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    version = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="proposal_four_eyes", condition=~Q(proposed_eyes=F("decided_eyes"))),
            models.CheckConstraint(
                name="proposal_decided_by_someone",
                condition=Q(state__in=["proposed", "withdrawn"], decided_by=None, decided_at=None)
                | Q(state__in=["approved", "refused"], decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.CheckConstraint(name="proposal_days", condition=_GOVERNS),
            models.CheckConstraint(name="proposal_has_a_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(fields=["state", "proposed_at"], name="proposal_queue")]

    def __str__(self) -> str:
        return f"{self.key} {self.region_id} {self.value}"


class CalendarYear(models.Model):
    """One version of a year's work calendar; a year not yet published is provisional."""

    year = models.SmallIntegerField()
    version = models.SmallIntegerField()
    source = models.CharField(max_length=200)
    is_provisional = models.BooleanField()
    loaded_at = models.DateTimeField()
    rest_days = models.JSONField(help_text="Every day of the year that is not worked, as ISO dates.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "version"], name="calendar_version_once")]

    def __str__(self) -> str:
        return f"{self.year} v{self.version}"
