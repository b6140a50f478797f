"""Payments: what is in payment to whom, the monthly run, what waits, files to banks and what they answered.

Lines and payments grow with persons × months: keyed by month and person, partitioned, written by runs alone. The
triggers in `sql/guards.sql` keep what constraints cannot say.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from benefits.claims.models import Decision, DecisionItem
from benefits.claims.rules.assessed import Rhythm
from benefits.payments.rules.course import Outcome, State, Why
from enrollment.coverage.models import Row
from enrollment.registry.models import Person
from funds.ledger.models import Entry
from siadmin.agency.insurances import SCHEMES, Fund
from siadmin.agency.models import Document, Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


class Entitlement(models.Model):
    """A benefit in payment, as a decision granted it; ended earlier by an `Ending`, never changed."""

    number = models.CharField(max_length=12, unique=True)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="entitlement")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entitlements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    insurance = models.CharField(max_length=20, choices=SCHEMES)
    fund = models.CharField(max_length=20, choices=Fund.choices)
    scheme = models.CharField(max_length=30)

    class Meta:
        indexes = [
            models.Index(fields=["region", "fund", "person"], name="entitlement_to_pay"),
            models.Index(fields=["person", "scheme"], name="entitlement_of_person"),
        ]

    def __str__(self) -> str:
        return self.number


class Component(models.Model):
    """One part of a benefit: how much, once or each month, from which month on. Append-only.

    A decision granted it, or it rose by a measure that was approved.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="components")
    item = models.OneToOneField(DecisionItem, on_delete=models.PROTECT, null=True, related_name="in_payment")
    rise_line = models.OneToOneField("RiseLine", on_delete=models.PROTECT, null=True, related_name="in_payment")
    component = models.CharField(max_length=30)
    booked_as = models.CharField(max_length=30, help_text="The sub-item of the fund's book.")
    amount_fen = FenField()
    rhythm = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Rhythm])
    from_month = MonthField()
    before_month = MonthField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "component", "from_month"], name="component_once"),
            models.CheckConstraint(name="component_pays", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(name="component_is_booked_as_something", condition=~Q(booked_as="")),
            models.CheckConstraint(
                name="component_by_what",
                condition=Q(item__isnull=False, rise_line__isnull=True)
                | Q(item__isnull=True, rise_line__isnull=False, rhythm="monthly"),
            ),
            models.CheckConstraint(
                name="component_months",
                condition=Q(before_month__isnull=True) | Q(rhythm="monthly", before_month__gt=F("from_month")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.component}"


class EndingKind(models.TextChoices):
    SUSPENDED = "suspended"
    ENDED = "ended"


class Ending(models.Model):
    """From a month on nothing is paid, for good or until it is lifted: by a case of two, in writing (REG 25, 26)."""

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=10, choices=EndingKind.choices)
    from_month = MonthField()
    before_month = MonthField(
        null=True, help_text="Of a suspension that was lifted: from which month it is paid again."
    )
    because = models.CharField(max_length=30)
    verified = models.CharField(max_length=12, help_text="In which way, before it was decided (REG 26).")
    reason = models.CharField(max_length=500)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    lifted_case = models.OneToOneField(Case, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ending_lifted_is_a_suspension",
                condition=Q(
                    before_month__isnull=True, lifted_case__isnull=True, lifted_by__isnull=True, lifted_at__isnull=True
                )
                | Q(
                    kind="suspended",
                    before_month__gte=F("from_month"),
                    lifted_case__isnull=False,
                    lifted_by__isnull=False,
                    lifted_at__isnull=False,
                ),
            ),
            models.CheckConstraint(name="ending_says_why", condition=~Q(because="") & ~Q(verified="") & ~Q(reason="")),
        ]
        indexes = [models.Index(fields=["entitlement", "from_month"], name="ending_of_entitlement")]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.kind} {self.from_month}"


