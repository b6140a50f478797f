"""What is owed: the law of a month as numbers to compute with, lines per person and insurance, bills per fund."""

from django.db import models
from django.db.models import F, Q

from enrollment.registry.models import Employer
from siadmin.agency.insurances import Fund, Insurance
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run


class Tariff(models.Model):
    """The law of one month for one region, insurance and category, frozen as the batch used it.

    Limits in fen, rates in parts per million; `laws` keeps every value with source and validity, so that a line's
    trace is replayed from the line and its tariff.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    month = MonthField()
    insurance = models.CharField(max_length=20, choices=Insurance.choices)
    category = models.CharField(max_length=24)
    risk_class = models.SmallIntegerField(default=0)
    factor = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    floor_fen = FenField()
    ceiling_fen = FenField()
    employer_ppm = models.IntegerField()
    supplement_ppm = models.IntegerField(default=0)
    employee_ppm = models.IntegerField()
    employee_fixed_fen = FenField(default=0)
    account_ppm = models.IntegerField(default=0, help_text="Share of the employee's rated part for the account.")
    is_provisional = models.BooleanField(default=False)
    laws = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "month", "insurance", "category", "risk_class", "factor"],
                condition=Q(is_current=True),
                name="tariff_one_current",
            ),
            models.CheckConstraint(name="tariff_limits", condition=Q(floor_fen__lte=F("ceiling_fen"))),
            models.CheckConstraint(
                name="tariff_rates",
                condition=Q(employer_ppm__gte=0, supplement_ppm__gte=0, employee_ppm__gte=0, employee_fixed_fen__gte=0),
            ),
            models.CheckConstraint(
                name="tariff_injury_employer_only",
                condition=~Q(insurance__in=["injury", "maternity"]) | Q(employee_ppm=0, employee_fixed_fen=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.month} {self.insurance} {self.category}"


class AssessmentLine(models.Model):
    """What is owed for one person, month, insurance and employer. Version 0 is the first; others are differences.

    Written by runs only, partitioned by month, no row-level foreign keys: joins and `verify` prove the references.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "insurance", "employer_id", "version")
    person_id = models.BigIntegerField()
    month = MonthField()
    insurance = models.CharField(max_length=20)
    employer_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    tariff_id = models.BigIntegerField()
    slice_id = models.BigIntegerField(null=True, help_text="The part of a run that wrote it: its audit.")
    wage_fen = FenField()
    base_fen = FenField()
    employer_fen = FenField(help_text="The employer's part, its supplement not included.")
    supplement_fen = FenField()
    employee_fen = FenField(help_text="The employee's part, its fixed amount included.")
    account_fen = FenField(help_text="What goes to the personal account once the bill is paid in full.")

    class Meta:
        db_table = "assessment_line"

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.insurance} v{self.version}"


class BillKind(models.TextChoices):
    ASSESSED = "assessed"
    PROVISIONAL = "provisional"
    ADJUSTMENT = "adjustment"
    REVERSAL = "reversal"


class Bill(models.Model):
    """What an employer owes to one fund for a month. Sums of its lines; a provisional bill has none (SIL 62)."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="bills", db_index=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, db_index=False)
    month = MonthField()
    fund = models.CharField(max_length=20, choices=Fund.choices)
    version = models.SmallIntegerField()
    kind = models.CharField(max_length=12, choices=BillKind.choices)
    people = models.IntegerField()
    lines = models.IntegerField()
    employer_fen = FenField()
    employee_fen = FenField()
    account_fen = FenField()
    total_fen = FenField()
    notice_id = models.BigIntegerField(null=True)
    slice_id = models.BigIntegerField(null=True)
    is_provisional = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    due_on = models.DateField()
    settled_on = models.DateField(null=True)
    entry_key = models.CharField(max_length=120, blank=True, help_text="The ledger entry that books its settlement.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "month", "fund", "version"], name="bill_version_once"),
            models.CheckConstraint(name="bill_adds_up", condition=Q(total_fen=F("employer_fen") + F("employee_fen"))),
            models.CheckConstraint(
                name="bill_provisional_credits_nobody",
                condition=~Q(kind="provisional") | Q(lines=0, account_fen=0, employee_fen=0),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "month", "fund"], name="bill_month"),
            models.Index(fields=["employer", "due_on"], name="bill_open", condition=Q(settled_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.month} {self.fund} v{self.version}"


class Notice(models.Model):
    """The payment notice of an employer for a month: one reference for the bills issued together (IMPL; C2)."""

    reference = models.CharField(max_length=16, unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="notices", db_index=False)
    month = MonthField()
    version = models.SmallIntegerField()
    total_fen = FenField()
    issued_at = models.DateTimeField()
    due_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employer", "month", "version"], name="notice_version_once")]

    def __str__(self) -> str:
        return self.reference


class HandAssessment(models.Model):
    """An employer that declared nothing and has no earlier month: a person assesses (SIL 62, COLL 10)."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True)
    people = models.IntegerField()
    noticed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employer", "month"], name="hand_assessment_once")]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.month}"
