"""Who is missing since an accident of work, and who came back (`sql/missing.sql`)."""

from django.db import models

from benefits.injury.models.finding import Injury
from siadmin.matters.models import Case


class Missing(models.Model):
    """Missing since an accident while away for work, or in rescue (WIR 41). Append-only."""

    injury = models.OneToOneField(Injury, on_delete=models.PROTECT, related_name="missing")
    since_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.injury_id} {self.since_on}"


class CameBack(models.Model):
    """Who was missing lives: what dependants draw ends, what was advanced comes back. Append-only."""

    missing = models.OneToOneField(Missing, on_delete=models.PROTECT, related_name="came_back")
    on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.missing_id} {self.on}"
