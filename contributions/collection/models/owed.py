"""What is owed beside the bills, and what became of it: late fees, deferrals, the ladder, back payments, refunds.

Nobody but the employer has a place in any of it (IMPL 20). What is decided rests on its case: `case_id` is its number.
"""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Bill
from contributions.collection.models.receipts import Receipt
from contributions.collection.rules.ladder import Rung
from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


class LateFee(models.Model):
    """What an employer's late money for a month of one fund costs (滞纳金, SIL 86): one row each time that changes.

    `late_fee_fen` is all of it so far, by everything paid late so far; `amount_fen` what this row adds, negative where
    a correction takes some back. Append-only; what it is worked out from is read again from bills and receipts.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="late_fees")
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    month = MonthField()
    fund = models.CharField(max_length=20, choices=Fund.choices)
    version = models.SmallIntegerField()
    fen_days = models.BigIntegerField(help_text="Principal in fen × days in arrears, added up.")
    rate_ppm = models.IntegerField(help_text="Parts per million a day, of the law of the month.")
    counts_payment_day = models.BooleanField()
    late_fee_fen = FenField()
    amount_fen = FenField()
    charged_on = models.DateField()
    charged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "month", "fund", "version"], name="late_fee_version_once"),
            models.CheckConstraint(name="late_fee_moves", condition=~Q(amount_fen=0)),
            models.CheckConstraint(name="late_fee_not_negative", condition=Q(late_fee_fen__gte=0, fen_days__gte=0)),
            models.CheckConstraint(
                name="late_fee_is_days_by_rate",
                condition=Q(late_fee_fen=(F("fen_days") * F("rate_ppm") + 500_000) / 1_000_000),
            ),
        ]
        indexes = [models.Index(fields=["region", "fund"], name="late_fee_region")]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.month} {self.fund} v{self.version}"


class FeePayment(models.Model):
    """A part of a receipt put to late fees of an employer's month; a correction is a negative row. Append-only."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="fee_payments")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="fee_payments")
    month = MonthField()
    fund = models.CharField(max_length=20, choices=Fund.choices)
    amount_fen = FenField()
    put_on = models.DateField()
    entry_key = models.CharField(max_length=120, help_text="The ledger entry that books it as the fund's income.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="fee_payment_moves", condition=~Q(amount_fen=0)),
            models.CheckConstraint(name="fee_payment_is_booked", condition=~Q(entry_key="")),
        ]
        indexes = [
            models.Index(fields=["employer", "month", "fund"], name="fee_payment_of"),
            models.Index(fields=["entry_key"], name="fee_payment_booked"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} → late fee of {self.month}"


class DeferralKind(models.TextChoices):
    """Why payment may wait: an agreement with a guarantee, or force majeure (SIL 60, 63; IMPL 21, 22)."""

    AGREEMENT = "agreement"
    FORCE_MAJEURE = "force_majeure"


class Deferral(models.Model):
    """For which months of one fund an employer may pay later, and until when. It lowers no bill (SIL 60).

    Half-open days; `stopped_on` where it ended before its time: from that day on late fees run again.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="deferrals")
    fund = models.CharField(max_length=20, choices=Fund.choices)
    kind = models.CharField(max_length=14, choices=DeferralKind.choices)
    first_month = MonthField()
    last_month = MonthField()
    starts_on = models.DateField()
    ends_before = models.DateField()
    stopped_on = models.DateField(null=True)
    stopped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    stopped_because = models.CharField(max_length=300, blank=True)
    stop_case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, to_field="number", db_column="stop_case", related_name="+"
    )
    guarantee = models.CharField(max_length=300, blank=True)
    approval = models.CharField(max_length=120, blank=True, help_text="The provincial approval, IMPL 21.")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, to_field="number", db_column="case_number", related_name="+"
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "fund"], name="deferral_once_a_case"),
            models.CheckConstraint(name="deferral_months", condition=Q(last_month__gte=F("first_month"))),
            models.CheckConstraint(name="deferral_days", condition=Q(ends_before__gt=F("starts_on"))),
            models.CheckConstraint(
                name="deferral_rests_on_something",
                condition=(Q(kind="agreement") & ~Q(guarantee="")) | (Q(kind="force_majeure") & ~Q(approval="")),
            ),
            models.CheckConstraint(
                name="deferral_stopped_says_why",
                condition=Q(
                    stopped_on__isnull=True, stopped_by__isnull=True, stopped_because="", stop_case__isnull=True
                )
                | (
                    Q(stopped_on__isnull=False, stopped_by__isnull=False, stop_case__isnull=False)
                    & Q(stopped_on__gte=F("starts_on"), stopped_on__lt=F("ends_before"))
                    & ~Q(stopped_because="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["employer", "fund"], name="deferral_of")]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.fund} {self.first_month}"


class EnforcementEnd(models.TextChoices):
    PAID = "paid"
    DEFERRED = "deferred"


class Enforcement(models.Model):
    """How far the agency has gone to get what an employer owes the funds of one line (SIL 63)."""

    number = models.CharField(max_length=12, unique=True, help_text="Public and opaque, such as E7K2M-9Q4XA.")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="enforcements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    line = models.CharField(max_length=4, choices=Line.choices)
    opened_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=8, choices=EnforcementEnd.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "line"], condition=Q(ended_on__isnull=True), name="enforcement_open_once"
            ),
            models.CheckConstraint(
                name="enforcement_ended_because",
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class EnforcementStep(models.Model):
    """One rung taken: on which day, by which article, for how much, what is to happen by when. Append-only.

    The database lets nobody jump one (`owed_guards.sql`).
    """

    enforcement = models.ForeignKey(Enforcement, on_delete=models.PROTECT, related_name="steps")
    rung = models.CharField(max_length=20, choices=[(rung.value, rung.value) for rung in Rung])
    taken_on = models.DateField()
    due_on = models.DateField(help_text="The last day on which what it asks for is in time.")
    article = models.CharField(max_length=60)
    owed_fen = FenField()
    late_fee_fen = FenField(help_text="To the day it was taken.")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, to_field="number", db_column="case_number", related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enforcement", "rung"], name="enforcement_rung_once"),
            models.CheckConstraint(name="enforcement_for_something", condition=Q(owed_fen__gt=0, late_fee_fen__gte=0)),
            models.CheckConstraint(name="enforcement_days", condition=Q(due_on__gt=F("taken_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.enforcement_id} {self.rung}"


class BackPayment(models.Model):
    """Past months of one employee that the employer did not pay for and now does (SIL 58, 60, 63). Append-only."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="back_payments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="back_payments")
    first_month = MonthField()
    last_month = MonthField()
    wage_fen = FenField(help_text="A month's wage of that time.")
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, to_field="number", db_column="case_number", related_name="+"
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="back_payment_months", condition=Q(last_month__gte=F("first_month"))),
            models.CheckConstraint(name="back_payment_wage", condition=Q(wage_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.person_id} {self.first_month}"


class OwedSince(models.Model):
    """What of a bill was owed before the bill was written: its late fee runs from that day (SIL 58, 86). Append-only.

    Somebody is charged for a month for the first time because we were told later than the law allows that they work
    there, because a platform declared the month's orders late, or because the month is made good. The rest of the bill
    is late after the bill's own due day.
    """

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="owed_since")
    was_due_on = models.DateField()
    amount_fen = FenField()
    back_payment = models.ForeignKey(BackPayment, on_delete=models.PROTECT, null=True, related_name="owed_since")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "was_due_on"], name="owed_since_once"),
            models.CheckConstraint(name="owed_since_something", condition=Q(amount_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} since {self.was_due_on}"


class Refund(models.Model):
    """Money of a receipt that goes back by the way it came (REG; 财社〔2017〕144号 art. 39). Ordered once by a case.

    Nobody names an account: what came under the receipt's number goes back to where it came from. It is booked on the
    day the bank returned it. One that waits is withdrawn by two people; one that was paid and came back says
    by which slip and on which day, and another person than its cashier says so. Either way its money waits again.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="refunds")
    amount_fen = FenField()
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, to_field="number", db_column="case_number", related_name="+"
    )
    reason = models.CharField(max_length=300)
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    paid_on = models.DateField(null=True)
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    bank_reference = models.CharField(max_length=60, blank=True)
    entry_key = models.CharField(max_length=120, blank=True)
    withdrawal_asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawal_asked_at = models.DateTimeField(null=True)
    withdrawal_asked_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)
    came_back_on = models.DateField(null=True)
    came_back_reference = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="refund_positive", condition=Q(amount_fen__gt=0) & ~Q(reason="")),
            models.CheckConstraint(
                name="refund_paid_is_booked",
                condition=Q(paid_on__isnull=True, paid_by__isnull=True, bank_reference="", entry_key="")
                | (Q(paid_on__isnull=False, paid_by__isnull=False) & ~Q(bank_reference="") & ~Q(entry_key="")),
            ),
            models.CheckConstraint(
                name="refund_withdrawn_says_why",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
            ),
            models.CheckConstraint(
                name="refund_withdrawal_says_why",
                condition=Q(
                    withdrawal_asked_by__isnull=True, withdrawal_asked_at__isnull=True, withdrawal_asked_because=""
                )
                | (
                    Q(withdrawal_asked_by__isnull=False, withdrawal_asked_at__isnull=False)
                    & ~Q(withdrawal_asked_because="")
                ),
            ),
            models.CheckConstraint(
                name="refund_came_back_by_a_slip",
                condition=(
                    (Q(paid_on__isnull=True) | Q(withdrawn_at__isnull=True))
                    & Q(came_back_on__isnull=True, came_back_reference="")
                )
                | (
                    Q(paid_on__isnull=False, withdrawn_at__isnull=False, came_back_on__gte=F("paid_on"))
                    & ~Q(came_back_reference="")
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["ordered_at"], name="refund_waits", condition=Q(paid_on__isnull=True, withdrawn_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.case_id)
