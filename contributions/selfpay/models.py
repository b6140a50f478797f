"""What government owes for people who pay for themselves: claimed in lists, received, credited."""

from django.db import models
from django.db.models import F, Q

from enrollment.registry.models import Person
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run


class SubsidyKind(models.TextChoices):
    """For whom government pays: into an account, into the pool, or back to the person themself."""

    PENSION_RESIDENT = "pension_resident"
    MEDICAL_RESIDENT = "medical_resident"
    HARD_TO_PLACE = "hard_to_place"


class SubsidyClaim(models.Model):
    """One list sent to a government, and the money that came for it. Whoever claims does not say that it came."""

    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=20, choices=SubsidyKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    until_month = MonthField(help_text="The last month whose payments are in it.")
    listed_in = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="+")
    listed_at = models.DateTimeField(null=True, help_text="Null: its run still lists it, or found nothing any more.")
    people = models.IntegerField(default=0)
    total_fen = FenField(default=0)
    doubled_fen = FenField(default=0, help_text="Of it, what was not to come: paid for under another record.")
    claimed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    claimed_eyes = models.CharField(max_length=64)
    claimed_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_eyes = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(null=True)
    voucher = models.CharField(max_length=60, blank=True, help_text="Government's own number of the payment.")
    entry_key = models.CharField(max_length=120, blank=True)
    credited_in = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claim_for_somebody",
                condition=Q(listed_at__isnull=False, people__gt=0, total_fen__gt=0)
                | Q(listed_at__isnull=True, listed_in__isnull=False, people=0, total_fen=0),
            ),
            models.CheckConstraint(
                name="claim_received_once_listed", condition=Q(received_on__isnull=True) | Q(listed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="claim_credited_once_received",
                condition=Q(credited_in__isnull=True) | Q(kind="pension_resident", received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_received_says_when",
                condition=Q(received_on__isnull=True, received_at__isnull=True, voucher="", entry_key="")
                | Q(received_on__isnull=False, received_at__isnull=False) & ~Q(voucher=""),
            ),
            models.CheckConstraint(
                name="claim_two_people", condition=Q(received_eyes="") | ~Q(received_eyes=F("claimed_eyes"))
            ),
            models.CheckConstraint(
                name="claim_doubled_once_received",
                condition=Q(doubled_fen=0)
                | Q(doubled_fen__gt=0, doubled_fen__lt=F("total_fen"), received_on__isnull=False),
            ),
            models.CheckConstraint(name="claim_of_somebody_known", condition=~Q(claimed_eyes="")),
            models.UniqueConstraint(
                fields=["region", "kind", "voucher"], condition=~Q(voucher=""), name="claim_voucher_once"
            ),
            models.CheckConstraint(
                name="claim_booked_when_received",
                condition=Q(kind="hard_to_place", entry_key="")
                | ~Q(kind="hard_to_place") & (Q(received_on__isnull=True) | ~Q(entry_key="")),
            ),
        ]
        indexes = [models.Index(fields=["region", "kind", "claimed_at"], name="claim_of_region")]

    def __str__(self) -> str:
        return self.number


class SubsidyItem(models.Model):
    """One person's month (or year, by its first month) in a claim: each is claimed once, in fen.

    What was left out of a claim, as of another record of the person, is asked for anew once the merge is undone.
    """

    claim = models.ForeignKey(SubsidyClaim, on_delete=models.PROTECT, related_name="items")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="subsidies")
    kind = models.CharField(max_length=20, choices=SubsidyKind.choices)
    month = MonthField()
    paid_fen = FenField(help_text="What the person paid for it.")
    amount_fen = FenField()
    is_provisional = models.BooleanField(default=False)
    instead_of = models.OneToOneField(
        "SubsidyDouble", on_delete=models.PROTECT, null=True, related_name="made_good", help_text="What was left out."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "month"], condition=Q(instead_of__isnull=True), name="subsidy_once"
            ),
            models.CheckConstraint(name="subsidy_positive", condition=Q(amount_fen__gt=0, paid_fen__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.month}"


class SubsidyDouble(models.Model):
    """An item that was not to be paid: for another record of the same person the same month counts. Append-only."""

    item = models.OneToOneField(SubsidyItem, on_delete=models.PROTECT, related_name="double")
    counts = models.ForeignKey(SubsidyItem, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.item_id} is {self.counts_id}"
