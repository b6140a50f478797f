"""Money in: receipts, what they were allocated to, and what still waits for a person."""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Bill
from enrollment.registry.models import Employer
from funds.ledger.models import Book
from siadmin.agency.models import User
from siadmin.kernel.fields import FenField, MonthField


class Source(models.TextChoices):
    """Who told us of the money."""

    TAX = "tax_authority"
    BANK = "bank"


class ReceiptFile(models.Model):
    """A file or call that told of receipts. The same content is taken once; every row of it is kept as it came."""

    source = models.CharField(max_length=14, choices=Source.choices)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    rows_count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="receipt_file_once")]

    def __str__(self) -> str:
        return self.name


class ReceiptRow(models.Model):
    """One row of such a file: read, matched to a book and, where its reference says so, to an employer's month."""

    file = models.ForeignKey(ReceiptFile, on_delete=models.PROTECT, related_name="rows", db_index=False)
    number = models.IntegerField()
    given = models.JSONField(help_text="The cells as they came.")
    external_id = models.CharField(max_length=60, blank=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, null=True, db_index=False)
    received_on = models.DateField(null=True)
    amount_fen = FenField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    payer_name = models.CharField(max_length=120, blank=True)
    payer_code = models.CharField(max_length=18, blank=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True)
    month = MonthField(null=True)
    problem = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="receipt_row_once"),
            models.CheckConstraint(
                name="receipt_row_read_or_refused",
                condition=~Q(problem="")
                | Q(book__isnull=False, received_on__isnull=False, amount_fen__isnull=False) & ~Q(external_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} row {self.number}"


class Receipt(models.Model):
    """Money that arrived for one fund (到账). `external_id` is its originator's; the same one books once."""

    source = models.CharField(max_length=14, choices=Source.choices)
    external_id = models.CharField(max_length=60)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    received_on = models.DateField()
    amount_fen = FenField()
    reference = models.CharField(max_length=60, blank=True)
    payer_name = models.CharField(max_length=120, blank=True)
    payer_code = models.CharField(max_length=18, blank=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="receipts")
    month = MonthField(null=True, help_text="The month its reference names.")
    file = models.ForeignKey(ReceiptFile, on_delete=models.PROTECT, related_name="receipts")
    entry_key = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    allocated_fen = FenField(default=0, help_text="Sum of its allocations, kept by the action under a lock.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id", "book"], name="receipt_once"),
            models.CheckConstraint(name="receipt_positive", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="receipt_not_allocated_twice",
                condition=Q(allocated_fen__gte=0, allocated_fen__lte=F("amount_fen")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["book", "received_on"], name="receipt_suspense", condition=Q(allocated_fen__lt=F("amount_fen"))
            ),
            models.Index(fields=["book", "received_on"], name="receipt_day"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"


class Allocation(models.Model):
    """A part of a receipt put to a bill; a correction is a negative row. Append-only.

    Without a receipt: bills of one employer, month and fund that cancel each other before anything was paid.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="allocations")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="allocations")
    amount_fen = FenField()
    month = MonthField()
    allocated_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="allocation_moves", condition=~Q(amount_fen=0))]

    def __str__(self) -> str:
        return f"{self.receipt_id} → {self.bill_id}"
