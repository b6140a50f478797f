"""Benefits in payment that rise together by one measure of the law: reckoned, looked at, approved, put in payment."""

from django.db import models
from django.db.models import F, Q

from benefits.payments.models.paying import Entitlement
from benefits.payments.rules.rising import RiseState
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.models import Run


class Rise(models.Model):
    """One measure at one place: what it brings everybody is reckoned first, and paid once another person approved it.

    `run` reckons, `put_run` puts in payment. One that was cancelled stays on record. Once it is done, a supplement of
    the same law may follow for benefits granted since; none rises twice by a measure of a month (`sql/rises.sql`).
    """

    number = models.CharField(max_length=12, unique=True)
    measure = models.CharField(max_length=30)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    fund = models.CharField(max_length=20, choices=Fund.choices)
    component = models.CharField(max_length=30)
    from_month = MonthField()
    sequence = models.SmallIntegerField(default=0, help_text="0: the first; then supplements.")
    law = models.JSONField(help_text="Every value it was reckoned by, with its source.")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="reckons")
    put_run = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="puts")
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in RiseState], default=RiseState.RECKONING
    )
    version = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    month_fen = FenField(default=0, help_text="More a month, everybody together.")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_eyes = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_eyes = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "measure", "from_month", "sequence"],
                name="rise_once",
                condition=~Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="rise_four_eyes", condition=Q(approved_eyes="") | ~Q(approved_eyes=F("opened_eyes"))
            ),
            models.CheckConstraint(
                name="rise_approved_by_state",
                condition=Q(state__in=["reckoning", "checking", "cancelled"], approved_by__isnull=True, put_run=None)
                | Q(state__in=["approved", "done"], approved_by__isnull=False, put_run__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RiseLine(models.Model):
    """What one benefit rises by each month, and what that was reckoned from. Append-only."""

    rise = models.ForeignKey(Rise, on_delete=models.PROTECT, related_name="lines")
    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="rises")
    from_month = MonthField(help_text="From which month this benefit is due more; not before the rise itself.")
    before_month = MonthField(null=True, help_text="The first month without it, where all it is of ends by then.")
    before_fen = FenField(help_text="A month, before it.")
    amount_fen = FenField(help_text="More a month.")
    told = models.JSONField(help_text="The facts, as the measure names them.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rise", "entitlement"], name="rise_line_once"),
            models.CheckConstraint(name="rise_line_pays", condition=Q(before_fen__gt=0, amount_fen__gt=0)),
            models.CheckConstraint(
                name="rise_line_months",
                condition=Q(before_month__isnull=True) | Q(before_month__gt=F("from_month")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rise_id} {self.entitlement_id}"
