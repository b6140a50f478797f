"""Who is insured: employments, and insured periods per insurance. Periods of one insurance never overlap."""

import pghistory
from django.db import models
from django.db.models import F, Q

from enrollment.registry.models import Employer, Person
from siadmin.agency.insurances import SCHEMES, Insurance, ResidentScheme
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField

FLEXIBLE = "flexible"
RESIDENT = "resident"
# Medical insurance of who draws unemployment benefit: the unemployment fund pays it, month by month (SIL 48).
UNEMPLOYED = "unemployed"
# What people in flexible employment may join: no work injury, no maternity (SIL 10, 23, 33, 53).
FLEXIBLE_INSURANCES = [Insurance.PENSION.value, Insurance.MEDICAL.value, Insurance.UNEMPLOYMENT.value]


class WorkerKind(models.TextChoices):
    """What sort of worker: which insurances apply to it is dated data (`<insurance>.applies`)."""

    EMPLOYEE = "employee"
    OVER_AGE = "over_age"
    SECOND_EMPLOYER = "second_employer"


# Categories with rates of their own, where the law of a place has them; the ordinary one is "employee".
MEDICAL_TIER_TWO = "employee_tier2"
LOCAL_HOUSEHOLD = "employee_local_hukou"


class EndReason(models.TextChoices):
    """Why an employment ended; the involuntary ones open unemployment benefit (IMPL 13)."""

    CONTRACT_EXPIRED = "contract_expired"
    EMPLOYER_TERMINATED = "employer_terminated"
    AGREED_ON_EMPLOYERS_PROPOSAL = "agreed_on_employers_proposal"
    EMPLOYER_DISSOLVED = "employer_dissolved"
    FORCED_BY_EMPLOYERS_BREACH = "forced_by_employers_breach"
    DISMISSED_FOR_FAULT = "dismissed_for_fault"
    RESIGNED = "resigned"
    RETIRED = "retired"
    DIED = "died"
    MOVED_WITHIN_GROUP = "moved_within_group"
    OTHER = "other"


class LateCause(models.TextChoices):
    """Why somebody was insured later than the law allows (SIL 58)."""

    WORK_UNCLEAR = "work_unclear"
    PROBATION = "probation"
    PAPERS_MISSING = "papers_missing"
    INSURED_ELSEWHERE_STILL = "insured_elsewhere_still"
    PERSON_UNWILLING = "person_unwilling"
    FORGOTTEN = "forgotten"
    INSPECTION = "inspection"
    OTHER = "other"


INVOLUNTARY = {
    EndReason.CONTRACT_EXPIRED,
    EndReason.EMPLOYER_TERMINATED,
    EndReason.AGREED_ON_EMPLOYERS_PROPOSAL,
    EndReason.EMPLOYER_DISSOLVED,
    EndReason.FORCED_BY_EMPLOYERS_BREACH,
    EndReason.DISMISSED_FOR_FAULT,
}


