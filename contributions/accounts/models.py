"""Personal accounts: what was credited to whom because of which paid bill, and the interest of each year.

What opened an account and what moved between regions stands beside them. What is on an account is the sum of all;
nothing is ever changed, a correction is a signed difference.
"""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Prepared
from enrollment.registry.models import Person
from siadmin.agency.models import Region
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run


class AccountKind(models.TextChoices):
    PENSION = "pension_employee"
    MEDICAL = "medical_employee"
    PENSION_RESIDENT = "pension_resident"


class AccountCredit(models.Model):
    """One credit (or, for a correction, a signed difference) to a personal account (SIL 12; REG 11).

    Written when the bill is paid in full, partitioned by month, append-only. The balance is the sum of a person's
    rows.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "account", "employer_id", "version")
    person_id = models.BigIntegerField()
    month = MonthField()
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    employer_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    amount_fen = FenField()
    bill_id = models.BigIntegerField()
    credited_on = models.DateField()

    class Meta:
        db_table = "accounts_credit"

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.account}"


class SubsidyCredit(models.Model):
    """What government added to a residents' account for a year, named by its first month (R8 §5). Append-only.

    Written when the money of a claim has come to the fund of `region`; part of the balance, earns like any credit.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    amount_fen = FenField()
    claim = models.CharField(max_length=16)
    credited_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "account", "month"], name="subsidy_credit_once"),
            models.CheckConstraint(
                name="subsidy_credit_of_residents", condition=Q(account="pension_resident", amount_fen__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.account}"


class AccountInterest(models.Model):
    """A year's interest on one account of a pooling region, and what it was computed from (人社部发〔2017〕31号).

    `month` is the December of the year, so that it lies in the year's partition. Version 0 is the first; when the rate
    changes or money is credited to the year afterwards, another version says the year anew and its `amount_fen` is the
    difference. Written by runs only; the balance at the end of the year is `closing_fen` of the newest.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "account", "region_id", "version")
    person_id = models.BigIntegerField()
    month = MonthField()
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    region_id = models.CharField(max_length=12)
    version = models.SmallIntegerField()
    opening_fen = FenField(help_text="The balance on 1 January.")
    credited_fen = FenField(help_text="What was credited on days of the year.")
    products_fen = FenField(help_text="Each credit times the months of the year it earns for.")
    rate_ppm = models.IntegerField(help_text="The record rate, in parts per million.")
    interest_fen = FenField(help_text="The interest of the whole year, as this version says it.")
    amount_fen = FenField(help_text="What is credited by this version: all of it, or the difference to the one before.")
    closing_fen = FenField(help_text="The balance on 31 December.")
    slice_id = models.BigIntegerField(help_text="The part of a run that wrote it: its audit.")
    credited_on = models.DateField()

    class Meta:
        db_table = "accounts_interest"
        constraints = [
            models.CheckConstraint(
                name="interest_closes",
                condition=Q(closing_fen=F("opening_fen") + F("credited_fen") + F("interest_fen")),
            ),
            models.CheckConstraint(
                name="interest_first_is_whole", condition=~Q(version=0) | Q(amount_fen=F("interest_fen"))
            ),
            models.CheckConstraint(name="interest_of_a_december", condition=Q(month__month=12, month__day=1)),
            models.CheckConstraint(name="interest_rate_not_negative", condition=Q(rate_ppm__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month.year} {self.account} v{self.version}"


class InterestAgain(Prepared):
    """A settled year that a person puts forward to be settled again, with the years after it (REG 11, 37)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    year = models.SmallIntegerField()
    laws = models.JSONField(help_text="Year → the law it is settled by: this year and those after it.")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["region", "account"], condition=Q(state="prepared"), name="interest_again_one_prepared"
            ),
            models.CheckConstraint(
                name="interest_again_approved_is_run",
                condition=Q(state="approved", run__isnull=False) | (~Q(state="approved") & Q(run__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.account} {self.year} {self.state}"


class Opening(models.Model):
    """A balance that came from elsewhere and opens a personal account here, interest up to `as_of` included (T66 4).

    Written by the rooms above that book history; append-only. The same account of the same place opens once.
    """

    pk = models.CompositePrimaryKey("person_id", "account", "place_id")
    person_id = models.BigIntegerField()
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    place = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False,
        help_text="Where it was kept.",
    )  # fmt: skip
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False,
        help_text="The pooling region that keeps it now.",
    )  # fmt: skip
    amount_fen = FenField()
    as_of = models.DateField()
    told_by = models.BigIntegerField(unique=True, help_text="The row that told it.")
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="opening_not_negative", condition=Q(amount_fen__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.account} {self.place_id}"


class AccountMove(models.Model):
    """What left a person's account in one pooling region, or came to that in another, by a transfer (T66 4).

    Signed: negative where it left. Append-only; each side of a transfer books once by its key. Both sides count from
    one day: interest was computed to it where the money left, and runs from it where the money came.
    """

    key = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_moves")
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    principal_fen = FenField()
    interest_fen = FenField()
    year_interest_fen = FenField(help_text="Of the interest: of the year of `counts_from`. It earns nothing in it.")
    moved_on = models.DateField()
    counts_from = models.DateField(help_text="The day to which interest was computed where it left.")

    class Meta:
        db_table = "accounts_move"
        constraints = [
            models.CheckConstraint(
                name="account_move_one_way",
                condition=Q(principal_fen__lte=0, interest_fen__lte=F("year_interest_fen"), year_interest_fen__lte=0)
                | Q(principal_fen__gte=0, interest_fen__gte=F("year_interest_fen"), year_interest_fen__gte=0),
            ),
            models.CheckConstraint(name="account_move_counts_from_before", condition=Q(counts_from__lte=F("moved_on"))),
        ]
        indexes = [models.Index(fields=["person", "account", "region"], name="account_move_of_person")]

    def __str__(self) -> str:
        return self.key

    @property
    def amount_fen(self) -> int:
        return self.principal_fen + self.interest_fen


class AccountPayment(models.Model):
    """What a medical account paid for care: its holder's own, or that of a member of the family (国办发〔2021〕14号).

    Signed: with a minus where it came back (`reverses`). Append-only; the room that settles the care books once by its
    key. An account pays no more than it holds in the pooling region, interest of settled years included.
    """

    key = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_payments")
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    used_for = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="Who was cared for.")
    amount_fen = FenField()
    paid_to = models.CharField(max_length=120)
    paid_on = models.DateField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")

    class Meta:
        db_table = "accounts_payment"
        constraints = [
            models.CheckConstraint(name="account_payment_of_medical", condition=Q(account="medical_employee")),
            models.CheckConstraint(
                name="account_payment_signs",
                condition=Q(reverses__isnull=True, amount_fen__gt=0) | Q(reverses__isnull=False, amount_fen__lt=0),
            ),
        ]
        indexes = [models.Index(fields=["person", "account", "region"], name="account_payment_of_person")]

    def __str__(self) -> str:
        return self.key

    @property
    def left_by_fen(self) -> int:
        """As the account sees it: less where it paid."""
        return -self.amount_fen
