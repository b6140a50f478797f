"""What banks answered of the payments in their files, and what they returned after they had said that it arrived."""

from django.db import models

from benefits.payments.models.paying import BankFile
from benefits.payments.rules.course import Answer
from funds.ledger.models import Entry
from siadmin.agency.models import Document, User
from siadmin.kernel.fields import FenField, HashField, MonthField


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


class LastAnswer(models.Model):
    """The last word of the bank on a payment: a view over both."""

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
