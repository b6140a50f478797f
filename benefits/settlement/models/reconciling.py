"""What an institution says a day came to, compared with ours."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models import Institution
from siadmin.kernel.fields import FenField


class Reconciliation(models.Model):
    """Counts and sums of a day, theirs and ours, in fen; a later version says the day anew. Append-only."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="reconciliations")
    day = models.DateField()
    version = models.SmallIntegerField()
    told_count = models.IntegerField()
    told_charged_fen = FenField()
    told_fund_fen = FenField()
    told_self_pay_fen = FenField()
    own_count = models.IntegerField()
    own_charged_fen = FenField()
    own_fund_fen = FenField()
    own_self_pay_fen = FenField()
    agrees = models.BooleanField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "day", "version"], name="reconciliation_version_once"),
            models.CheckConstraint(
                name="reconciliation_agrees",
                condition=Q(agrees=False)
                | Q(
                    told_count=F("own_count"), told_charged_fen=F("own_charged_fen"), told_fund_fen=F("own_fund_fen"),
                    told_self_pay_fen=F("own_self_pay_fen"),
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.institution_id} {self.day} v{self.version}"


class Difference(models.Model):
    """One settlement that one side lacks, or has with other amounts. Append-only; fen, none if absent."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="differences")
    number = models.CharField(max_length=12, help_text="Of the settlement, as the institution or we name it.")
    told_fund_fen = FenField(null=True)
    told_self_pay_fen = FenField(null=True)
    own_fund_fen = FenField(null=True)
    own_self_pay_fen = FenField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "number"], name="settlement_difference_once"),
            models.CheckConstraint(
                name="settlement_difference_of_one_side",
                condition=Q(told_fund_fen__isnull=False, told_self_pay_fen__isnull=False)
                | Q(own_fund_fen__isnull=False, own_self_pay_fen__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.number}"