@pghistory.track(model_name="EmploymentHistory")
class Employment(models.Model):
    """A person works for an employer from a day on.

    `reported_on` and `end_reported_on` are the days we were told; none where it was before we kept them. Why that was
    late is said once (SIL 58; the list of SIL 50).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="employments")
    kind = models.CharField(max_length=16, choices=WorkerKind.choices)
    medical_category = models.CharField(max_length=20, default="employee")
    pension_category = models.CharField(max_length=24, default="employee")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    end_reason = models.CharField(max_length=30, choices=EndReason.choices, blank=True)
    reported_on = models.DateField(null=True)
    late_because = models.CharField(max_length=24, choices=LateCause.choices, blank=True)
    late_note = models.CharField(max_length=200, blank=True)
    end_reported_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="employment_late_by_a_report",
                condition=Q(late_because="", late_note="") | (Q(reported_on__gt=F("starts_on")) & ~Q(late_because="")),
            ),
            models.CheckConstraint(
                name="employment_end_reported_has_an_end",
                condition=Q(end_reported_on__isnull=True) | Q(ends_before__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["person", "employer"], condition=Q(ends_before__isnull=True), name="employment_one_open"
            ),
            models.CheckConstraint(
                name="employment_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="employment_end_has_a_reason",
                condition=Q(ends_before__isnull=True, end_reason="")
                | (Q(ends_before__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "starts_on"], name="employment_roster"),
            models.Index(fields=["person", "starts_on"], name="employment_of_person"),
            models.Index(fields=["reported_on"], name="employment_reported"),
            models.Index(fields=["end_reported_on"], name="employment_end_reported"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.employer_id}"


class PeriodEnd(models.TextChoices):
    """Why insured months stopped. Suspended periods are resumed by a new one; whoever pays for themself stops."""

    LEFT = "left"
    STOPPED = "stopped"
    YEAR_OVER = "year_over"
    SUSPENDED = "suspended"
    CHANGED = "changed"
    RETIRED = "retired"
    DIED = "died"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), model_name="InsuredPeriodHistory")
class InsuredPeriod(models.Model):
    """Months in which a person is insured in one insurance through one employer (whole months, half-open).

    Without an employer the person pays for themself, on the terms that stand beside (`OwnTerms`; SIL 10, 20, 23, 25),
    or the unemployment fund pays for months that are over (category `UNEMPLOYED`; SIL 48): nobody is asked for those.
    No two periods of a person in one insurance overlap; work injury runs per employer (IMPL 9): the database refuses
    it. A period that ends where it begins holds no month: it was undone before it began, and stays on record. The
    history keeps what a change replaced.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="insured_periods")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="insured_periods")
    insurance = models.CharField(max_length=20, choices=SCHEMES)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    category = models.CharField(max_length=36, default="employee")
    from_month = MonthField()
    before_month = MonthField(null=True)
    ended_because = models.CharField(max_length=12, choices=PeriodEnd.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="insured_period_order",
                condition=Q(before_month__isnull=True) | Q(before_month__gte=F("from_month")),
            ),
            models.CheckConstraint(
                name="insured_period_end_has_a_reason",
                condition=Q(before_month__isnull=True, ended_because="")
                | (Q(before_month__isnull=False) & ~Q(ended_because="")),
            ),
            models.CheckConstraint(name="insured_from_whole_month", condition=Q(from_month__day=1)),
            models.CheckConstraint(
                name="insured_before_whole_month", condition=Q(before_month__isnull=True) | Q(before_month__day=1)
            ),
            models.CheckConstraint(
                name="insured_by_oneself_without_injury_and_maternity",
                condition=Q(employer__isnull=False) | ~Q(insurance__in=["injury", "maternity"]),
            ),
            models.CheckConstraint(
                name="insured_by_oneself_by_category",
                condition=Q(employer__isnull=True, category__startswith="flexible", insurance__in=FLEXIBLE_INSURANCES)
                | Q(employer__isnull=True, category__startswith="resident", insurance__in=ResidentScheme.values)
                | Q(
                    employer__isnull=True, category=UNEMPLOYED, insurance="medical_employee", before_month__isnull=False
                )
                | Q(employer__isnull=False) & ~Q(insurance__in=ResidentScheme.values),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "insurance", "from_month"], name="insured_of_person"),
            models.Index(fields=["employer", "person"], name="insured_by_employer"),
            models.Index(
                fields=["region", "insurance", "category"], name="insured_category", condition=~Q(category="employee")
            ),
            models.Index(fields=["region", "person"], name="insured_by_oneself", condition=Q(employer__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.insurance} {self.from_month}"

    @property
    def payer(self) -> int:
        """The employer's id, or the person's own below zero (`registry.payers`)."""
        return self.employer_id if self.employer_id is not None else -self.person_id


class OwnKind(models.TextChoices):
    """As what somebody pays for themself."""

    FLEXIBLE = "flexible"
    PENSION_RESIDENT = "pension_resident"
    MEDICAL_RESIDENT = "medical_resident"


class Rhythm(models.TextChoices):
    """For how many months at once somebody pays; a region may allow only some (`contribution.flexible_rhythm`)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), model_name="OwnTermsHistory")
class OwnTerms(models.Model):
    """The base somebody chose to pay on by themself, in which rhythm, from a month on; for residents the year's tier.

    Terms of one person and kind never overlap; a change ends the old ones and begins new ones.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="own_terms")
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=OwnKind.choices)
    base_fen = FenField(help_text="A base a month; for residents the tier of the year.")
    rhythm = models.CharField(max_length=12, choices=Rhythm.choices)
    category = models.CharField(max_length=36, default="flexible", help_text="Whom the law of a month distinguishes.")
    is_hard_to_place = models.BooleanField(default=False, help_text="Recognised by the employment service.")
    from_month = MonthField()
    before_month = MonthField(null=True)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="own_terms_order", condition=Q(before_month__isnull=True) | Q(before_month__gte=F("from_month"))
            ),
            models.CheckConstraint(
                name="own_terms_whole_months",
                condition=Q(from_month__day=1) & (Q(before_month__isnull=True) | Q(before_month__day=1)),
            ),
            models.CheckConstraint(  # so that 20% of it and 8% of it are whole fen, and nothing is rounded twice
                name="own_terms_whole_yuan", condition=Q(base_fen__gt=0) & Q(base_fen=F("base_fen") / 100 * 100)
            ),
            models.CheckConstraint(
                name="own_terms_of_residents_are_a_year",
                condition=Q(kind="flexible", category="flexible")
                | Q(
                    rhythm="yearly", before_month__isnull=False, is_hard_to_place=False, category__startswith="resident"
                )
                & ~Q(kind="flexible"),
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(before_month__isnull=True), name="own_terms_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "kind", "from_month"], name="own_terms_of_person"),
            models.Index(fields=["region", "kind", "from_month"], name="own_terms_of_region"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.from_month}"
