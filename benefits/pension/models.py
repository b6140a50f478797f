"""What a pension was reckoned on when it was granted, which rises of later years and re-settlements go by; and which
allowance was reckoned anew as the age became near."""

from django.db import models
from django.db.models import F, Q

from benefits.claims.models import Decision
from benefits.payments.models import Entitlement
from siadmin.kernel.fields import MonthField


class PensionBasis(models.Model):
    """Months counted, deemed ones and those before accounts among them; the month of retirement. Append-only."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="pension_basis")
    retired_in = MonthField()
    months = models.SmallIntegerField()
    deemed_months = models.SmallIntegerField()
    before_account_months = models.SmallIntegerField()
    index = models.DecimalField(max_digits=12, decimal_places=8, help_text="The average index of the contributions.")
    is_provisional = models.BooleanField(help_text="Reckoned on the reference wage of the year before.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="pension_basis_counts", condition=Q(months__gt=0, index__gt=0)),
            models.CheckConstraint(
                name="pension_basis_early_months",
                condition=Q(
                    deemed_months__gte=0,
                    before_account_months__gte=0,
                    months__gte=F("deemed_months") + F("before_account_months"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.retired_in}"


class AllowanceAnew(models.Model):
    """A disability allowance reckoned anew near the age, and the one it stands in the stead of; once. Append-only."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="allowance_anew")
    before = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="reckoned_anew")
    near_in = MonthField(help_text="The month in which five years were left; paid from the next on.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["before"], name="allowance_reckoned_once")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.near_in}"
