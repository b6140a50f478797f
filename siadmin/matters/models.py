"""Cases: what somebody asked for, what they told, who signed which step, and who stands in for whom.

The triggers in `sql/guards.sql` keep what constraints cannot say.
"""

import json
from typing import Any

from django.db import models
from django.db.models import F, Q

from siadmin.agency.models import Document, Office, Region, User
from siadmin.kernel.fields import EncryptedTextField, HashField
from siadmin.kernel.language import Words, chosen
from siadmin.matters.rules import (
    DECIDED,
    FOUR_EYES,
    MOST_HANDS,
    OPEN,
    VISIT_OPEN,
    Act,
    LimitUnit,
    Risk,
    State,
    VisitState,
)


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kinds]


WAITS_FOR_APPLICANT = Words("待申请人补正", "waits for the applicant")
CORRECTION_LAW = Words(
    "参照行政许可法第32条（一次告知需要补正的全部内容）",
    "after art. 32 of the Administrative Licensing Law: all that is missing is told at once",
)


class Channel(models.TextChoices):
    """By which way it came (REG 29, 30)."""

    COUNTER = "counter"
    WEBSITE = "website"
    MOBILE = "mobile"
    TERMINAL = "terminal"
    HOME_VISIT = "home_visit"


class AppliedBy(models.TextChoices):
    """Who asked: the person themselves, a recorded agent (REG 30), an employer, or the agency of its own accord."""

    SELF = "self"
    AGENT = "agent"
    EMPLOYER = "employer"
    AGENCY = "agency"


class Case(models.Model):
    """One matter asked for, from receipt to decision. Line and region are its office's."""

    number = models.CharField(max_length=12, unique=True, help_text="Public and opaque, such as C7K2M-9Q4XA.")
    matter = models.CharField(max_length=30)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="cases")
    subject_kind = models.CharField(max_length=12, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    applied_by = models.CharField(max_length=10, choices=AppliedBy.choices)
    agent = EncryptedTextField(null=True)
    agent_number = models.CharField(max_length=12, blank=True, help_text="Of a person's recorded agent (REG 30).")
    mandate = models.CharField(max_length=12, blank=True, help_text="By which they act.")
    state = models.CharField(max_length=10, choices=_choices(State), default=State.RECEIVED)
    round = models.SmallIntegerField(default=1)
    version = models.IntegerField(default=0)
    facts_version = models.SmallIntegerField(default=1)
    facts_hash = HashField()
    risk = models.CharField(max_length=6, choices=_choices(Risk))
    hands = models.SmallIntegerField()
    limit_days = models.SmallIntegerField()
    limit_unit = models.CharField(max_length=12, choices=_choices(LimitUnit), default=LimitUnit.WORKING_DAYS)
    limit_basis = models.CharField(max_length=400)
    counted_from = models.DateField(help_text="The day of receipt, or of reopening; itself not counted.")
    due_on = models.DateField()
    calendar_is_provisional = models.BooleanField()
    stopped_on = models.DateField(null=True)
    stopped_because = models.CharField(max_length=500, blank=True)
    stopped_law = models.CharField(max_length=200, blank=True)
    stopped_days = models.SmallIntegerField(default=0, help_text="Of stops that have ended, as the limit counts.")
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    outcome = EncryptedTextField(null=True)
    changed = EncryptedTextField(null=True, help_text="What carrying out changed, old and new, as JSON.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="case_open_once",
                fields=["matter", "subject_kind", "subject", "facts_hash"],
                condition=Q(state__in=[*OPEN]),
            ),
            models.CheckConstraint(name="case_hands", condition=Q(hands__gte=1, hands__lte=MOST_HANDS)),
            models.CheckConstraint(name="case_limit", condition=Q(limit_days__gte=1) & ~Q(limit_basis="")),
            models.CheckConstraint(
                name="case_decided_has_a_day",
                condition=Q(state__in=[*DECIDED], decided_at__isnull=False)
                | (~Q(state__in=[*DECIDED]) & Q(decided_at__isnull=True)),
            ),
            models.CheckConstraint(name="case_refused_says_why", condition=~Q(state="refused", reason="")),
            models.CheckConstraint(
                name="case_stopped_says_why",
                condition=Q(stopped_on__isnull=True, stopped_because="", stopped_law="")
                | (Q(stopped_on__isnull=False) & ~Q(stopped_because="") & ~Q(stopped_law="")),
            ),
            models.CheckConstraint(
                name="case_correcting_stands_still", condition=~Q(state="correcting", stopped_on__isnull=True)
            ),
            models.CheckConstraint(
                name="case_names_its_agent",
                condition=Q(applied_by="agent", agent__isnull=False) | (~Q(applied_by="agent") & Q(agent__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="case_queue", condition=Q(state__in=[*OPEN])),
            models.Index(fields=["subject_kind", "subject", "-received_at"], name="case_subject"),
            models.Index(fields=["assigned_to"], name="case_assigned", condition=Q(state__in=[*OPEN])),
        ]

    @property
    def said(self) -> str:
        """What came of it, in the reader's language."""
        zh, _, en = (self.outcome or "").partition("\n")
        return chosen(zh=zh, en=en or zh)

    def __str__(self) -> str:
        return self.number

    @property
    def line(self) -> str:
        return self.office.line

    @property
    def region(self) -> Region:
        return self.office.region

    @property
    def stands_because(self) -> Words | str:
        """Why the clock stands, in the reader's language where the portal itself says it; empty while it runs."""
        return WAITS_FOR_APPLICANT if self.state == State.CORRECTING else self.stopped_because

    @property
    def stands_by(self) -> Words | str:
        """By which law it stands, likewise."""
        return CORRECTION_LAW if self.state == State.CORRECTING else self.stopped_law

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Facts(models.Model):
    """What was told, one version after another; none is changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="told")
    version = models.SmallIntegerField()
    content = EncryptedTextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="facts_version_once")]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"

    @property
    def facts(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.content)
        return told


class Step(models.Model):
    """One thing that was done with a case, by which natural person, on which facts. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    round = models.SmallIntegerField()
    act = models.CharField(max_length=14, choices=_choices(Act))
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", help_text="Null: the system.")
    eyes = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=2000, blank=True)
    facts_version = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=_choices(State))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="step_four_eyes", fields=["case", "round", "eyes"], condition=Q(act__in=[*FOUR_EYES])
            ),
            models.UniqueConstraint(
                name="step_correction_asked_once", fields=["case"], condition=Q(act="ask_correction")
            ),
            models.CheckConstraint(
                name="step_signed_by_someone", condition=~Q(act__in=[*FOUR_EYES, "reopen"], by__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="step_order")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.act}"

    @property
    def person(self) -> str:
        """Who did it, as `User.eyes` names them today: under whichever number; empty for the system."""
        return self.by.eyes if self.by else ""


