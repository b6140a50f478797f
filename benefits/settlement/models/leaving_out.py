"""Institutions that a clearing does not pay: left out of it, waiting for the next, held until somebody lets them go."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models import Institution
from benefits.settlement.models.clearing import Clearing, ClearingRun
from benefits.settlement.rules.clearing import Stop
from siadmin.agency.insurances import Fund
from siadmin.agency.models import User
from siadmin.kernel.fields import FenField

STOPS = [(each.value, each.value) for each in Stop]


class LeftOut(models.Model):
    """An institution was taken out of a clearing before it was paid: why, by whom. Append-only.

    What it had there is free for a later one.
    """

    clearing = models.OneToOneField(Clearing, on_delete=models.PROTECT, primary_key=True, related_name="left_out")
    because = models.CharField(max_length=10, choices=STOPS, help_text="What stood against paying it just then.")
    reason = models.CharField(max_length=500)
    left_out_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    left_out_eyes = models.CharField(max_length=64)
    left_out_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="left_out_says_why", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.clearing_id} {self.because}"


class Waiting(models.Model):
    """What a clearing found of an institution and did not take in: it owes, or something stops it. Append-only.

    It is found again by the next.
    """

    run = models.ForeignKey(ClearingRun, on_delete=models.PROTECT, related_name="waiting")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=10, choices=STOPS)
    settlements = models.IntegerField()
    fund_fen = FenField()
    account_fen = FenField()
    disallowed_fen = FenField()
    due_fen = FenField(help_text="Below nought: it owes that much.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "institution"], name="waiting_once_a_run"),
            models.CheckConstraint(
                name="waiting_adds_up", condition=Q(due_fen=F("fund_fen") + F("account_fen") - F("disallowed_fen"))
            ),
            models.CheckConstraint(
                name="waiting_owes_below_nought",
                condition=~Q(because="owes") | Q(fund_fen__lt=F("disallowed_fen")) | Q(account_fen__lt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.institution_id} {self.because}"

    @property
    def owed_fen(self) -> int:
        return max(0, -self.due_fen)


class ClearingHold(models.Model):
    """By somebody's word an institution is in no clearing of a fund, until another lets it go."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="clearing_holds")
    fund = models.CharField(max_length=20, choices=Fund.choices)
    reason = models.CharField(max_length=500)
    held_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_eyes = models.CharField(max_length=64)
    held_at = models.DateTimeField()
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_eyes = models.CharField(max_length=64, blank=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "fund"], condition=Q(lifted_at__isnull=True), name="clearing_held_once"
            ),
            models.CheckConstraint(name="clearing_hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="clearing_hold_lifted_by_another",
                condition=Q(lifted_by__isnull=True, lifted_eyes="", lifted_at__isnull=True, lifted_reason="")
                | Q(lifted_by__isnull=False, lifted_at__isnull=False)
                & ~Q(lifted_eyes="")
                & ~Q(lifted_reason="")
                & ~Q(lifted_eyes=F("held_eyes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.fund}"
