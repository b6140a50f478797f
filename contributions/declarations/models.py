"""What employers declare: the filing, its rows as they came, and the wage that follows from them."""

from django.db import models
from django.db.models import F, Q

from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Document, User
from siadmin.kernel.fields import EncryptedTextField, FenField, HashField, MonthField
from siadmin.kernel.language import chosen


class Door(models.TextChoices):
    """How a declaration came in. All lead to one action."""

    GRID = "grid"
    FILE = "file"
    API = "api"
    UNCHANGED = "unchanged"
    TAX = "tax"
    COUNTER = "counter"


class DeclarationState(models.TextChoices):
    DRAFT = "draft"
    FILED = "filed"
    REPLACED = "replaced"
    DISCARDED = "discarded"


class Declaration(models.Model):
    """One employer's statement of staff and wages for a month; a correction is a new version."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="declarations")
    month = MonthField()
    version = models.SmallIntegerField(null=True, help_text="Given on filing; drafts have none.")
    number = models.CharField(max_length=12, unique=True)
    door = models.CharField(max_length=10, choices=Door.choices)
    state = models.CharField(max_length=10, choices=DeclarationState.choices, default=DeclarationState.DRAFT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField(null=True)
    people = models.IntegerField(default=0)
    wages_fen = FenField(default=0)
    refused_rows = models.IntegerField(default=0)
    summary = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "month", "version"], name="declaration_version_once"),
            models.UniqueConstraint(
                fields=["employer", "month"], condition=Q(state="filed"), name="declaration_one_in_force"
            ),
            models.CheckConstraint(
                name="declaration_filed_has_time_and_version",
                condition=Q(state__in=["draft", "discarded"]) | Q(filed_at__isnull=False, version__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["month", "state"], name="declaration_month")]

    def __str__(self) -> str:
        return self.number


class RowState(models.TextChoices):
    """A row can be filed, waits in the correction basket, was filed, was put aside, or a newer version answered it."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    FILED = "filed"
    ASIDE = "aside"
    REPLACED = "replaced"


