"""What a pension was reckoned on when it was granted, which rises of later years and re-settlements go by; and which
allowance was reckoned anew as the age became near; which appraisals allowances rest on."""

from django.db import models
from django.db.models import F, Q

from benefits.claims.models import Decision
from benefits.payments.models import Entitlement
from enrollment.registry.models import Person
from siadmin.kernel.fields import MonthField
from siadmin.matters.models import Case


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


class CapacityAppraisal(models.Model):
    """A conclusion that all working capacity is lost, which an allowance rests on, and until when. Append-only.

    The first comes with the claim that is granted, each later one by a case of its own; a conclusion is of one person.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="capacity_appraisals")
    document = models.CharField(max_length=60, unique=True)
    concluded_on = models.DateField()
    holds_before = MonthField(help_text="The first month it does not cover.")
    law = models.CharField(max_length=300, help_text="What its time rests on.")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appraisal_says_what", condition=~Q(document="") & Q(holds_before__gt=F("concluded_on"))
            ),
        ]
        indexes = [models.Index(fields=["person", "holds_before"], name="appraisal_of_person")]

    def __str__(self) -> str:
        return self.document
