"""What is owed: the law of a month as numbers to compute with, lines per person and insurance, bills per fund."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from contributions.declarations.models import Declaration
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import SCHEMES, Fund
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run

_ONE_PAYER = Q(employer__isnull=False, person__isnull=True) | Q(employer__isnull=True, person__isnull=False)
_OWN_KINDS = ["assessed", "adjustment"]


def _payer() -> models.GeneratedField:
    """The employer's id, or the person's own below zero: what lines, credits and ranges go by (`registry.payers`)."""
    return models.GeneratedField(
        expression=Coalesce(F("employer"), F("person") * -1), output_field=models.BigIntegerField(), db_persist=True
    )


class Tariff(models.Model):
    """The law of one month for one region, insurance and category, frozen as the batch, or a dry run, used it.

    Limits in fen, rates in parts per million; `laws` keeps every value with source and validity, so that a line's
    trace is replayed from the line and its tariff.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    month = MonthField()
    insurance = models.CharField(max_length=20, choices=SCHEMES)
    category = models.CharField(max_length=36)
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
    supposed_in = models.ForeignKey(
        Run, on_delete=models.PROTECT, null=True, related_name="+",
        help_text="The dry run it was supposed in; null: the batch computed, or computes, with it.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "month", "insurance", "category", "risk_class", "factor"],
                condition=Q(is_current=True),
                name="tariff_one_current",
            ),
            models.CheckConstraint(
                name="tariff_supposed_governs_nothing", condition=Q(supposed_in=None) | Q(is_current=False)
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
    """What is owed for one person, month, insurance and payer. Version 0 is the first; others are differences.

    `employer_id` is the payer: for somebody who pays for themself their own id, below zero.

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
    ORDERS = "orders"
    PROJECT = "project"


BESIDE_STAFF = (BillKind.ORDERS, BillKind.PROJECT)


class Bill(models.Model):
    """What an employer, or a person who pays for themself, owes to one fund for a month.

    Sums of its lines; a provisional bill has none (SIL 62). What a person did not pay in time lapses: nobody owes it,
    and the month stays unpaid.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="bills", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="own_bills")
    payer = _payer()
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
    lapsed_on = models.DateField(null=True)
    entry_key = models.CharField(max_length=120, blank=True, help_text="The ledger entry that books its settlement.")
    of_bill = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="changes",
        help_text="Of a project: its first bill, which this one changes.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "month", "fund", "version"], name="bill_version_once"),
            models.UniqueConstraint(fields=["payer", "month", "fund", "version"], name="bill_payer_version_once"),
            models.CheckConstraint(name="bill_one_payer", condition=_ONE_PAYER),
            models.CheckConstraint(
                name="bill_of_a_person", condition=Q(person__isnull=True) | Q(employer_fen=0, kind__in=_OWN_KINDS)
            ),
            models.CheckConstraint(
                name="bill_of_orders",
                condition=~Q(kind="orders") | Q(employer__isnull=False, fund="injury", employee_fen=0, account_fen=0),
            ),
            models.CheckConstraint(
                name="bill_of_a_project",
                condition=~Q(kind="project")
                | Q(employer__isnull=False, fund="injury", employee_fen=0, account_fen=0, lines=0)
                & (Q(total_fen__gt=0) | Q(total_fen__lt=0, of_bill__isnull=False)),
            ),
            models.CheckConstraint(
                name="bill_changes_a_project", condition=Q(of_bill__isnull=True) | Q(kind="project")
            ),
            models.CheckConstraint(
                name="bill_lapses_unpaid",
                condition=Q(lapsed_on__isnull=True)
                | Q(person__isnull=False, settled_on__isnull=True, lapsed_on__gt=F("due_on")),
            ),
            models.CheckConstraint(name="bill_adds_up", condition=Q(total_fen=F("employer_fen") + F("employee_fen"))),
            models.CheckConstraint(
                name="bill_provisional_credits_nobody",
                condition=~Q(kind="provisional") | Q(lines=0, account_fen=0, employee_fen=0),
            ),
        ]
        indexes = [
            models.Index(fields=["region", "month", "fund"], name="bill_month"),
            models.Index(fields=["employer", "due_on"], name="bill_open", condition=Q(settled_on__isnull=True)),
            models.Index(
                fields=["region", "due_on"],
                name="bill_own_open",
                condition=Q(person__isnull=False, settled_on__isnull=True, lapsed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.month} {self.fund} v{self.version}"

    @property
    def pot(self) -> str:
        """What money for it pays alone: the staff's (empty), all orders', one project's (statements say it too)."""
        if self.kind == BillKind.PROJECT:
            return f"project {self.of_bill_id or self.pk}"
        return "orders" if self.kind == BillKind.ORDERS else ""


class Notice(models.Model):
    """The payment notice of a payer for a month: one reference for the bills issued together (IMPL; C2)."""

    reference = models.CharField(max_length=16, unique=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="notices", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="own_notices")
    payer = _payer()
    month = MonthField()
    version = models.SmallIntegerField()
    total_fen = FenField()
    issued_at = models.DateTimeField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "month", "version"], name="notice_version_once"),
            models.UniqueConstraint(fields=["payer", "month", "version"], name="notice_payer_version_once"),
            models.CheckConstraint(name="notice_one_payer", condition=_ONE_PAYER),
        ]

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


class PreparedState(models.TextChoices):
    PREPARED = "prepared"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"


class Prepared(models.Model):
    """What one natural person prepares, with a reason, and another lets take effect or sends back (REG 37).

    What it says stays as it was prepared; it is decided once.
    """

    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=PreparedState.choices, default=PreparedState.PREPARED)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_eyes = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_eyes = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True, help_text="Why it was sent back.")
    version = models.IntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(class)s_four_eyes", condition=~Q(prepared_eyes=F("decided_eyes"))),
            models.CheckConstraint(
                name="%(class)s_decided_by_someone",
                condition=Q(state__in=["prepared", "withdrawn"], decided_by=None, decided_at=None)
                | Q(state__in=["approved", "sent_back"], decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(name="%(class)s_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="%(class)s_sent_back_says_why", condition=~Q(state="sent_back", answer="")),
        ]

    @property
    def is_prepared(self) -> bool:
        return self.state == PreparedState.PREPARED


class HandProposal(Prepared):
    """The wages a person proposes for a month nobody declared; approved they are a declaration, and bills (COLL 10)."""

    waiting = models.ForeignKey(HandAssessment, on_delete=models.PROTECT, related_name="proposals")
    wages = models.JSONField(help_text="Person id → wage in fen, for everybody insured in the month.")
    declaration = models.OneToOneField(Declaration, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["waiting"], condition=Q(state="prepared"), name="hand_proposal_one_prepared"
            ),
            models.CheckConstraint(
                name="hand_proposal_approved_is_declared",
                condition=Q(state="approved", declaration__isnull=False)
                | (~Q(state="approved") & Q(declaration__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.waiting_id} {self.state}"


class Resettlement(Prepared):
    """A finished dry run that a person puts forward, to be written exactly as it was tried out (REG 11, 37)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    tried = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["region"], condition=Q(state="prepared"), name="resettlement_one_prepared"),
            models.CheckConstraint(
                name="resettlement_approved_is_run",
                condition=Q(state="approved", run__isnull=False) | (~Q(state="approved") & Q(run__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.state}"