class Suspicion(models.Model):
    """A register, or a check of our own records, speaks against a benefit in payment (REG 26).

    A person looks into it, and nothing stops by it. Stopped: by the ending that a case of two decided. Still entitled:
    as a case of two decided, which says how that was proved.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="suspicions")
    kind = models.CharField(max_length=20)
    row = models.ForeignKey(
        Row, on_delete=models.PROTECT, null=True, related_name="+", help_text="Of the register's batch."
    )
    found_by = models.CharField(max_length=30, blank=True, help_text="The check of our own records.")
    report = models.ForeignKey("StopReport", on_delete=models.PROTECT, null=True, related_name="suspicions")
    happened_on = models.DateField(help_text="As the register says; of a prison the first of the month.")
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Outcome], blank=True)
    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, related_name="+", help_text="That found it unfounded."
    )
    verified = models.CharField(max_length=12, blank=True, help_text="In which way (REG 26).")
    reason = models.CharField(max_length=500, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entitlement", "kind", "happened_on"], name="suspicion_once"),
            models.CheckConstraint(
                name="suspicion_has_one_source",
                condition=Q(row__isnull=False, found_by="", report__isnull=True)
                | Q(row__isnull=True, report__isnull=True) & ~Q(found_by="")
                | Q(row__isnull=True, found_by="", report__isnull=False),
            ),
            models.CheckConstraint(
                name="suspicion_answered_says_how",
                condition=Q(
                    outcome="", verified="", reason="", ending__isnull=True, case__isnull=True,
                    closed_by__isnull=True, closed_at__isnull=True,
                )
                | ~Q(verified="") & ~Q(reason="") & Q(closed_by__isnull=False, closed_at__isnull=False)
                & (
                    Q(outcome="entitled", ending__isnull=True)
                    | Q(outcome="stopped", ending__isnull=False, case__isnull=True)
                ),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["entitlement"], name="suspicion_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.kind} {self.happened_on}"


class PaymentRun(models.Model):
    """What one fund of a region pays in a month: opened, reviewed, approved by three people; files leave after it."""

    number = models.CharField(max_length=12, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    fund = models.CharField(max_length=20, choices=Fund.choices)
    month = MonthField()
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="payment_run")
    state = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in State], default=State.ASSEMBLING
    )
    version = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    total_fen = FenField(default=0)
    offset_fen = FenField(default=0, help_text="By which its payments are less than its lines.")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_eyes = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_eyes = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_eyes = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "fund", "month"], name="payment_run_open_once",
                condition=Q(state__in=["assembling", "checking", "reviewed", "approved"]),
            ),
            models.CheckConstraint(
                name="payment_run_four_eyes",
                condition=(Q(reviewed_eyes="") | ~Q(reviewed_eyes=F("opened_eyes")))
                & (Q(approved_eyes="") | ~Q(approved_eyes=F("opened_eyes")) & ~Q(approved_eyes=F("reviewed_eyes"))),
            ),
            models.CheckConstraint(
                name="payment_run_signed_by_state",
                condition=Q(state__in=["assembling", "checking", "cancelled"], approved_by__isnull=True)
                | Q(state="reviewed", reviewed_by__isnull=False, approved_by__isnull=True)
                | Q(state="approved", reviewed_by__isnull=False, approved_by__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class Batch(models.Model):
    """The payments of a run to one bank; without a bank those that have no account."""

    payment_run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="batches")
    bank_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payment_run", "bank_name"], name="batch_of_a_bank_once")]

    def __str__(self) -> str:
        return f"{self.payment_run_id} {self.bank_name}"


class BankFile(models.Model):
    """Payments handed to a bank at once, after approval; what was held and lifted later goes in another one."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="files")
    sequence = models.SmallIntegerField()
    payments = models.IntegerField()
    total_fen = FenField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    from_returned_fen = FenField(help_text="What banks had returned, which pays it.")
    offset_fen = FenField(default=0)
    offset_entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sequence"], name="bank_file_once"),
            models.CheckConstraint(name="bank_file_pays", condition=Q(payments__gt=0, total_fen__gt=0)),
            models.CheckConstraint(
                name="bank_file_from_returned_within",
                condition=Q(from_returned_fen__gte=0, from_returned_fen__lte=F("total_fen")),
            ),
            models.CheckConstraint(
                name="bank_file_offsets_booked",
                condition=Q(offset_fen=0, offset_entry__isnull=True) | Q(offset_fen__gt=0, offset_entry__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.sequence}"


class BenefitLine(models.Model):
    """What a run pays of one component for one month. Append-only; partitioned by the month it is for."""

    pk = models.CompositePrimaryKey("person_id", "month", "component_id", "version")
    person_id = models.BigIntegerField()
    month = MonthField()
    component_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    paid_in = models.BigIntegerField(help_text="The payment run.")
    slice_id = models.BigIntegerField()
    amount_fen = FenField()

    class Meta:
        db_table = "payments_line"
        indexes = [BrinIndex(fields=["paid_in"], name="line_paid_in")]  # a run writes its lines side by side

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.component_id}"


class Payment(models.Model):
    """What a person gets in a run: one transfer to one account. Partitioned by the run's month.

    `row` is the reference the bank answers by. It goes into one file; who was not paid is paid by another payment,
    which names this one.
    """

    pk = models.CompositePrimaryKey("month", "batch_id", "row")
    month = MonthField(help_text="Of the run.")
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    person_id = models.BigIntegerField()
    amount_fen = FenField()
    card_id = models.BigIntegerField(null=True)
    slice_id = models.BigIntegerField()
    again_for = models.BigIntegerField(null=True, help_text="The row that was returned.")
    again_by_id = models.BigIntegerField(null=True, help_text="The account that had it paid again.")

    class Meta:
        db_table = "payments_payment"
        indexes = [
            models.Index(fields=["person_id"], name="payment_to_person"),
            models.Index(fields=["batch_id"], name="payment_made_again", condition=Q(again_for__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row}"


class InFile(models.Model):
    """Which file a payment went in, once."""

    pk = models.CompositePrimaryKey("month", "batch_id", "row")
    month = MonthField()
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    file_id = models.BigIntegerField()

    class Meta:
        db_table = "payments_infile"

    def __str__(self) -> str:
        return f"{self.file_id}/{self.row}"


class Hold(models.Model):
    """A payment waits, why, for whom; lifted by somebody's word (REG 42; 64号), and held anew by what comes after."""

    month = MonthField()
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    because = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Why])
    told = models.JSONField(default=dict, help_text="What it rests on.")
    raised_at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "batch_id", "row", "because"], name="hold_once", condition=Q(lifted_at__isnull=True)
            ),
            models.CheckConstraint(
                name="hold_lifted_says_why",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True, reason="")
                | Q(lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["batch_id"], name="hold_open", condition=Q(lifted_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row} {self.because}"
