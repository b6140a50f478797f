"""What a bank returned after it had said that it arrived."""

from django.db import models

from benefits.payments.models.paying import ResultFile
from benefits.payments.rules.course import Answer
from siadmin.kernel.fields import MonthField


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
