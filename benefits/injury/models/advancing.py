"""What the fund pays in an employer's stead, and what comes back (`sql/advances.sql`)."""

from django.db import models
from django.db.models import Q

from benefits.injury.models.finding import Injury
from enrollment.registry.models import Employer
from funds.ledger.models import Entry
from siadmin.agency.models import User
from siadmin.kernel.fields import FenField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


class Advance(models.Model):
    """The fund pays in the stead of an employer that had not insured and does not pay (SIL 41). Append-only.

    The employer is told what it owes and by when; what was paid is recovered from it. On the site of a project that was
    not paid for by that day its general contractor is liable with the employer, and told the same.
    """

    number = models.CharField(max_length=12, unique=True)
    injury = models.OneToOneField(Injury, on_delete=models.PROTECT, related_name="advance")
    asked_on = models.DateField(help_text="When the employer was asked to pay.")
    due_on = models.DateField(help_text="By when it pays back what is advanced first.")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    contractor = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, related_name="+", help_text="Liable with the employer."
    )
    contractor_letter = models.OneToOneField(Issued, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="injury_contractor_is_told",
                condition=Q(contractor__isnull=True, contractor_letter__isnull=True)
                | Q(contractor__isnull=False, contractor_letter__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.number


class AdvanceRecovered(models.Model):
    """What the employer paid back, by one line of the bank, booked. Append-only."""

    advance = models.ForeignKey(Advance, on_delete=models.PROTECT, related_name="recovered")
    amount_fen = FenField()
    received_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="injury_advance_recovered_pays", condition=Q(amount_fen__gt=0))]

    def __str__(self) -> str:
        return f"{self.advance_id} {self.amount_fen}"


class AdvanceUncollectable(models.Model):
    """Nothing more can be had of the employer, as two people found. Append-only; what comes later is still taken."""

    advance = models.OneToOneField(Advance, on_delete=models.PROTECT, related_name="uncollectable")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.advance_id} uncollectable"
