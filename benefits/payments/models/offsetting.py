"""What is left of an overpayment, set off against another benefit of the same fund (REG 46). Nothing of it changes."""

from django.db import models
from django.db.models import Q

from benefits.payments.models.paying import Entitlement, PaymentRun
from benefits.payments.models.recovering import Overpayment
from siadmin.kernel.fields import FenField, MonthField
from siadmin.matters.models import Case


class OffsetAgreement(models.Model):
    """Against which benefit, and how much a month at most, as the person consented and a case of two decided.

    It takes from payments until nothing is left, or the consent is withdrawn; one stands at a time, and no instalments.
    """

    overpayment = models.ForeignKey(Overpayment, on_delete=models.PROTECT, related_name="offset_agreements")
    against = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="offset_agreements")
    most_fen = FenField(help_text="Of one payment.")
    consented_on = models.DateField(help_text="The day of the person's written consent.")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="offset_agreement_takes", condition=Q(most_fen__gt=0))]

    def __str__(self) -> str:
        return f"offset {self.overpayment_id}"


class OffsetEnding(models.Model):
    """The consent is withdrawn, as a case of two decided: runs that open from then on set nothing off. Append-only."""

    agreement = models.OneToOneField(OffsetAgreement, on_delete=models.PROTECT, related_name="ended")
    withdrawn_on = models.DateField()
    reason = models.CharField(max_length=300)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="offset_ending_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.withdrawn_on}"


class Offset(models.Model):
    """By how much a payment of a run is less than its lines; it has come back once the payment left. Append-only.

    A run that was cancelled takes nothing, nor does a payment that was given up: what was set off of it is free again.
    """

    agreement = models.ForeignKey(OffsetAgreement, on_delete=models.PROTECT, related_name="offsets")
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="offsets")
    month = MonthField(help_text="Of the run; with `batch_id` and `row` the payment.")
    batch_id = models.BigIntegerField()
    row = models.BigIntegerField()
    amount_fen = FenField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "batch_id", "row"], name="offset_once"),
            models.CheckConstraint(name="offset_takes", condition=Q(amount_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.month} {self.amount_fen}"
