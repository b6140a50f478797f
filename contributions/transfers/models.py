"""Transfers: a relation and its money between two pooling regions or two pension schemes, and the record that moved.

The triggers in `sql/guards.sql` keep what constraints cannot say: where a transfer may go on, that money and its record
stand once it is on its way, that nobody's relation moves who draws a pension already.
"""

from django.db import models
from django.db.models import F, Q

from contributions.transfers.rules.course import BEFORE_MONEY, ENDED, OPEN, State
from enrollment.registry.models import Person
from siadmin.agency.insurances import SCHEMES, Insurance, ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case

# The others do not move: one joins anew (REG 15).
MOVING = (Insurance.PENSION, Insurance.MEDICAL, Insurance.UNEMPLOYMENT, ResidentScheme.PENSION)
# Between these two one may change (人社部发〔2014〕17号 art. 3).
PENSIONS = (Insurance.PENSION.value, ResidentScheme.PENSION.value)
CHANGE_OF_SCHEME = "pension_conversion"
AMOUNTS = (
    "months", "wages_fen", "principal_fen", "interest_fen", "year_interest_fen", "interest_until", "pooled_fen",
    "pooled_interest_fen", "pooled_year_interest_fen", "overlap_fen",
)  # fmt: skip
_NO_AMOUNTS = Q(**{f"{name}__isnull": True for name in AMOUNTS})
_AMOUNTS = Q(
    **{f"{name}__isnull": False for name in AMOUNTS}, months__gte=0, wages_fen__gte=0, principal_fen__gte=0,
    year_interest_fen__gte=0, interest_fen__gte=F("year_interest_fen"), overlap_fen__gte=0,
    pooled_year_interest_fen__gte=0, pooled_interest_fen__gte=F("pooled_year_interest_fen"),
    pooled_fen__gte=F("pooled_interest_fen"),
)  # fmt: skip