class CasePaper(models.Model):
    """A paper of a case: the file that was sent, or the note that the original was seen at the counter."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    code = models.CharField(max_length=30)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    seen_original = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_sent_or_seen", condition=Q(document__isnull=False) | Q(seen_original=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class VisitReason(models.TextChoices):
    """Why somebody is served at home (REG 30)."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    ILL = "ill"
    OTHER = "other"


class AskedBy(models.TextChoices):
    PHONE = "phone"
    AGENT = "agent"
    VILLAGE = "village"
    COUNTER = "counter"


class VisitOutcome(models.TextChoices):
    """What came of it. Where nobody was met, another day is planned."""

    PAPERS_TAKEN = "papers_taken"
    EXPLAINED = "explained"
    NOT_WANTED = "not_wanted"
    NOT_MET = "not_met"


class Visit(models.Model):
    """A work order: somebody is served at home (REG 30). Who went there does not decide the case alone."""

    number = models.CharField(max_length=12, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="visits")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="visits")
    subject = models.CharField(max_length=12, help_text="Our number of the person.")
    wish = models.CharField(max_length=200, help_text="What they want done, in their words.")
    reason = models.CharField(max_length=10, choices=VisitReason.choices)
    asked_by = models.CharField(max_length=10, choices=AskedBy.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    place = EncryptedTextField()
    phone = EncryptedTextField(null=True)
    state = models.CharField(max_length=10, choices=_choices(VisitState), default=VisitState.ASKED)
    version = models.IntegerField(default=0)
    tries = models.SmallIntegerField(default=0)
    due_on = models.DateField(help_text="By when somebody has been there.")
    planned_on = models.DateField(null=True)
    from_time = models.TimeField(null=True)
    until_time = models.TimeField(null=True)
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=14, choices=VisitOutcome.choices, blank=True)
    note = EncryptedTextField(null=True)
    visited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    visited_at = models.DateTimeField(null=True)
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=[*VISIT_OPEN]), name="visit_of_a_case_once"),
            models.CheckConstraint(
                name="visit_planned_is_whole",
                condition=~Q(state="planned")
                | Q(
                    planned_on__isnull=False,
                    assigned_to__isnull=False,
                    from_time__isnull=False,
                    until_time__gt=F("from_time"),
                ),
            ),
            models.CheckConstraint(
                name="visit_done_has_its_outcome",
                condition=Q(state="done", visited_by__isnull=False, visited_at__isnull=False)
                & ~Q(outcome__in=["", "not_met"])
                | ~Q(state="done") & Q(visited_by__isnull=True, visited_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "due_on"], name="visit_queue", condition=Q(state__in=[*VISIT_OPEN])),
            models.Index(fields=["assigned_to", "planned_on"], name="visit_of_visitor", condition=Q(state="planned")),
            models.Index(fields=["case"], name="visit_of_case"),
        ]

    def __str__(self) -> str:
        return self.number


class Absence(models.Model):
    """Days on which a deputy does what somebody would; granted by a third person."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="deputises")
    starts_on = models.DateField()
    ends_before = models.DateField()
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="absence_period", condition=Q(ends_before__gte=F("starts_on"))),
            models.CheckConstraint(name="absence_deputy_is_another", condition=~Q(deputy=F("user"))),
            models.CheckConstraint(name="absence_not_granted_to_oneself", condition=~Q(granted_by=F("user"))),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_before"], name="absence_days")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.starts_on}"
