"""Money in: receipts, what they were allocated to, and what still waits for a person."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from contributions.assessment.models import Bill
from enrollment.registry.models import Employer, Person
from funds.ledger.models import Book
from siadmin.agency.models import User
from siadmin.kernel.fields import EncryptedTextField, FenField, HashField, MonthField
from siadmin.kernel.identifiers.masking import masked
from siadmin.matters.models import Case

# Whoever pays for a person's month is kept apart too, by whatever name; organisations are known by their code.
_OWN_KEPT_APART = Q(person__isnull=True) | Q(payer_name="") | ~Q(payer_code="")


def _payer() -> models.GeneratedField:
    """The employer's id, or the person's own below zero (`registry.payers`); null where the reference names nobody."""
    return models.GeneratedField(
        expression=Coalesce(F("employer"), F("person") * -1),
        output_field=models.BigIntegerField(null=True),
        db_persist=True,
    )


class Source(models.TextChoices):
    """Who told us of the money."""

    TAX = "tax_authority"
    BANK = "bank"
    CHANNEL = "channel"


class ReceiptFile(models.Model):
    """A file or call that told of receipts. The same content is taken once; every row of it is kept as it came."""

    source = models.CharField(max_length=14, choices=Source.choices)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    rows_count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="receipt_file_once")]

    def __str__(self) -> str:
        return self.name


class PersonPayer(models.Model):
    """A payer who is a person: their number and name are encrypted, and found by the whole number or the whole name.

    `name_hash` is of the name as search compares it. What organisations are called and coded is public.
    """

    code = EncryptedTextField(null=True)
    code_hash = HashField(null=True)
    name = EncryptedTextField(null=True)
    name_hash = HashField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_payer_found_by_hash",
                condition=Q(code__isnull=True, code_hash__isnull=True) | Q(code__isnull=False, code_hash__isnull=False),
            ),
            models.CheckConstraint(
                name="person_payer_named_by_hash",
                condition=Q(name__isnull=True, name_hash__isnull=True) | Q(name__isnull=False, name_hash__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["code_hash"], name="person_payer_code"),
            models.Index(fields=["name_hash"], name="person_payer_name"),
        ]

    def __str__(self) -> str:
        return f"payer {self.pk}"


class Paid(models.Model):
    """Who paid: an organisation by its code and name, or a person, who is kept apart (`PersonPayer`)."""

    payer_name = models.CharField(max_length=120, blank=True, help_text="Of an organisation.")
    payer_code = models.CharField(max_length=18, blank=True, help_text="Of an organisation.")
    person_payer = models.ForeignKey(PersonPayer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_person_payer_is_kept_apart",
                condition=Q(person_payer__isnull=True) | Q(payer_name="", payer_code=""),
            )
        ]

    @property
    def paid_by(self) -> str:
        """The payer's name; empty where none was told."""
        return (self.person_payer.name or "") if self.person_payer else self.payer_name

    @property
    def paid_by_code(self) -> str:
        """The payer's code, a personal number masked."""
        return masked(self.person_payer.code or "") if self.person_payer else self.payer_code


class ReceiptRow(Paid):
    """One row of such a file: read, matched to a book and, where its reference says so, to a payer's month."""

    file = models.ForeignKey(ReceiptFile, on_delete=models.PROTECT, related_name="rows", db_index=False)
    number = models.IntegerField()
    given = models.JSONField(help_text="The cells as they came; a person's number and name masked.")
    external_id = models.CharField(max_length=60, blank=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, null=True, db_index=False)
    received_on = models.DateField(null=True)
    amount_fen = FenField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    payer = _payer()
    month = MonthField(null=True)
    problem = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            *Paid.Meta.constraints,
            models.UniqueConstraint(fields=["file", "number"], name="receipt_row_once"),
            models.CheckConstraint(
                name="receipt_row_one_payer", condition=Q(employer__isnull=True) | Q(person__isnull=True)
            ),
            models.CheckConstraint(name="receipt_row_of_a_person_is_kept_apart", condition=_OWN_KEPT_APART),
            models.CheckConstraint(
                name="receipt_row_read_or_refused",
                condition=~Q(problem="")
                | Q(book__isnull=False, received_on__isnull=False, amount_fen__isnull=False) & ~Q(external_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} row {self.number}"

    @property
    def told_payer(self) -> dict[str, str]:
        """The payer's cells in full, where they are masked in `given`."""
        payer = self.person_payer
        return {"payer_code": payer.code or "", "payer_name": payer.name or ""} if payer else {}


class Receipt(Paid):
    """Money that arrived for one fund (到账). `external_id` is its originator's; the same one books once."""

    source = models.CharField(max_length=14, choices=Source.choices)
    external_id = models.CharField(max_length=60)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    received_on = models.DateField()
    amount_fen = FenField()
    reference = models.CharField(max_length=60, blank=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="own_receipts")
    payer = _payer()
    month = MonthField(null=True, help_text="The month its reference names.")
    file = models.ForeignKey(ReceiptFile, on_delete=models.PROTECT, related_name="receipts")
    entry_key = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()
    allocated_fen = FenField(default=0, help_text="Sum of its allocations, kept by the action under a lock.")

    class Meta:
        constraints = [
            *Paid.Meta.constraints,
            models.UniqueConstraint(fields=["source", "external_id", "book"], name="receipt_once"),
            models.CheckConstraint(name="receipt_positive", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="receipt_one_payer", condition=Q(employer__isnull=True) | Q(person__isnull=True)
            ),
            models.CheckConstraint(name="receipt_of_a_person_is_kept_apart", condition=_OWN_KEPT_APART),
            models.CheckConstraint(
                name="receipt_not_allocated_twice",
                condition=Q(allocated_fen__gte=0, allocated_fen__lte=F("amount_fen")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["book", "received_on"], name="receipt_suspense", condition=Q(allocated_fen__lt=F("amount_fen"))
            ),
            models.Index(fields=["book", "received_on"], name="receipt_day"),
            models.Index(fields=["person_payer"], name="receipt_of_person", condition=Q(person_payer__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external_id}"


class Attribution(models.Model):
    """Whose the money of a receipt is that names no payer. One stands at a time; it says for good what it said.

    By a case of two people, or without one where the payer's own code was told with the money. It is taken back by
    another case, as long as its money was not used.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="attributions")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    payer = _payer()
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, to_field="number", db_column="case_number", related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, to_field="number", db_column="taken_back_case", related_name="+"
    )
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attribution_one_payer",
                condition=Q(employer__isnull=True, person__isnull=False)
                | Q(employer__isnull=False, person__isnull=True),
            ),
            models.UniqueConstraint(
                name="attribution_stands_once", fields=["receipt"], condition=Q(taken_back_at__isnull=True)
            ),
            models.CheckConstraint(
                name="attribution_taken_back_by_a_case",
                condition=Q(taken_back_case__isnull=True, taken_back_by__isnull=True, taken_back_at__isnull=True)
                | Q(taken_back_case__isnull=False, taken_back_by__isnull=False, taken_back_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} is of {self.payer}"


class Allocation(models.Model):
    """A part of a receipt put to a bill; a correction is a negative row. Append-only.

    Without a receipt: bills of one employer, month and fund that cancel each other before anything was paid.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="allocations")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="allocations")
    amount_fen = FenField()
    month = MonthField()
    allocated_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="allocation_moves", condition=~Q(amount_fen=0))]

    def __str__(self) -> str:
        return f"{self.receipt_id} → {self.bill_id}"
