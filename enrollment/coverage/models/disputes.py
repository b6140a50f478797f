"""A month somebody disputes: the case is `matters`', the employer's side and what follows are here."""

from django.db import models
from django.db.models import F, Q

from enrollment.coverage.models.registers import choices
from enrollment.coverage.rules.kinds import Answer, Claim
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Document, User
from siadmin.kernel.fields import EncryptedTextField, MonthField
from siadmin.matters.models import Case


class Dispute(models.Model):
    """Which months, which employer, what it answered by when, and what was ordered (SIL 4, 58, 60, 63, 82)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="dispute")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disputes")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="disputes")
    claim = models.CharField(max_length=12, choices=choices(Claim))
    from_month = MonthField()
    before_month = MonthField()
    answer_due_on = models.DateField()
    answer_basis = models.CharField(max_length=400)
    answer = models.CharField(max_length=8, choices=choices(Answer), blank=True)
    answer_words = EncryptedTextField(null=True)
    answer_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ordered_on = models.DateField(null=True)
    comply_by = models.DateField(null=True)
    order_basis = models.CharField(max_length=400, blank=True)
    put_right_on = models.DateField(null=True, help_text="Since when the order is followed.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="dispute_months", condition=Q(before_month__gt=F("from_month"))),
            models.CheckConstraint(
                name="dispute_answered_by_somebody",
                condition=Q(
                    answer="",
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                    answer_words__isnull=True,
                    answer_document__isnull=True,
                )
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="dispute_order_has_a_day",
                condition=Q(ordered_on__isnull=True, comply_by__isnull=True, order_basis="")
                | (Q(ordered_on__isnull=False, comply_by__gt=F("ordered_on")) & ~Q(order_basis="")),
            ),
            models.CheckConstraint(
                name="dispute_put_right_after_order",
                condition=Q(put_right_on__isnull=True) | Q(ordered_on__isnull=False, put_right_on__gte=F("ordered_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "answer_due_on"], name="dispute_of_employer"),
            models.Index(
                fields=["comply_by"],
                name="dispute_orders",
                condition=Q(ordered_on__isnull=False, put_right_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.from_month}"
