"""What was paid after a benefit ended: months, what came back, what was agreed (REG 46). Nothing of it changes."""

from django.db import models
from django.db.models import Q

from benefits.payments.models.answers import ResultFile
from benefits.payments.models.paying import Ending, PaymentRun
from funds.ledger.models import Entry
from siadmin.kernel.fields import FenField, MonthField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


class Overpayment(models.Model):
    """What was paid of a benefit for months from its end on, demanded back as it was found (REG 46). Append-only."""

    number = models.CharField(max_length=12, unique=True)
    ending = models.OneToOneField(Ending, on_delete=models.PROTECT, related_name="overpayment")
    amount_fen = FenField()
    due_on = models.DateField()
    law = models.CharField(max_length=300, help_text="What the term rests on.")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="overpayment_asks", condition=Q(amount_fen__gt=0))]

    def __str__(self) -> str:
        return self.number


class OverpaidMonth(models.Model):
    """One month of it in one run: what that paid of every component. Append-only."""

    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="months")
    month = MonthField()
    paid_in = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="+")
    amount_fen = FenField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["overpayment", "month", "paid_in"], name="overpaid_month_once")]

    def __str__(self) -> str:
        return f"{self.overpayment_id} {self.month}"


class RecoveredBy(models.TextChoices):
    REPAID = "repaid"
    RETURNED = "returned"
    OFFSET = "offset"
    UNDONE = "undone"
    KEPT = "kept"


class Recovered(models.Model):
    """What came back: repaid by a case of two and booked, returned by the bank, or set off. Append-only.

    What was set off of a payment that was given up is undone: as much with a minus. Kept: of what is owed to them.
    """

    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="recovered")
    kind = models.CharField(max_length=10, choices=RecoveredBy.choices)
    amount_fen = FenField()
    received_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    result_file = models.ForeignKey(ResultFile, on_delete=models.PROTECT, null=True, related_name="+")
    offset = models.ForeignKey("Offset", on_delete=models.PROTECT, null=True, related_name="recovered")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recovered_as_it_came",
                condition=(Q(amount_fen__gt=0) & ~Q(kind="undone") | Q(amount_fen__lt=0, kind="undone"))
                & (
                    Q(
                        kind="repaid",
                        case__isnull=False,
                        entry__isnull=False,
                        result_file__isnull=True,
                        offset__isnull=True,
                    )
                    | Q(
                        kind="kept",
                        case__isnull=False,
                        entry__isnull=True,
                        result_file__isnull=True,
                        offset__isnull=True,
                    )
                    | Q(
                        kind="returned",
                        case__isnull=True,
                        entry__isnull=True,
                        result_file__isnull=False,
                        offset__isnull=True,
                    )
                    | Q(
                        kind__in=["offset", "undone"],
                        case__isnull=True,
                        entry__isnull=True,
                        result_file__isnull=True,
                        offset__isnull=False,
                    )
                ),
            ),
            models.UniqueConstraint(fields=["offset", "kind"], name="recovered_offset_once"),
        ]

    def __str__(self) -> str:
        return f"{self.overpayment_id} {self.kind} {self.amount_fen}"


class RepaymentAgreement(models.Model):
    """What is left of an overpayment, repaid month by month, as a case of two agreed (REG 46). Append-only."""

    overpayment = models.OneToOneField(Overpayment, on_delete=models.PROTECT, related_name="agreement")
    amount_fen = FenField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"agreement {self.overpayment_id}"


class Instalment(models.Model):
    """What is to be repaid in a month. Append-only."""

    agreement = models.ForeignKey(RepaymentAgreement, on_delete=models.PROTECT, related_name="instalments")
    month = MonthField()
    amount_fen = FenField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "month"], name="instalment_once"),
            models.CheckConstraint(name="instalment_asks", condition=Q(amount_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.month}"


class OwedBack(models.Model):
    """What came back twice: a bank returned months of a demand that had been repaid, or set off. Append-only."""

    number = models.CharField(max_length=12, unique=True)
    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="owed_back")
    amount_fen = FenField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="owed_back_owes", condition=Q(amount_fen__gt=0))]

    def __str__(self) -> str:
        return self.number


class OwedSettled(models.Model):
    """Paid out by a line of the bank, or kept for what another demand still asks, by a case of two. Append-only."""

    owed = models.ForeignKey(OwedBack, on_delete=models.PROTECT, related_name="settled")
    amount_fen = FenField()
    kept_for = models.ForeignKey(Overpayment, on_delete=models.PROTECT, null=True, related_name="kept")
    settled_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="owed_settled_in_one_way",
                condition=Q(amount_fen__gt=0)
                & (Q(kept_for__isnull=False, entry__isnull=True) | Q(kept_for__isnull=True, entry__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owed_id} {self.amount_fen}"

    @property
    def is_kept(self) -> bool:
        """Rather than paid out."""
        return self.kept_for_id is not None
