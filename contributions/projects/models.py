"""Construction projects insured against work injury by their total cost: all who work on the site, nobody by name."""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Bill
from enrollment.registry.models import Employer
from siadmin.agency.models import Region
from siadmin.kernel.fields import FenField
from siadmin.matters.models import Case

MOST_FEN = 5_000_000_000_000
_MILLION = 1_000_000


class Project(models.Model):
    """A project as its general contractor registered it, and what it pays for it, once (SPI 3). Append-only.

    It is insured from `starts_on` if its bill is paid by then, else from the day the money for it came; until the end
    of its newest term.
    """

    number = models.CharField(max_length=12, unique=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="projects", help_text="The general contractor, who pays."
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", help_text="Whose fund it is.")
    site = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", help_text="The county it is built in, or a place below it."
    )
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200)
    permit = models.CharField(max_length=60, unique=True, help_text="Number of the construction permit.")
    cost_fen = FenField()
    rate_ppm = models.IntegerField(help_text="Of the total cost, in parts per million, as the law of the day had it.")
    premium_fen = FenField()
    starts_on = models.DateField(help_text="Planned; the site is insured from it on if it is paid.")
    bill = models.OneToOneField(Bill, on_delete=models.PROTECT, related_name="project")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_cost", condition=Q(cost_fen__gt=0, cost_fen__lte=MOST_FEN)),
            models.CheckConstraint(name="project_rate", condition=Q(rate_ppm__gt=0, rate_ppm__lt=_MILLION)),
            models.CheckConstraint(
                name="project_premium_of_its_cost",
                condition=Q(premium_fen=(F("cost_fen") * F("rate_ppm") + _MILLION // 2) / _MILLION, premium_fen__gt=0),
            ),
        ]
        indexes = [models.Index(fields=["region", "-id"], name="project_of_region")]

    def __str__(self) -> str:
        return self.number


class CostChange(models.Model):
    """The total cost of a project as its contract has it since a day; the newest row has it. Append-only.

    By the project's own rate: what it comes to more or less is billed beside the first bill, with it. None where that
    is nothing.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="changes")
    cost_fen = FenField()
    premium_fen = FenField(help_text="Of the whole cost.")
    bill = models.OneToOneField(Bill, on_delete=models.PROTECT, null=True, related_name="project_change")
    changed_on = models.DateField(help_text="The day of the contract or settlement that says it.")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_changed_cost", condition=Q(cost_fen__gt=0, cost_fen__lte=MOST_FEN)),
            models.CheckConstraint(name="project_changed_premium", condition=Q(premium_fen__gt=0)),
        ]
        indexes = [models.Index(fields=["project", "-id"], name="project_change_newest")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.cost_fen}"


class TermKind(models.TextChoices):
    """As it was registered; longer, filed before its end; ended, planned or not."""

    PLANNED = "planned"
    EXTENDED = "extended"
    ENDED = "ended"


class Term(models.Model):
    """Until when a project is insured, as it was filed on a day; the newest row has it. Append-only."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=8, choices=TermKind.choices)
    last_on = models.DateField(help_text="The last insured day.")
    filed_on = models.DateField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_term_kind", condition=Q(kind__in=TermKind.values)),
            models.UniqueConstraint(fields=["project"], condition=Q(kind="planned"), name="project_planned_once"),
            models.UniqueConstraint(fields=["project"], condition=Q(kind="ended"), name="project_ends_once"),
        ]
        indexes = [models.Index(fields=["project", "-id"], name="project_term_newest")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.kind} {self.last_on}"