class DeclarationRow(models.Model):
    """One line of a file or grid as it was given, and what we made of it. Kept until corrected, then kept on."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="rows")
    number = models.IntegerField(help_text="Line of the file or row of the worksheet, counted from 1.")
    sheet = models.CharField(max_length=60, blank=True)
    given = EncryptedTextField(help_text="The cells as they came, as JSON.")
    name = models.CharField(max_length=80, blank=True)
    identifier = EncryptedTextField(null=True)
    identifier_hash = HashField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    wage_fen = FenField(null=True)
    state = models.CharField(max_length=8, choices=RowState.choices)
    problems = models.JSONField(default=list)
    is_second_employer = models.BooleanField(
        default=False, help_text="Told with the row: another employer insures the person; work injury only here."
    )
    suggestion = EncryptedTextField(null=True, help_text="The likely values, as JSON; offered, never applied silently.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "sheet", "number"], name="declaration_row_once"),
            models.CheckConstraint(
                name="declaration_row_filed_is_whole",
                condition=~Q(state="filed") | Q(person__isnull=False, wage_fen__isnull=False),
            ),
            models.CheckConstraint(
                name="declaration_row_wage_not_negative", condition=Q(wage_fen__isnull=True) | Q(wage_fen__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id} row {self.number}"


class ContributionWage(models.Model):
    """The wage in force for a person at an employer, from a month until the next declaration changes it.

    Silence means unchanged. A correction of a past month ends the belief in a row (`superseded_at`) and adds others.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wages")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    from_month = MonthField()
    before_month = MonthField(null=True)
    wage_fen = FenField()
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, related_name="wages")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer", "from_month"],
                condition=Q(superseded_at__isnull=True),
                name="wage_start_once",
            ),
            models.UniqueConstraint(
                fields=["person", "employer"],
                condition=Q(superseded_at__isnull=True, before_month__isnull=True),
                name="wage_one_open",
            ),
            models.CheckConstraint(name="wage_not_negative", condition=Q(wage_fen__gte=0)),
            models.CheckConstraint(
                name="wage_period",
                condition=Q(before_month__isnull=True) | Q(before_month__gt=F("from_month")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["employer", "person"], name="wage_of_employer", condition=Q(superseded_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.employer_id} from {self.from_month}"


class TaxFile(models.Model):
    """A file of what employers declared to the tax authority, as it was imported."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    rows_count = models.IntegerField()
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.document_id)


class TaxFileMonth(models.Model):
    """What became of one employer's month in such a file: a declaration, or why none; neither while it waits."""

    file = models.ForeignKey(TaxFile, on_delete=models.PROTECT, related_name="months")
    credit_code = models.CharField(max_length=18)
    month = models.CharField(max_length=10, help_text="As the file has it.")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="+")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, null=True, related_name="+")
    rows_count = models.IntegerField()
    problem = models.JSONField(null=True, help_text="Why nothing of it was filed: code, zh, en, remedies.")
    told = EncryptedTextField(null=True, help_text="Its rows as the file has them, as JSON, while it waits.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "credit_code", "month"], name="tax_file_month_once"),
            models.CheckConstraint(
                name="tax_file_month_waits_with_its_rows",
                condition=Q(told__isnull=False, declaration__isnull=True, problem__isnull=True)
                | Q(told__isnull=True) & (Q(declaration__isnull=False) | Q(problem__isnull=False)),
            ),
            models.CheckConstraint(
                name="tax_file_month_filed_or_refused",
                condition=Q(declaration__isnull=True) | Q(employer__isnull=False, problem__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credit_code} {self.month}"

    @property
    def is_waiting(self) -> bool:
        """Whether the file's run has not come to it yet."""
        return self.declaration_id is None and self.problem is None

    @property
    def said(self) -> str:
        """Why nothing was filed, in the reader's language."""
        return chosen(zh=self.problem["zh"], en=self.problem["en"]) if self.problem else ""

    @property
    def remedy(self) -> str:
        return chosen(zh=self.problem["remedy_zh"], en=self.problem["remedy_en"]) if self.problem else ""


class StaffListState(models.TextChoices):
    READ = "read"
    TAKEN = "taken"
    DISCARDED = "discarded"


class StaffList(models.Model):
    """A file of people who start or leave, kept as it came; what it says is read from it again whenever it is shown."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="staff_lists")
    number = models.CharField(max_length=12, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=StaffListState.choices, default=StaffListState.READ)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    started = models.IntegerField(default=0)
    left = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="staff_list_ended_once",
                condition=Q(state="read", ended_at__isnull=True, started=0, left=0)
                | Q(state="taken", ended_at__isnull=False, started__gte=0, left__gte=0)
                | Q(state="discarded", ended_at__isnull=False, started=0, left=0),
            ),
        ]
        indexes = [models.Index(fields=["employer", "state"], name="staff_list_of_employer")]

    def __str__(self) -> str:
        return self.number


class Answer(models.TextChoices):
    """What an employee said of the wage declared for them; `PAPER`: they signed a list that the employer keeps."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    PAPER = "paper"


class Acknowledgement(models.Model):
    """One answer to a declared wage (申报缴纳管理规定 art. 5: the employee acknowledges it by signature). Append-only.

    The newest answer of a person to a declaration counts; a wage declared anew asks anew.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="acknowledgements")
    wage_fen = FenField(help_text="What was shown to the employee.")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    claimed_fen = FenField(null=True, help_text="What the employee says the wage is.")
    remark = models.CharField(max_length=300, blank=True)
    signed_on = models.DateField(null=True, help_text="The day on the paper.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="acknowledgement_answer", condition=Q(answer__in=Answer.values)),
            models.CheckConstraint(
                name="acknowledgement_dispute_says_why",
                condition=~Q(answer="disputed") | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="acknowledgement_paper_has_its_day",
                condition=Q(answer="paper", signed_on__isnull=False) | ~Q(answer="paper") & Q(signed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="acknowledgement_claim_only_disputed",
                condition=Q(claimed_fen__isnull=True) | Q(answer="disputed", claimed_fen__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["declaration", "person", "-id"], name="acknowledgement_newest")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.answer}"
