"""What was granted beside the monthly benefit, what work was turned down, what medical contributions the fund pays."""

from django.db import models
from django.db.models import Q

from benefits.claims.models import Decision
from benefits.payments.models import Entitlement, PaymentRun
from enrollment.registry.models import Person
from funds.ledger.models import Entry
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.matters.models import Case

REEMPLOYED, STARTUP = "unemployment_reemployed", "unemployment_startup"
MIGRANT, SKILL = "unemployment_migrant", "unemployment_skill"
CHILDBIRTH, JOB_SEEKING = "unemployment_childbirth", "unemployment_job_seeking"


class SpellGrant(models.Model):
    """A grant decided beside a monthly benefit (Guangdong regulations 20–23). Append-only.

    `months_used`: months of the benefit paid at once from `from_month` on, from which it is ended (`sql/guards.sql`).
    Of one spell each is granted once, of births each once; months are paid at once one time only.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="spell_grant")
    spell = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="spell_grants")
    scheme = models.CharField(max_length=30)
    from_month = MonthField(help_text="Of months paid at once the first; else the month it was applied for in.")
    months_used = models.SmallIntegerField(default=0)
    born_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["spell", "scheme"], name="spell_grant_once", condition=Q(born_on__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["spell", "scheme", "born_on"],
                name="spell_grant_once_a_birth",
                condition=Q(born_on__isnull=False),
            ),
            models.UniqueConstraint(fields=["spell"], name="spell_paid_at_once_once", condition=Q(months_used__gt=0)),
            models.CheckConstraint(
                name="spell_grant_of_its_kind",
                condition=Q(scheme__in=[REEMPLOYED, STARTUP], months_used__gt=0, born_on__isnull=True)
                | Q(scheme=CHILDBIRTH, months_used=0, born_on__isnull=False)
                | Q(scheme=JOB_SEEKING, months_used=0, born_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} of {self.spell_id}"


class MedicalPayment(models.Model):
    """Medical contributions of the months a payment run paid the benefit for, moved from fund to fund (SIL 48).

    A run may have several: for what left later. Append-only.
    """

    number = models.CharField(max_length=12, unique=True)
    payment_run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="medical_payments")
    sequence = models.SmallIntegerField()
    people = models.IntegerField()
    months = models.IntegerField()
    total_fen = FenField()
    law = models.JSONField(help_text="By month every value it was reckoned by, with its source.")
    out_entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+", help_text="Of this fund.")
    in_entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+", help_text="Of the medical fund.")
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    paid_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment_run", "sequence"], name="medical_payment_once"),
            models.CheckConstraint(
                name="medical_payment_pays", condition=Q(people__gt=0, months__gt=0, total_fen__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class MedicalMonth(models.Model):
    """One month of one person in it: the base and what each part comes to, in fen. Append-only; once a month."""

    payment = models.ForeignKey(MedicalPayment, on_delete=models.PROTECT, related_name="paid_months")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    base_fen = FenField()
    employer_fen = FenField()
    employee_fen = FenField()
    maternity_fen = FenField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "month"], name="medical_month_once")]

    @property
    def total_fen(self) -> int:
        return self.employer_fen + self.employee_fen + self.maternity_fen

    def __str__(self) -> str:
        return f"{self.person_id} {self.month}"


class MedicalReturn(models.Model):
    """Contributions of months whose benefit was ended since, back from fund to fund, by a case of two. Append-only."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    months = models.IntegerField()
    total_fen = FenField()
    out_entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="+", help_text="Of the medical fund."
    )
    in_entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+", help_text="Of this fund.")
    returned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="medical_return_pays", condition=Q(months__gt=0, total_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.total_fen}"


class ReturnedMonth(models.Model):
    """A month that came back: once. Append-only."""

    month = models.OneToOneField(MedicalMonth, on_delete=models.PROTECT, related_name="returned")
    by = models.ForeignKey(MedicalReturn, on_delete=models.PROTECT, related_name="returned_months")

    def __str__(self) -> str:
        return f"{self.month_id} by {self.by_id}"


class RefusedOffer(models.Model):
    """Suitable work or training turned down without a good reason: when, who offered it, what (SIL 51(5)). Append-only.

    How many of them speak against a benefit the law of the place says; none stops it by itself.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="refused_offers")
    refused_on = models.DateField()
    offered_by = models.CharField(max_length=120)
    offered = models.CharField(max_length=300)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="refused_offer_says_what", condition=~Q(offered_by="") & ~Q(offered="")),
            models.UniqueConstraint(fields=["entitlement", "refused_on", "offered_by"], name="refused_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.refused_on}"
