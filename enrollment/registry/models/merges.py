"""Records of one natural person: which are merged, which may be, and what was answered about those."""

from django.db import models
from django.db.models import F, Q

from enrollment.registry.models.people import Person
from siadmin.agency.models import NumberLink, User
from siadmin.kernel.fields import MonthField
from siadmin.matters.models import Case


class Merge(models.Model):
    """A record is of the same natural person as another, until that is undone; each by a case of its own.

    No row of either record changes: what is read of a person is read of all their records (ADR 0013). One step only:
    what was merged is not merged into, and months insured by both from `from_month` on are refused.
    """

    record = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_in")
    from_month = MonthField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="merge")
    merged_at = models.DateTimeField()
    link = models.ForeignKey(
        NumberLink, on_delete=models.PROTECT, null=True, related_name="+", help_text="None: they were of one already."
    )
    undone_by = models.OneToOneField(Case, on_delete=models.PROTECT, null=True, related_name="unmerge")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record"], condition=Q(undone_at__isnull=True), name="merge_once"),
            models.CheckConstraint(name="merge_of_two", condition=~Q(record=F("into"))),
            models.CheckConstraint(
                name="merge_undone_by_a_case",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__gte=F("merged_at"), undone_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["into"], name="merge_into")]

    def __str__(self) -> str:
        return f"{self.record_id} is {self.into_id}"


class Verdict(models.TextChoices):
    """What was found out about two records that are alike."""

    SAME = "same"
    DIFFERENT = "different"


class Likeness(models.Model):
    """Two records that may be of one natural person, and why; answered once, and then not asked again."""

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signs = models.CharField(max_length=120, help_text="Codes of `rules.alike.Sign`, by spaces.")
    weight = models.SmallIntegerField()
    found_at = models.DateTimeField()
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once"),
            models.CheckConstraint(name="likeness_in_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(
                name="likeness_answered_by_somebody",
                condition=Q(verdict="", reason="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(verdict="") & ~Q(reason="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["-weight", "id"], name="likeness_open", condition=Q(verdict="")),
            models.Index(fields=["other"], name="likeness_other"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ~ {self.other_id}"
