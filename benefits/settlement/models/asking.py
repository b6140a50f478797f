"""How often a program asked on a day who somebody is insured as."""

from django.db import models
from django.db.models import Q

from benefits.providers.models import ProviderClient


class Asked(models.Model):
    """One row a program and day; whom it asked about is on the trail."""

    client = models.ForeignKey(ProviderClient, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    times = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "day"], name="asked_of_day"),
            models.CheckConstraint(name="asked_at_all", condition=Q(times__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.day}: {self.times}"
