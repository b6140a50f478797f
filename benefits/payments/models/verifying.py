"""What is suspected is verified: the person confirms, signed in; or an office, or a clerk there, finds out (REG 26)."""

from django.db import models
from django.db.models import F, Q

from benefits.payments.models.paying import Suspicion
from benefits.payments.rules.entrusting import Directly, Finding, Way
from siadmin.agency.models import Document, Office, User
from siadmin.kernel.fields import EncryptedTextField


class Verification(models.Model):
    """Asked once of a suspicion, by whom, until when; answered once, by the person. It closes nothing by itself."""

    suspicion = models.OneToOneField(Suspicion, on_delete=models.PROTECT, related_name="verification")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    law = models.CharField(max_length=300, help_text="What the term rests on.")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    visit_wished_at = models.DateTimeField(null=True, help_text="Rather than to confirm, they wish to be visited.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="verification_answered_by_somebody",
                condition=Q(answered_by__isnull=True, answered_at__isnull=True)
                | Q(answered_by__isnull=False, answered_at__gte=F("asked_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.suspicion_id} {self.due_on}"


class Entrustment(models.Model):
    """A suspicion is given to an office, or to a clerk who goes there, with a day; what was found is reported once.

    `directly`: why self-service was not waited for. It costs the person nothing (REG 30) and closes nothing by itself.
    """

    suspicion = models.ForeignKey(Suspicion, on_delete=models.PROTECT, related_name="entrustments")
    way = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Way])
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    visitor = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who goes there."
    )
    partner = models.CharField(max_length=120, blank=True, help_text="Whom the office has check: a village committee.")
    directly = models.CharField(max_length=14, blank=True, choices=[(each.value, each.value) for each in Directly])
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    law = models.CharField(max_length=300, help_text="What the term rests on.")
    visited_on = models.DateField(null=True)
    finding = models.CharField(max_length=12, blank=True, choices=[(each.value, each.value) for each in Finding])
    found = models.CharField(max_length=500, blank=True)
    statement = EncryptedTextField(null=True, help_text="What the person said to it.")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suspicion"], name="entrustment_open_once", condition=Q(reported_at__isnull=True)
            ),
            models.CheckConstraint(
                name="entrustment_visitor_goes",
                condition=Q(way="visited", visitor__isnull=False, partner="")
                | Q(way="entrusted", visitor__isnull=True),
            ),
            models.CheckConstraint(
                name="entrustment_reported_whole",
                condition=Q(
                    finding="", found="", visited_on__isnull=True, statement__isnull=True, document__isnull=True,
                    reported_by__isnull=True, reported_at__isnull=True,
                )
                | ~Q(finding="") & ~Q(found="") & Q(reported_by__isnull=False, reported_at__gte=F("asked_at"))
                & (Q(finding="taken_back") | Q(visited_on__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.suspicion_id} {self.way} {self.due_on}"
