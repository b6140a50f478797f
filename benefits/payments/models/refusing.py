"""Suitable work or training that somebody who draws a benefit turned down, as it was recorded (SIL 51(5))."""

from django.db import models
from django.db.models import Q

from benefits.payments.models.paying import Entitlement
from siadmin.matters.models import Case


class RefusedOffer(models.Model):
    """One offer turned down without a good reason: when, by whom it was made, what it was. Append-only.

    How many of them speak against a benefit the law of the place says; none stops it by itself.
    """

    entitlement = models.ForeignKey(Entitlement, on_delete=models.PROTECT, related_name="refused_offers")
    refused_on = models.DateField()
    offered_by = models.CharField(max_length=120)
    offered = models.CharField(max_length=300)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="refused_offer_says_what", condition=~Q(offered_by="") & ~Q(offered="")),
            models.UniqueConstraint(fields=["entitlement", "refused_on", "offered_by"], name="refused_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entitlement_id} {self.refused_on}"
