"""Money in: receipts, what they were allocated to, and what still waits for a person."""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Bill
from enrollment.registry.models import Employer
from funds.ledger.models import Book
from siadmin.agency.models import User
from siadmin.kernel.fields import EncryptedTextField, FenField, MonthField


class Source(models.TextChoices):
    """Who told us of the money."""

    TAX = "tax_authority"
    BANK = "bank"


class Receipt(models.Model):
    """Money that arrived for one fund (到账). `external_id` is its originator's; the same one books once."""

    source = models.CharField(max_length=14, choices=Source.choices)
    external_id = models.CharField(max_length=60)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="receipts")
    received_on = models.DateField()
    amount_fen = FenField()
    reference = models.CharField(max_length=60, blank=True)
    payer_name = models.CharField(max_length=120, blank=True)
    payer_code = models.CharField(max_length=18, blank=True)
    payer_account = EncryptedTextField(null=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="receipts")
    slice_id = models.BigIntegerField(null=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
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
    """A part of a receipt put to a bill; a correction is a negative row. Append-only."""

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="allocations")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="allocations")
    amount_fen = FenField()
    month = MonthField()
    allocated_on = models.DateField()
    entry_key = models.CharField(max_length=120)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="allocation_moves", condition=~Q(amount_fen=0))]

    def __str__(self) -> str:
        return f"{self.receipt_id} → {self.bill_id}"
