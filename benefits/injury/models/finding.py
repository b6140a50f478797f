"""Who applied, what the employer said, what was found, its grades (`sql/certification.sql`, `sql/appraisals.sql`)."""

from django.db import models
from django.db.models import F, Q

from benefits.injury.rules.appraising import NURSING
from benefits.injury.rules.grounds import CLAIMED, OUTCOME_OF, Applicant, Ground, Outcome
from contributions.projects.models import Project
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import MonthField
from siadmin.letters.models import Issued
from siadmin.matters.models import Case


def _choices(kinds: type[Applicant] | type[Ground] | type[Outcome]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kinds]


def _leading_to(outcome: Outcome) -> list[str]:
    return [str(ground) for ground, following in OUTCOME_OF.items() if following == outcome]


class Application(models.Model):
    """An application to certify an injury that was accepted (WIR 17, 18; WIC 8). Append-only.

    `is_late`: the employer applied after its days; costs of until then are its own. `was_insured`: it had insured the
    person by that day, or the construction project on whose site it happened was insured (SPI 3). `answer_by`: until
    when it may say what it has to say; none where it applied itself.
    """

    number = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="injury_applications")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="injury_applications")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    applicant = models.CharField(max_length=8, choices=_choices(Applicant))
    applied_on = models.DateField()
    happened_on = models.DateField(help_text="Of a disease the day of its diagnosis.")
    ground = models.CharField(max_length=16, choices=[(each.value, each.value) for each in CLAIMED])
    is_undisputed = models.BooleanField()
    is_late = models.BooleanField()
    was_insured = models.BooleanField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "employer", "happened_on"], name="injury_applied_for_once"),
            models.CheckConstraint(
                name="injury_employer_is_asked_or_applied",
                condition=Q(applicant="employer", answer_by__isnull=True)
                | ~Q(applicant="employer") & Q(answer_by__isnull=False, is_late=False),
            ),
            models.CheckConstraint(name="injury_before_its_application", condition=Q(applied_on__gte=F("happened_on"))),
        ]

    def __str__(self) -> str:
        return self.number


class Statement(models.Model):
    """What the employer says of an application by others: the burden of proof is its own (WIR 19). Append-only."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="statement")
    agrees = models.BooleanField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application_id} agrees: {self.agrees}"


class Certification(models.Model):
    """What was decided upon an application, by which ground, in writing to both (WIR 20; WIC 19). Append-only.

    `is_silent`: the employer proved nothing in its days; it rests on the worker's evidence (WIR 19).
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="certification")
    outcome = models.CharField(max_length=13, choices=_choices(Outcome))
    ground = models.CharField(max_length=16, choices=_choices(Ground))
    is_silent = models.BooleanField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    employer_letter = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="injury_outcome_of_its_ground",
                condition=Q(outcome="certified", ground__in=[*_leading_to(Outcome.CERTIFIED)])
                | Q(outcome="treated_as", ground__in=[*_leading_to(Outcome.TREATED_AS)])
                | Q(outcome="not_certified", ground__in=[*_leading_to(Outcome.NOT_CERTIFIED)]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.outcome}"


class Injury(models.Model):
    """An injury of work as it was found: what benefits are claimed for. Append-only.

    `project`: it happened on the site of that construction project.
    """

    number = models.CharField(max_length=12, unique=True)
    certification = models.OneToOneField(Certification, on_delete=models.PROTECT, related_name="injury")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="injuries")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="injuries")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", help_text="Whose fund pays.")
    happened_on = models.DateField()
    was_insured = models.BooleanField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="injuries")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "employer", "happened_on"], name="injury_once"),
        ]

    def __str__(self) -> str:
        return self.number


class AppraisalKind(models.TextChoices):
    """The first; asked for again against a conclusion; a review a year later (WIR 23, 26, 28)."""

    FIRST = "first"
    AGAIN = "again"
    REVIEW = "review"


class Appraisal(models.Model):
    """What an appraisal committee concluded: the grade of disability, how far nursing is needed. Append-only.

    It counts from `final_from` on: once nobody asked again in the days given, or at once where it is the last word.
    Monthly benefits go from `from_month` on: the month after the conclusion, or after the one that was asked against.
    """

    injury = models.ForeignKey(Injury, on_delete=models.PROTECT, related_name="appraisals")
    kind = models.CharField(max_length=6, choices=AppraisalKind.choices)
    grade = models.SmallIntegerField(null=True, help_text="1, the worst, to 10; none: no grade.")
    nursing = models.CharField(max_length=4, choices=[(each, each) for each in NURSING], blank=True)
    committee = models.CharField(max_length=80)
    document = models.CharField(max_length=40)
    concluded_on = models.DateField()
    delivered_on = models.DateField()
    final_from = models.DateField()
    from_month = MonthField()
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["injury"], condition=Q(kind="first"), name="injury_appraised_first_once"),
            models.UniqueConstraint(fields=["committee", "document"], name="injury_conclusion_once"),
            models.CheckConstraint(
                name="injury_grade", condition=Q(grade__isnull=True) | Q(grade__gte=1, grade__lte=10)
            ),
            models.CheckConstraint(
                name="injury_appraisal_days",
                condition=Q(delivered_on__gte=F("concluded_on"), final_from__gte=F("delivered_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.injury_id} grade {self.grade}"