class TemporaryAccount(models.Model):
    """What an older mover pays at a place whither the relation did not follow (T66 5). Append-only.

    It records what person and employers pay there from `since` on; the relation stays at `kept_at`. All of it moves,
    with interest, to where the relation or the pension is. Where the household comes to that place it is none any more.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="temporary_accounts")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kept_at = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    since = MonthField(help_text="The first month insured there.")
    age_months = models.SmallIntegerField(help_text="In that month.")
    least_months = models.SmallIntegerField(help_text="The age from which the law says so, by sex.")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="temporary_account_once", fields=["person", "region"]),
            models.CheckConstraint(name="temporary_account_beside_the_relation", condition=~Q(region=F("kept_at"))),
            models.CheckConstraint(
                name="temporary_account_of_an_older_mover", condition=Q(age_months__gte=F("least_months"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.region_id}"


class Transfer(models.Model):
    """One insurance's relation of one person on its way to another pooling region, or scheme (REG 12, 13; T66; 17号).

    `insurance` is what it leaves and `to_insurance` what it comes to; they differ where the pension scheme changes.
    Amounts are null until somebody at the old place prepares them: what the account holds, split, and the part of the
    pooled fund. `limit_days` are working days of the step that is due.
    """

    number = models.CharField(max_length=12, unique=True, help_text="Public and opaque, such as T7K2M-9Q4XA.")
    insurance = models.CharField(max_length=20, choices=SCHEMES)
    to_insurance = models.CharField(max_length=20, choices=SCHEMES)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    from_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    to_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in State], default=State.REQUESTED)
    version = models.IntegerField(default=0)
    requested_at = models.DateTimeField()
    limit_days = models.SmallIntegerField(null=True)
    due_on = models.DateField(null=True)
    calendar_is_provisional = models.BooleanField(default=False)
    contact_letter = models.ForeignKey(Issued, on_delete=models.PROTECT, related_name="+")
    information_form = models.ForeignKey(Issued, on_delete=models.PROTECT, null=True, related_name="+")
    refusal_letter = models.ForeignKey(Issued, on_delete=models.PROTECT, null=True, related_name="+")
    months = models.IntegerField(null=True, help_text="Months paid that move.")
    wages_fen = FenField(null=True, help_text="The wages they were paid on.")
    principal_fen = FenField(null=True)
    interest_fen = FenField(null=True, help_text="To the day of `interest_until`.")
    year_interest_fen = FenField(null=True, help_text="Of it: of the year of that day.")
    interest_until = models.DateField(null=True, help_text="From it the account earns at the new place.")
    temporary = models.ForeignKey(
        TemporaryAccount, on_delete=models.PROTECT, null=True, related_name="transfers",
        help_text="The account it gathers, where it is no relation.",
    )  # fmt: skip
    pooled_fen = FenField(null=True, help_text="Of a temporary account all that employers paid, with interest.")
    pooled_interest_fen = FenField(null=True, help_text="Of it: interest, to the day of `interest_until`.")
    pooled_year_interest_fen = FenField(null=True, help_text="Of that: of the year of that day.")
    overlap_fen = FenField(null=True, help_text="Paid as a resident for months paid as an employee too: goes back.")
    reason = models.CharField(max_length=500, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    prepared_eyes = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_eyes = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    paid_eyes = models.CharField(max_length=64, blank=True)
    paid_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_eyes = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="transfer_between_two_places",
                condition=~Q(from_region=F("to_region")) | ~Q(insurance=F("to_insurance")),
            ),
            models.CheckConstraint(
                name="transfer_of_what_moves",
                condition=Q(insurance__in=[*MOVING], to_insurance=F("insurance"))
                | Q(insurance__in=[*PENSIONS], to_insurance__in=[*PENSIONS]),
            ),
            models.CheckConstraint(
                name="transfer_overlap_of_a_change_of_scheme",
                condition=Q(overlap_fen__isnull=True)
                | Q(overlap_fen=0)
                | ~Q(insurance=F("to_insurance"))
                & Q(pooled_fen=0)
                & (Q(insurance=PENSIONS[0]) | Q(overlap_fen__lte=F("principal_fen"))),
            ),
            models.CheckConstraint(
                name="transfer_of_a_temporary_account",
                condition=Q(temporary__isnull=True, pooled_interest_fen__isnull=True)
                | Q(temporary__isnull=True, pooled_interest_fen=0)
                | Q(temporary__isnull=False, insurance=PENSIONS[0], to_insurance=PENSIONS[0]),
            ),
            models.UniqueConstraint(
                name="transfer_one_open", fields=["person", "insurance"], condition=Q(state__in=[*OPEN])
            ),
            models.CheckConstraint(
                name="transfer_amounts",
                condition=_NO_AMOUNTS | _AMOUNTS,
            ),
            models.CheckConstraint(
                name="transfer_answered_by_two",
                condition=Q(state__in=["requested", "prepared", "refusing", "withdrawn"])
                | Q(answered_at__isnull=False) & ~Q(prepared_eyes="") & ~Q(answered_eyes=F("prepared_eyes")),
            ),
            models.CheckConstraint(
                name="transfer_paid_by_a_third",
                condition=Q(paid_at__isnull=True)
                | ~Q(paid_eyes=F("prepared_eyes")) & ~Q(paid_eyes=F("answered_eyes")) & ~Q(paid_eyes=""),
            ),
            models.CheckConstraint(
                name="transfer_money_has_its_state",
                condition=Q(state__in=["in_transit", "credited"], paid_at__isnull=False, pooled_fen__isnull=False)
                | ~Q(state__in=["in_transit", "credited"]) & Q(paid_at__isnull=True),
            ),
            models.CheckConstraint(
                name="transfer_credited_is_received",
                condition=Q(state="credited", received_at__isnull=False)
                & ~Q(received_eyes=F("paid_eyes"))
                & ~Q(received_eyes=F("answered_eyes"))
                & ~Q(received_eyes=F("prepared_eyes"))
                | ~Q(state="credited") & Q(received_at__isnull=True),
            ),
            models.CheckConstraint(
                name="transfer_has_a_due_day_or_an_end",
                condition=Q(state__in=[*OPEN], due_on__isnull=False, limit_days__isnull=False, ended_at__isnull=True)
                | Q(state__in=[*ENDED], due_on__isnull=True, limit_days__isnull=True, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="transfer_says_why", condition=~Q(state__in=["refusing", "refused", "withdrawn"], reason="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["from_region", "due_on"], name="transfer_leaving", condition=Q(state__in=BEFORE_MONEY)
            ),
            models.Index(fields=["to_region", "due_on"], name="transfer_arriving", condition=Q(state="in_transit")),
            models.Index(fields=["person", "-requested_at"], name="transfer_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_change_of_scheme(self) -> bool:
        """Into another scheme, not only to another place."""
        return self.insurance != self.to_insurance

    @property
    def months_count(self) -> bool:
        """Whether its months count where it comes to: a resident's never as an employee's (17号 art. 5)."""
        return (self.insurance, self.to_insurance) != (PENSIONS[1], PENSIONS[0])

    @property
    def limits(self) -> str:
        """By whose limits its steps are counted."""
        return CHANGE_OF_SCHEME if self.is_change_of_scheme else self.insurance

    @property
    def account_fen(self) -> int:
        """What the personal account holds of it."""
        return (self.principal_fen or 0) + (self.interest_fen or 0)

    @property
    def total_fen(self) -> int:
        return self.account_fen + (self.pooled_fen or 0)

    @property
    def has_amounts(self) -> bool:
        """Amounts are prepared, and the transfer was not given up since."""
        return self.pooled_fen is not None and self.state != State.WITHDRAWN

    @property
    def is_answered(self) -> bool:
        """The information form says what moves, and stands."""
        return self.information_form_id is not None and self.state != State.WITHDRAWN


class TransferYear(models.Model):
    """The information form's yearly record: months and wages that move. Written with the form, append-only.

    Below nothing it corrects what an earlier form said of the year.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="years")
    year = models.SmallIntegerField()
    months = models.SmallIntegerField()
    wages_fen = FenField()
    employer_fen = FenField(default=0, help_text="What employers paid, of a temporary account.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "year"], name="transfer_year_once"),
            models.CheckConstraint(name="transfer_year_counts", condition=Q(months__gte=-12, months__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.year}"


class Overlap(models.Model):
    """A year paid as a resident of which months were paid as an employee too (17号 art. 7). Written with the form.

    `amount_fen` goes back to the person: the own payment by twelfths, rounded half up. Append-only.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="overlaps")
    year = models.SmallIntegerField()
    months = models.SmallIntegerField()
    own_fen = FenField(help_text="What the person paid as a resident for the year.")
    amount_fen = FenField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "year"], name="overlap_year_once"),
            models.CheckConstraint(
                name="overlap_by_twelfths",
                condition=Q(
                    months__gte=1, months__lte=12, own_fen__gt=0,
                    amount_fen=(F("own_fen") * F("months") + 6) / 12,
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.year}"


class OverlapReturn(models.Model):
    """The overlap of one transfer was paid back to the person, by the receiving place (17号 art. 7). Append-only."""

    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="overlap_return")
    amount_fen = FenField()
    returned_on = models.DateField()
    bank_reference = models.CharField(max_length=60)
    returned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    returned_eyes = models.CharField(max_length=64)
    returned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="overlap_returned_by_a_slip",
                condition=Q(amount_fen__gt=0) & ~Q(bank_reference="") & ~Q(returned_eyes=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.amount_fen}"
