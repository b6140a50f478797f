"""What was reimbursed of whose year, what was paid in advance of a third party, filings elsewhere, shared accounts."""

from django.db import models
from django.db.models import F, Q

from benefits.claims.models import Decision
from benefits.medical.rules.law import Away, Care, Scheme
from enrollment.registry.models import Person
from funds.ledger.models import Entry
from siadmin.agency.models import Region
from siadmin.kernel.fields import EncryptedTextField, FenField
from siadmin.matters.models import Case

_SCHEMES = [(each.value, each.value) for each in Scheme]
YEAR_FIELDS = (
    "stays", "inpatient_scope_fen", "outpatient_scope_fen", "pool_fen", "outpatient_pool_fen", "large_fen",
    "residual_fen", "major_fen",
)  # fmt: skip


class Reimbursed(models.Model):
    """What a reimbursement adds to a person's calendar year of one scheme, in fen. Append-only.

    `sequence`: its place in the year; two decided at once for the same place are not both taken.
    """

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="reimbursed")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reimbursements")
    scheme = models.CharField(max_length=8, choices=_SCHEMES)
    year = models.SmallIntegerField()
    sequence = models.SmallIntegerField()
    care = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Care])
    began_on = models.DateField(help_text="First day of the care.")
    ended_on = models.DateField()
    charged_fen = FenField()
    out_of_scope_fen = FenField()
    deductible_fen = FenField()
    stays = models.SmallIntegerField()
    inpatient_scope_fen = FenField()
    outpatient_scope_fen = FenField()
    pool_fen = FenField()
    outpatient_pool_fen = FenField()
    large_fen = FenField()
    residual_fen = FenField()
    major_fen = FenField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "scheme", "year", "sequence"], name="reimbursed_in_order"),
            models.CheckConstraint(name="reimbursed_of_days", condition=Q(began_on__lte=F("ended_on"))),
            models.CheckConstraint(
                name="reimbursed_adds_up",
                condition=Q(
                    charged_fen=F("out_of_scope_fen") + F("inpatient_scope_fen") + F("outpatient_scope_fen"),
                    residual_fen=F("inpatient_scope_fen") + F("outpatient_scope_fen") - F("pool_fen") - F("large_fen"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} in {self.year}"


class ThirdPartyAdvance(models.Model):
    """What the fund paid although a third party owes it, to be recovered from them (SIL 30). Append-only.

    `party`: who owes it, as far as is known; empty where nobody knows.
    """

    number = models.CharField(max_length=12, unique=True)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="advance")
    party = EncryptedTextField()
    amount_fen = FenField()

    class Meta:
        constraints = [models.CheckConstraint(name="advance_pays", condition=Q(amount_fen__gt=0))]

    def __str__(self) -> str:
        return self.number


class ThirdPartyRecovered(models.Model):
    """Money of the third party that came to the fund, by a line of the bank. Append-only."""

    advance = models.ForeignKey(ThirdPartyAdvance, on_delete=models.PROTECT, related_name="recovered")
    amount_fen = FenField()
    received_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="advance_recovered_pays", condition=Q(amount_fen__gt=0))]

    def __str__(self) -> str:
        return f"{self.advance_id} {self.amount_fen}"


class AwayFiling(models.Model):
    """Care outside the pooling region, filed before (REG 23): who lives elsewhere, or was sent there. Append-only.

    From a day up to, not including, another; without one until it is ended. Of days gone by as it was applied for
    nothing follows (`selectors.counts_from`).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="away_filings")
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Away])
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="away_filing_period",
                condition=Q(ends_before__isnull=True, kind=Away.RESIDENT.value)
                | Q(ends_before__gt=F("starts_on"), kind__in=[Away.RESIDENT.value, Away.REFERRED.value]),
            )
        ]
        indexes = [models.Index(fields=["person", "starts_on"], name="away_filing_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.place_id}"


class FilingEnded(models.Model):
    """A filing that ends sooner than it said. Append-only."""

    filing = models.OneToOneField(AwayFiling, on_delete=models.PROTECT, related_name="ended")
    ends_before = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.filing_id} before {self.ends_before}"


class AccountSharing(models.Model):
    """Whose personal account a member of the family may use (国办发〔2021〕14号), both consenting. Append-only."""

    holder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shares_with")
    user = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="may_use")
    relation = models.CharField(max_length=12)
    starts_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="account_sharing_of_two", condition=~Q(holder=F("user"))),
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} with {self.user_id}"


class SharingEnded(models.Model):
    """Either of them ends it, at any time. Append-only."""

    sharing = models.OneToOneField(AccountSharing, on_delete=models.PROTECT, related_name="ended")
    ends_before = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.sharing_id} before {self.ends_before}"
