"""What a run was to pay a person and never will, because a benefit in it had ended."""

from django.db import models

from benefits.payments.models.paying import Ending, PaymentRun
from enrollment.registry.models import Person


class GivenUp(models.Model):
    """A benefit in what a run was to pay the person has ended, and the money did not arrive (REG 25, 46). Append-only.

    Nothing of it counts as paid any more: what else was in it is due again, and what was set off of it is owed again.
    """

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="given_up")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ending = models.ForeignKey(Ending, on_delete=models.PROTECT, related_name="+")
    given_up_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="given_up_once")]
        indexes = [models.Index(fields=["person"], name="given_up_of_person")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.person_id}"
