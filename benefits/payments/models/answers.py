"""What banks answered of the payments in their files, what they returned after they had said that it arrived, and what
arrived though they had said that it came back."""

from django.db import models
from django.db.models import Q

from benefits.payments.models.paying import BankFile, PaymentRun
from benefits.payments.rules.course import Answer
from enrollment.registry.models import Person
from funds.ledger.models import Entry
from siadmin.agency.models import Document, User
from siadmin.kernel.fields import FenField, HashField, MonthField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


class ResultFile(models.Model):
    """A bank's answer as it came; the same content again is the same answer."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="results")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    content_hash = HashField()
    rows = models.IntegerField()
    paid_fen = FenField()
    returned_fen = FenField()
    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, null=True, related_name="+", help_text="Of what came back."
    )
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "content_hash"], name="result_file_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.imported_at}"


class Result(models.Model):
    """What the bank said of one payment, once."""

    pk = models.CompositePrimaryKey("month", "batch_id", "row")
    month = MonthField()
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    result_file_id = models.BigIntegerField()
    answer = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Answer])

    class Meta:
        db_table = "payments_result"

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row} {self.answer}"


class ReturnedLater(models.Model):
    """A second word of the bank on a payment, by another answer to its file: it did not stay there. Append-only."""

    pk = models.CompositePrimaryKey("month", "batch_id", "row")
    month = MonthField()
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    result_file = models.ForeignKey(ResultFile, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Answer])

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row} {self.answer}"


class Arrived(models.Model):
    """Told as returned, it had arrived: put right by a case of two, by the bank's paper, and booked. Append-only.

    Where it was paid again, or given up, by then, the person has it beside what was due: all of it is demanded back.
    """

    month = MonthField()
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="arrived")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in Answer], help_text="What was said of it before."
    )
    reason = models.CharField(max_length=500)
    undue_fen = FenField(default=0)
    number = models.CharField(max_length=12, blank=True, help_text="Of the demand.")
    due_on = models.DateField(null=True)
    law = models.CharField(max_length=300, blank=True, help_text="What the term rests on.")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, null=True, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "batch_id", "row"], name="arrived_once"),
            models.UniqueConstraint(fields=["number"], name="arrived_demand_once", condition=~Q(number="")),
            models.CheckConstraint(name="arrived_was_told_otherwise", condition=~Q(told="paid") & ~Q(reason="")),
            models.CheckConstraint(
                name="arrived_beside_is_demanded",
                condition=Q(undue_fen=0, number="", due_on__isnull=True, letter__isnull=True)
                | Q(undue_fen__gt=0, due_on__isnull=False, letter__isnull=False) & ~Q(number=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row}"


class ArrivedRepaid(models.Model):
    """What came back of what arrived beside what was due: by a case of two, by lines of the bank. Append-only."""

    arrived = models.ForeignKey(Arrived, on_delete=models.PROTECT, related_name="repaid")
    amount_fen = FenField()
    received_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="arrived_repaid_pays", condition=Q(amount_fen__gt=0))]

    def __str__(self) -> str:
        return f"{self.arrived_id} {self.amount_fen}"


class LastAnswer(models.Model):
    """The last word on a payment: a view over them."""

    pk = models.CompositePrimaryKey("month", "batch_id", "row")
    month = MonthField()
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    answer = models.CharField(max_length=16)

    class Meta:
        managed = False
        db_table = "payments_answer"

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row} {self.answer}"
