"""Batches of registers, their rows, whom they know, and where they differ from the registry (REG 8, 9)."""

from django.db import models
from django.db.models import F, Q

from enrollment.coverage.rules.kinds import Decision, Field, Register
from enrollment.registry.models import Employer, Person, Sex
from siadmin.agency.models import Document, Region, User
from siadmin.kernel.fields import EncryptedTextField, FenField, HashField, MonthField


def choices(kinds: type) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kinds]  # type: ignore[attr-defined]


class Batch(models.Model):
    """One file of a register: whose, of which day, for which place. The same file is taken once."""

    number = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=10, choices=choices(Register))
    source = models.CharField(max_length=120, help_text="The authority that gave it, and its document.")
    as_of = models.DateField(help_text="The day whose state it tells.")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    rows_count = models.IntegerField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "region", "digest"], name="register_batch_once"),
            models.CheckConstraint(name="register_batch_sourced", condition=~Q(source="")),
        ]
        indexes = [models.Index(fields=["region", "-received_at"], name="register_batch_order")]

    def __str__(self) -> str:
        return self.number


class Known(models.Model):
    """A natural person some register knows, whether insured or not; found by the hash of the number."""

    number = EncryptedTextField()
    number_hash = HashField(unique=True)
    name = models.CharField(max_length=60)
    name_folded = models.CharField(max_length=60)
    sex = models.CharField(max_length=6, choices=Sex.choices)
    birth_on = models.DateField()
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="known")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", help_text="As deep as it is known.")
    pool = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    died_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="known_dies_after_birth", condition=Q(died_on__isnull=True) | Q(died_on__gte=F("birth_on"))
            )
        ]
        indexes = [models.Index(fields=["pool", "id"], name="known_pool")]

    def __str__(self) -> str:
        return f"known {self.pk}"


class Sighting(models.Model):
    """Months in which a register knew somebody: working for pay, owning a business, living at a place."""

    known = models.ForeignKey(Known, on_delete=models.PROTECT, related_name="sightings")
    kind = models.CharField(max_length=10, choices=choices(Register))
    credit_code = models.CharField(max_length=18, blank=True, help_text="Who pays the wage, or the business owned.")
    from_month = MonthField()
    last_month = MonthField()
    wage_fen = FenField(null=True)
    is_student = models.BooleanField(default=False)
    ended = models.BooleanField(default=False, help_text="Moved out, or the business was closed.")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", help_text="The one that last said so.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["known", "kind", "credit_code", "from_month"], name="sighting_once"),
            models.CheckConstraint(name="sighting_order", condition=Q(last_month__gte=F("from_month"))),
            models.CheckConstraint(
                name="sighting_wage", condition=Q(kind="wage_tax", wage_fen__gte=0) | (~Q(kind="wage_tax"))
            ),
            models.CheckConstraint(name="sighting_no_deaths", condition=~Q(kind="death")),
        ]

    def __str__(self) -> str:
        return f"{self.known_id} {self.kind} {self.from_month}"


class RowState(models.TextChoices):
    TAKEN = "taken"
    REFUSED = "refused"
    CORRECTED = "corrected"


class Row(models.Model):
    """One row of a batch: taken, or refused and kept as it came for somebody to correct."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rows")
    line = models.IntegerField()
    state = models.CharField(max_length=10, choices=RowState.choices)
    known = models.ForeignKey(Known, on_delete=models.PROTECT, null=True, related_name="+")
    given = EncryptedTextField(null=True, help_text="The cells as they came, of a row that was refused.")
    problem = EncryptedTextField(null=True, help_text="Why, in both languages.")
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="register_row_once"),
            models.CheckConstraint(
                name="register_row_refused_is_kept",
                condition=Q(state="taken", given__isnull=True, problem__isnull=True, corrected_at__isnull=True)
                | Q(state="refused", given__isnull=False, problem__isnull=False, corrected_at__isnull=True)
                | Q(state="corrected", given__isnull=False, problem__isnull=False, corrected_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["batch", "line"], name="register_rows_refused", condition=Q(state="refused"))]

    def __str__(self) -> str:
        return f"{self.batch_id} line {self.line}"


class Mismatch(models.Model):
    """Register and registry say different things, or a register alone says something: both kept, a person decides."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="mismatches")
    field = models.CharField(max_length=20, choices=choices(Field))
    known = models.ForeignKey(Known, on_delete=models.PROTECT, null=True, related_name="mismatches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="+")
    credit_code = models.CharField(max_length=18, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    ours = EncryptedTextField()
    theirs = EncryptedTextField()
    theirs_hash = HashField()
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=choices(Decision), blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field", "theirs_hash"],
                condition=Q(person__isnull=False),
                name="mismatch_of_person_once",
            ),
            models.UniqueConstraint(
                fields=["credit_code", "field", "theirs_hash"],
                condition=Q(person__isnull=True),
                name="mismatch_of_employer_once",
            ),
            models.CheckConstraint(
                name="mismatch_is_about_somebody",
                condition=Q(person__isnull=False, known__isnull=False)
                | (Q(person__isnull=True, known__isnull=True) & ~Q(credit_code="")),
            ),
            models.CheckConstraint(
                name="mismatch_decided_says_why",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True, reason="")
                | (~Q(decision="") & ~Q(reason="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["region", "found_at"], name="mismatch_queue", condition=Q(decision=""))]

    def __str__(self) -> str:
        return f"{self.field} {self.pk}"
