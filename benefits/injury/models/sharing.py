"""Dependants' shares of the wage of who died (`sql/shares.sql`)."""

from django.db import models
from django.db.models import Q

from benefits.claims.models import Decision
from benefits.injury.models.finding import Injury
from siadmin.kernel.fields import FenField


class DependantShare(models.Model):
    """Who of a dead worker's dependants a decision granted a share, and of which wage. Append-only.

    Of no month do those of one injury draw more than the wage together, yearly adjustments apart (WIR 39).
    """

    injury = models.ForeignKey(Injury, on_delete=models.PROTECT, related_name="shares")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    wage_fen = FenField(help_text="The own wage of who died, a month.")
    is_spouse = models.BooleanField()
    is_alone = models.BooleanField(help_text="An orphan, or an elder without anybody else.")

    class Meta:
        constraints = [models.CheckConstraint(name="injury_share_of_a_wage", condition=Q(wage_fen__gt=0))]

    def __str__(self) -> str:
        return f"{self.injury_id} {self.decision_id}"
