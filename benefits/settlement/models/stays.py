"""Who is treated where since when, insured as what; and what a person's bills of a year came to."""

from django.db import models
from django.db.models import Q

from benefits.providers.models import Agreement, Department, Institution, ProviderClient
from benefits.providers.rules import Care
from enrollment.registry.models import Person
from siadmin.agency.insurances import SCHEMES, Fund
from siadmin.agency.models import Region
from siadmin.kernel.fields import FenField

CARES = [(each.value, each.value) for each in Care]


class Stay(models.Model):
    """A stay in hospital or a visit, as its institution told it. Append-only; its bills are settlements.

    `insured`: as what the person was insured on the day of admission, by the insurance's own account.
    """

    number = models.CharField(max_length=12, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="stays")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(ProviderClient, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40, help_text="The institution's own number.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays")
    scheme = models.CharField(max_length=20)
    insurance = models.CharField(max_length=20, choices=SCHEMES)
    fund = models.CharField(max_length=20, choices=Fund.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    care = models.CharField(max_length=10, choices=CARES)
    admitted_on = models.DateField()
    insured = models.JSONField()
    opened_at = models.DateTimeField()
    is_late = models.BooleanField(default=False, help_text="Told more days after the admission than it should be.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "reference"], name="stay_told_once"),
            models.CheckConstraint(name="stay_has_a_reference", condition=~Q(reference="")),
        ]
        indexes = [models.Index(fields=["person", "admitted_on"], name="stay_of_person")]

    def __str__(self) -> str:
        return self.number


class Withdrawal(models.Model):
    """A stay that was told by mistake: nothing of it is settled any more. Append-only."""

    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="withdrawal_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.stay_id}"


class YearTotal(models.Model):
    """What a person's bills of one scheme came to in a calendar year: the sums of its settlements.

    Its row is the lock under which a year's bills are settled one after the other.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    scheme = models.CharField(max_length=20)
    stays = models.IntegerField(default=0)
    inpatient_scope_fen = FenField(default=0)
    outpatient_scope_fen = FenField(default=0)
    pool_fen = FenField(default=0)
    outpatient_pool_fen = FenField(default=0)
    large_fen = FenField(default=0)
    residual_fen = FenField(default=0)
    major_fen = FenField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year", "scheme"], name="year_total_once"),
            models.CheckConstraint(
                name="year_total_not_negative",
                condition=Q(
                    stays__gte=0, inpatient_scope_fen__gte=0, outpatient_scope_fen__gte=0, pool_fen__gte=0,
                    outpatient_pool_fen__gte=0, large_fen__gte=0, residual_fen__gte=0, major_fen__gte=0,
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.scheme}"
