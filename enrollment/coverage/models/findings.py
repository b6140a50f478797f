"""Who should be insured and is not, what was done about it, and how many that are by place and month."""

from django.db import models
from django.db.models import F, Q

from enrollment.coverage.models.registers import Known, choices
from enrollment.coverage.rules.kinds import FINAL, WITH_EVIDENCE, Channel, Closed, Kind, Result
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Document, Region, User
from siadmin.kernel.fields import EncryptedTextField, MonthField


class Finding(models.Model):
    """One gap of one person, opened and closed by the monthly scan, or closed by somebody's work.

    `facts` stands for what it rests on: with the same facts, what was worked does not come back.
    """

    kind = models.CharField(max_length=12, choices=choices(Kind))
    known = models.ForeignKey(Known, on_delete=models.PROTECT, null=True, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="findings")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="findings")
    credit_code = models.CharField(max_length=18, blank=True, help_text="Who pays wages without insuring.")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    pool = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    is_must = models.BooleanField(help_text="Insurance is an obligation; otherwise an offer.")
    since_month = MonthField()
    months = models.IntegerField()
    weight = models.IntegerField()
    facts = models.CharField(max_length=32)
    opened_in = MonthField()
    opened_at = models.DateTimeField()
    seen_in = MonthField()
    closed_in = MonthField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=10, choices=choices(Closed), blank=True)
    result = models.CharField(max_length=20, choices=choices(Result), blank=True)
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    next_on = models.DateField(null=True)
    version = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["known"], condition=Q(kind="missing", closed_at__isnull=True), name="finding_missing_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=~Q(kind="missing") & Q(closed_at__isnull=True),
                name="finding_open_once",
            ),
            models.CheckConstraint(
                name="finding_is_about_somebody",
                condition=Q(kind="missing", known__isnull=False) | (~Q(kind="missing") & Q(person__isnull=False)),
            ),
            models.CheckConstraint(
                name="finding_interrupted_is_owed_by_an_employer",
                condition=~Q(kind="interrupted")
                | Q(employer__isnull=False, is_must=True)
                | Q(employer__isnull=True, is_must=False),
            ),
            models.CheckConstraint(
                name="finding_closed_says_why",
                condition=Q(closed_at__isnull=True, closed_in__isnull=True, closed_because="")
                | (Q(closed_at__isnull=False, closed_in__isnull=False) & ~Q(closed_because="")),
            ),
            models.CheckConstraint(
                name="finding_worked_to_an_end",
                condition=Q(closed_because="worked", result__in=sorted(FINAL))
                | (~Q(closed_because="worked") & ~Q(result__in=sorted(FINAL))),
            ),
            models.CheckConstraint(
                name="finding_refused_only_where_voluntary", condition=~Q(result="refuses", is_must=True)
            ),
            models.CheckConstraint(name="finding_months", condition=Q(months__gte=1, since_month__lte=F("seen_in"))),
        ]
        indexes = [
            models.Index(fields=["pool", "-weight", "id"], name="finding_queue", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["region"], name="finding_place", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["assigned_to", "next_on"], name="finding_mine", condition=Q(closed_at__isnull=True)),
            models.Index(fields=["known", "-id"], name="finding_of_known"),
            models.Index(fields=["person", "-id"], name="finding_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def whose(self) -> Person | Known:
        """The registered person, else whom the register knows; both have name, sex and birth."""
        found = self.person or self.known
        assert found is not None
        return found


class Contact(models.Model):
    """One attempt to reach somebody, and what came of it. Append-only."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="contacts")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=choices(Channel))
    result = models.CharField(max_length=20, choices=choices(Result))
    note = EncryptedTextField(null=True)
    next_on = models.DateField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_goes_on_or_ends",
                condition=Q(result__in=sorted(FINAL), next_on__isnull=True)
                | (~Q(result__in=sorted(FINAL)) & Q(next_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="contact_with_evidence",
                condition=~Q(result__in=sorted(WITH_EVIDENCE)) | Q(document__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["finding", "id"], name="contact_order")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.result}"


class Rate(models.Model):
    """How many of a place are insured in a month, and how many are not who should be; places below are included."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    pool = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    insured = models.IntegerField()
    missing = models.IntegerField()
    lapsed = models.IntegerField()
    interrupted = models.IntegerField(help_text="These are among the insured.")
    must = models.IntegerField(help_text="Of the missing and lapsed, who must be insured.")
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "month", "region"], name="rate_once"),
            models.CheckConstraint(
                name="rate_counts",
                condition=Q(insured__gte=0, missing__gte=0, lapsed__gte=0, must__gte=0, interrupted__gte=0)
                & Q(must__lte=F("missing") + F("lapsed")),
            ),
        ]
        indexes = [models.Index(fields=["region", "month"], name="rate_of_region")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.month}"
