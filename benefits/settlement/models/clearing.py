"""Monthly clearing: what a fund pays its institutions for what they settled, less what was disallowed."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models import Institution
from benefits.settlement.models.bills import Settlement
from benefits.settlement.models.flags import Flag
from benefits.settlement.rules.clearing import State
from funds.ledger.models import Entry
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run

STATES = [(each.value, each.value) for each in State]


class ClearingRun(models.Model):
    """One fund of a region to a month: assembled by slices, reviewed, approved and paid by three others."""

    number = models.CharField(max_length=12, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    fund = models.CharField(max_length=20, choices=Fund.choices)
    month = MonthField()
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=STATES, default=State.ASSEMBLING)
    version = models.IntegerField(default=0)
    total_fen = FenField(default=0)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_eyes = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_eyes = models.CharField(max_length=64, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_eyes = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    paid_eyes = models.CharField(max_length=64, blank=True)
    paid_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was cancelled, or sent back last.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "fund", "month"], condition=~Q(state="cancelled"), name="clearing_once_a_month"
            ),
            models.CheckConstraint(
                name="clearing_by_three",
                condition=~Q(state__in=["reviewed", "approved", "paid"])
                | ~Q(reviewed_eyes="")
                & ~Q(reviewed_eyes=F("opened_eyes"))
                & (
                    Q(state="reviewed")
                    | ~Q(approved_eyes="") & ~Q(approved_eyes=F("opened_eyes")) & ~Q(approved_eyes=F("reviewed_eyes"))
                ),
            ),
            models.CheckConstraint(
                name="clearing_paid_by_a_fourth",
                condition=Q(paid_eyes="")
                | Q(state="paid")
                & ~Q(paid_eyes=F("opened_eyes"))
                & ~Q(paid_eyes=F("reviewed_eyes"))
                & ~Q(paid_eyes=F("approved_eyes")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Clearing(models.Model):
    """What one institution is paid by a run, in fen: what funds and personal accounts owe it, less disallowed.

    What was taken back is in it with a minus."""

    run = models.ForeignKey(ClearingRun, on_delete=models.PROTECT, related_name="clearings")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="clearings")
    settlements = models.IntegerField()
    fund_fen = FenField()
    account_fen = FenField(default=0)
    disallowed_fen = FenField()
    pay_fen = FenField()
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "institution"], name="clearing_once_a_run"),
            models.CheckConstraint(
                name="clearing_adds_up",
                condition=Q(
                    pay_fen=F("fund_fen") + F("account_fen") - F("disallowed_fen"),
                    account_fen__gte=0,
                    disallowed_fen__lte=F("fund_fen"),
                ),
            ),
            models.CheckConstraint(
                name="clearing_paid_is_booked", condition=Q(paid_at__isnull=False) | Q(entry__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.institution_id}"


class Cleared(models.Model):
    """A settlement is in one clearing that stands; freed and kept as that is cancelled or its institution left out.

    Both are looked up by the statement that puts them, all at once; neither is ever deleted.
    """

    pk = models.CompositePrimaryKey("clearing_id", "settlement_id")
    clearing = models.ForeignKey(
        Clearing, on_delete=models.PROTECT, related_name="cleared", db_constraint=False, db_index=False
    )
    settlement = models.ForeignKey(
        Settlement, on_delete=models.PROTECT, related_name="cleared", db_constraint=False, db_index=False
    )
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["settlement"], condition=Q(freed_at__isnull=True), name="settlement_cleared_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} in {self.clearing_id}"


class ClearedFlag(models.Model):
    """What of a decided flag a clearing took off, or with a minus gave back as its settlement was taken back.

    Freed and kept as its settlement is."""

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="cleared")
    clearing = models.ForeignKey(Clearing, on_delete=models.PROTECT, related_name="cleared_flags")
    amount_fen = FenField()
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["flag"], condition=Q(amount_fen__gt=0, freed_at__isnull=True), name="flag_taken_off_once"
            ),
            models.UniqueConstraint(
                fields=["flag"], condition=Q(amount_fen__lt=0, freed_at__isnull=True), name="flag_given_back_once"
            ),
            models.CheckConstraint(name="flag_cleared_is_something", condition=~Q(amount_fen=0)),
        ]

    def __str__(self) -> str:
        return f"{self.flag_id} in {self.clearing_id}"
