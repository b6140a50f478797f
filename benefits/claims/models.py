"""Claims: the benefit somebody applied for by a case, what it was assessed at by each who signed, what was decided.

Nothing here is changed: a reopened claim is assessed and decided anew in another round (`sql/guards.sql`).
"""

from django.db import models
from django.db.models import F, Q

from benefits.claims.rules.assessed import Rhythm
from enrollment.registry.models import Person
from siadmin.agency.insurances import SCHEMES
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import EncryptedTextField, FenField, HashField, MonthField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


class Claim(models.Model):
    """A benefit applied for. `region` is the pooling region that pays, of the day of the application."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="claim")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claims")
    scheme = models.CharField(max_length=30)
    insurance = models.CharField(max_length=20, choices=SCHEMES)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    applied_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "scheme"], name="claim_of_person")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.scheme}"


class Assessment(models.Model):
    """What a person who signed saw and signed for; all of a round are the same by their digest."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="assessments")
    round = models.SmallIntegerField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_eyes = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    is_due = models.BooleanField(help_text="Whether every condition is met; without components, it only counts.")
    monthly_fen = FenField()
    once_fen = FenField()
    items = models.JSONField(help_text="The components alone, which a decision grants as they are.")
    content = EncryptedTextField(help_text="Facts, components, calculation and sources, as JSON.")
    digest = HashField(help_text="Keyed, of the content.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="assessment_once_a_person", fields=["claim", "round", "signed_eyes"]),
            models.CheckConstraint(
                name="assessment_of_what_is_due",
                condition=Q(is_due=False, monthly_fen=0, once_fen=0)
                | Q(is_due=True, monthly_fen__gte=0, once_fen__gte=0)
                & (Q(monthly_fen__gt=0) | Q(once_fen__gt=0) | Q(items=[])),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} round {self.round}"


class Outcome(models.TextChoices):
    GRANTED = "granted"
    DENIED = "denied"


class Decision(models.Model):
    """What was decided in a round, in writing. A grant rests on an assessment that everybody who signed has seen."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    round = models.SmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_eyes = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    transaction_id = models.BigIntegerField(editable=False, default=0, help_text="Stamped by the database.")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="decision_once_a_round", fields=["claim", "round"]),
            models.CheckConstraint(
                name="decision_granted_was_assessed",
                condition=Q(outcome="granted", assessment__isnull=False) | Q(outcome="denied", assessment__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.outcome}"


class DecisionItem(models.Model):
    """One component granted: fen once, or each month of a half-open stretch."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="items")
    component = models.CharField(max_length=30)
    amount_fen = FenField()
    rhythm = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Rhythm])
    from_month = MonthField()
    before_month = MonthField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="decision_item_once", fields=["decision", "component", "from_month"]),
            models.CheckConstraint(name="decision_item_pays", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="decision_item_months",
                condition=Q(before_month__isnull=True) | Q(rhythm="monthly", before_month__gt=F("from_month")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.component}"


class DeathGrant(models.Model):
    """What is paid once upon a death: which component of whose. Of one natural person it is granted once, to whichever
    survivor and by whichever insurance (SIL 17, 49). Append-only."""

    item = models.OneToOneField(DecisionItem, on_delete=models.PROTECT, related_name="death_grant")
    deceased = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="death_grants")
    component = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(name="death_grant_once", fields=["deceased", "component"])]

    def __str__(self) -> str:
        return f"{self.component} upon the death of {self.deceased_id}"


class GrantedOnce(models.Model):
    """What is granted once for something: one work, one certificate, one birth, one injury. Append-only.

    `of`: what it is for, as the scheme says it (`Scheme.once_of`).
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="granted_once")
    scheme = models.CharField(max_length=30)
    of = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "of"], name="granted_once"),
            models.CheckConstraint(condition=~Q(of=""), name="granted_once_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} of {self.of}"


class ReceiptClaimed(models.Model):
    """A receipt of costs that a granted claim was for: no other is for it, whoever claims. Append-only.

    `number`: as `rules.receipts` writes it.
    """

    number = models.CharField(max_length=40, unique=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="receipts")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="receipt_has_a_number")]

    def __str__(self) -> str:
        return self.number
