"""What a proposed value would do to whom, tried out on everybody as they stand: figures of a dry run, never of a bill.

Everything here belongs to a run of the kind `dry_run`; the database keeps it from being charged (ADR 0015). A payer of
their own is one person, so nothing is kept of them here: slices have sums of them.
"""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Tariff
from siadmin.agency.insurances import Insurance
from siadmin.kernel.fields import FenField


class Baseline(models.Model):
    """What governs without the proposed values, for those for whom a dry run supposes `tariff`."""

    tariff = models.OneToOneField(Tariff, on_delete=models.PROTECT, primary_key=True, related_name="+")
    floor_fen = FenField()
    ceiling_fen = FenField()
    employer_ppm = models.IntegerField()
    supplement_ppm = models.IntegerField()
    employee_ppm = models.IntegerField()
    employee_fixed_fen = FenField()
    account_ppm = models.IntegerField()
    laws = models.JSONField()

    class Meta:
        constraints = [models.CheckConstraint(name="baseline_limits", condition=Q(floor_fen__lte=F("ceiling_fen")))]

    def __str__(self) -> str:
        return f"without {self.tariff_id}"


class EmployerEffect(models.Model):
    """What a month of an employer would cost more (or less, below zero) in one insurance; no row without a difference.

    `lines`: for how many of its people something differs; `before_fen`: what the month costs without the values.
    """

    pk = models.CompositePrimaryKey("run_id", "employer_id", "insurance")
    run_id = models.BigIntegerField()
    employer_id = models.BigIntegerField()
    insurance = models.CharField(max_length=20, choices=Insurance.choices)
    slice_id = models.BigIntegerField()
    region_id = models.CharField(max_length=12)
    lines = models.IntegerField()
    before_fen = FenField()
    employer_fen = FenField()
    employee_fen = FenField()
    account_fen = FenField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="employer_effect_of_somebody", condition=Q(lines__gt=0)),
            models.CheckConstraint(name="employer_effect_of_an_employer", condition=Q(employer_id__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.employer_id} {self.insurance}"


class PeopleEffect(models.Model):
    """How many people of an employer, by band of their wages, would pay more or less themselves; none without."""

    pk = models.CompositePrimaryKey("run_id", "employer_id", "band")
    run_id = models.BigIntegerField()
    employer_id = models.BigIntegerField()
    band = models.SmallIntegerField(help_text="Place in `rules.BANDS`.")
    slice_id = models.BigIntegerField()
    region_id = models.CharField(max_length=12)
    more = models.IntegerField()
    less = models.IntegerField()
    more_fen = FenField()
    less_fen = FenField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="people_effect_of_somebody",
                condition=(Q(more__gt=0) | Q(less__gt=0))
                & (Q(more=0, more_fen=0) | Q(more__gt=0, more_fen__gt=0))
                & (Q(less=0, less_fen=0) | Q(less__gt=0, less_fen__lt=0)),
            ),
            models.CheckConstraint(name="people_effect_of_an_employer", condition=Q(employer_id__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.employer_id} band {self.band}"
