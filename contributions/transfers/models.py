"""Transfers: a relation and its money between two pooling regions, and the yearly record that moved with it.

The triggers in `sql/guards.sql` keep what constraints cannot say: where a transfer may go on, that money and its record
stand once it is on its way, that nobody's relation moves who draws a pension already.
"""

from django.db import models
from django.db.models import F, Q

from contributions.transfers.rules.course import BEFORE_MONEY, ENDED, OPEN, State
from enrollment.registry.models import Person
from siadmin.agency.insurances import Insurance
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case

# The others do not move: one joins anew (REG 15).
MOVING = (Insurance.PENSION, Insurance.MEDICAL, Insurance.UNEMPLOYMENT)
AMOUNTS = ("months", "wages_fen", "principal_fen", "interest_fen", "year_interest_fen", "interest_until", "pooled_fen")
_NO_AMOUNTS = Q(**{f"{name}__isnull": True for name in AMOUNTS})
_AMOUNTS = Q(
    **{f"{name}__isnull": False for name in AMOUNTS}, months__gte=0, wages_fen__gte=0, principal_fen__gte=0,
    year_interest_fen__gte=0, interest_fen__gte=F("year_interest_fen"), pooled_fen__gte=0,
)  # fmt: skip


class Transfer(models.Model):
    """One insurance's relation of one person on its way from one pooling region to another (REG 12, 13; T66).

    Amounts are null until somebody at the old place prepares them: what the account holds, split, and the part of the
    pooled fund. `limit_days` are working days of the step that is due.
    """

    number = models.CharField(max_length=12, unique=True, help_text="Public and opaque, such as T7K2M-9Q4XA.")
    insurance = models.CharField(max_length=20, choices=Insurance.choices)
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
    pooled_fen = FenField(null=True)
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
            models.CheckConstraint(name="transfer_between_two_places", condition=~Q(from_region=F("to_region"))),
            models.CheckConstraint(name="transfer_of_what_moves", condition=Q(insurance__in=[*MOVING])),
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
    """The information form's yearly record: months and wages that move. Written with the form, append-only."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="years")
    year = models.SmallIntegerField()
    months = models.SmallIntegerField()
    wages_fen = FenField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "year"], name="transfer_year_once"),
            models.CheckConstraint(
                name="transfer_year_counts", condition=Q(months__gte=0, months__lte=12, wages_fen__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.year}"
