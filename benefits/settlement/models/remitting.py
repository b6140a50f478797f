"""Files of a clearing to banks: a line an institution, what the bank answered of it, and what is paid anew."""

from django.db import models
from django.db.models import Q

from benefits.payments.rules.course import Answer
from benefits.settlement.models.clearing import Clearing, ClearingRun
from funds.ledger.models import Entry
from siadmin.agency.models import Document, User
from siadmin.kernel.fields import FenField, HashField


class ClearingFile(models.Model):
    """What a bank was handed of a clearing at once; what it returned goes in another one. Append-only."""

    run = models.ForeignKey(ClearingRun, on_delete=models.PROTECT, related_name="files")
    bank_name = models.CharField(max_length=80)
    sequence = models.SmallIntegerField()
    payments = models.IntegerField()
    total_fen = FenField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "bank_name", "sequence"], name="clearing_file_once"),
            models.CheckConstraint(name="clearing_file_pays", condition=Q(payments__gt=0, total_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.bank_name}/{self.sequence}"


class Remittance(models.Model):
    """One line of a file: what an institution is paid by a clearing, to its account as it was then. Append-only.

    `row` is the reference the bank answers by. What was returned is paid by another one, which names this.
    """

    run = models.ForeignKey(ClearingRun, on_delete=models.PROTECT, related_name="remittances")
    row = models.IntegerField()
    clearing = models.ForeignKey(Clearing, on_delete=models.PROTECT, related_name="remittances")
    file = models.ForeignKey(ClearingFile, on_delete=models.PROTECT, related_name="remittances")
    account_hash = HashField()
    amount_fen = FenField()
    again_for = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="again")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "row"], name="remittance_row_once"),
            models.UniqueConstraint(
                fields=["clearing"], condition=Q(again_for__isnull=True), name="remittance_first_once"
            ),
            models.CheckConstraint(name="remittance_pays", condition=Q(amount_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}-{self.row}"


class ClearingAnswer(models.Model):
    """A bank's answer to a file as it came; the same content again is the same answer. Append-only."""

    file = models.ForeignKey(ClearingFile, on_delete=models.PROTECT, related_name="answers")
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
        constraints = [
            models.UniqueConstraint(fields=["file", "content_hash"], name="clearing_answer_once"),
            models.CheckConstraint(
                name="clearing_answer_booked",
                condition=Q(returned_fen=0, entry__isnull=True) | Q(returned_fen__gt=0, entry__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.imported_at}"


class RemittanceAnswer(models.Model):
    """What the bank said of one line: once that it arrived, once that it came back, in that order. Append-only."""

    remittance = models.ForeignKey(Remittance, on_delete=models.PROTECT, related_name="answers")
    told_in = models.ForeignKey(ClearingAnswer, on_delete=models.PROTECT, related_name="lines")
    answer = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Answer])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["remittance"], condition=Q(answer="paid"), name="remittance_arrived_once"),
            models.UniqueConstraint(
                fields=["remittance"], condition=~Q(answer="paid"), name="remittance_returned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remittance_id} {self.answer}"
