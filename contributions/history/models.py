"""History from elsewhere: files of months, balances and deemed years as they came, and what was booked of them."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace, Upper

from enrollment.registry.models import Employer, Person
from funds.banking.models import StatementLine
from siadmin.agency.insurances import Insurance, Line
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import EncryptedTextField, FenField, HashField, MonthField
from siadmin.kernel.models import Run


class FileKind(models.TextChoices):
    """Where the history was kept: in this region's register before the portal, or by another region's agency."""

    LEGACY = "legacy"
    CERTIFICATE = "certificate"


class FileState(models.TextChoices):
    RECEIVED = "received"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    BOOKED = "booked"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


GONE = (FileState.REPLACED, FileState.WITHDRAWN)


class HistoryFile(models.Model):
    """One file of history for a pooling region and line. It is booked whole, once, or not at all (REG 11, 37).

    `told_…` is what the delivering agency's covering letter says, `found_…` what the rows come to.
    """

    kind = models.CharField(max_length=11, choices=FileKind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=4, choices=Line.choices)
    place = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", help_text="Where it was kept.")
    before_month = MonthField(help_text="Its months lie before this one: since then they are charged here, or to come.")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    letter = models.CharField(max_length=120, help_text="The covering letter or certificate it came with.")
    rows_count = models.IntegerField()
    refused_count = models.IntegerField(help_text="Rows with a problem, as last checked.")
    told_people = models.IntegerField()
    told_months = models.IntegerField()
    told_base_fen = FenField()
    told_deemed_months = models.IntegerField()
    told_balance_fen = FenField()
    found_people = models.IntegerField()
    found_months = models.IntegerField()
    found_base_fen = FenField()
    found_deemed_months = models.IntegerField()
    found_balance_fen = FenField()
    money_fen = FenField(null=True, help_text="Money that came with it; null: it is declared without money.")
    money_on = models.DateField(null=True, help_text="The day the money arrived.")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_eyes = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=FileState.choices, default=FileState.RECEIVED)
    version = models.IntegerField(default=0)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_eyes = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who saw the money in the account."
    )
    confirmed_eyes = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    money_line = models.ForeignKey(
        StatementLine, on_delete=models.PROTECT, null=True, related_name="+", help_text="The bank line it arrived by."
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_eyes = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True, help_text="Why it was sent back.")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, null=True, related_name="+")
    booked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "line", "digest"],
                condition=~Q(state__in=["replaced", "withdrawn"]),
                name="history_file_once",
            ),
            models.UniqueConstraint(
                "region",
                "line",
                "place",
                Upper(Replace("letter", Value(" "))),
                condition=Q(money_fen__isnull=False) & ~Q(state__in=["replaced", "withdrawn"]),
                name="history_money_once",
            ),
            models.CheckConstraint(
                name="history_file_money_confirmed",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, confirmed_eyes="")
                & (Q(money_fen__isnull=True) | ~Q(state__in=["approved", "booked"]))
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, money_fen__isnull=False)
                & ~Q(confirmed_eyes="")
                & ~Q(confirmed_eyes=F("received_eyes"))
                & ~Q(confirmed_eyes=F("submitted_eyes"))
                & ~Q(confirmed_eyes=F("decided_eyes")),
            ),
            models.CheckConstraint(
                name="history_file_confirmed_by_bank_line",
                condition=Q(confirmed_by__isnull=True, money_line__isnull=True)
                | Q(confirmed_by__isnull=False, money_line__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["money_line"],
                condition=~Q(state__in=["replaced", "withdrawn"]),
                name="history_bank_line_once",
            ),
            models.CheckConstraint(
                name="history_file_four_eyes",
                condition=Q(decided_eyes="")
                | (~Q(decided_eyes=F("submitted_eyes")) & ~Q(decided_eyes=F("received_eyes"))),
            ),
            models.CheckConstraint(
                name="history_file_decided_by_someone",
                condition=~Q(state__in=["sent_back", "approved", "booked"])
                | Q(decided_by__isnull=False, decided_at__isnull=False, submitted_by__isnull=False)
                & ~Q(decided_eyes=""),
            ),
            models.CheckConstraint(
                name="history_file_approved_is_run",
                condition=Q(state__in=["approved", "booked"], run__isnull=False)
                | ~Q(state__in=["approved", "booked"]) & Q(run__isnull=True),
            ),
            models.CheckConstraint(
                name="history_file_approved_is_whole",
                condition=~Q(state__in=["submitted", "approved", "booked"])
                | Q(
                    refused_count=0,
                    told_people=F("found_people"),
                    told_months=F("found_months"),
                    told_base_fen=F("found_base_fen"),
                    told_deemed_months=F("found_deemed_months"),
                    told_balance_fen=F("found_balance_fen"),
                ),
            ),
            models.CheckConstraint(name="history_file_sent_back_says_why", condition=~Q(state="sent_back", answer="")),
            models.CheckConstraint(
                name="history_file_money_has_a_day",
                condition=Q(money_fen__isnull=True, money_on__isnull=True)
                | Q(money_fen__gt=0, money_on__isnull=False, kind="certificate"),
            ),
        ]
        indexes = [models.Index(fields=["region", "line", "state"], name="history_file_work")]

    def __str__(self) -> str:
        return self.name


class RecordKind(models.TextChoices):
    """What a row tells: who somebody is, months paid on a base, a balance, months deemed paid."""

    PERSON = "person"
    MONTHS = "months"
    BALANCE = "balance"
    DEEMED = "deemed"


class HistoryRow(models.Model):
    """One row: its cells as they came, encrypted; what was read of them; and what is wrong with it.

    `subject` numbers the people of a file. `person` is known from the start, or from the booking on.
    """

    file = models.ForeignKey(HistoryFile, on_delete=models.PROTECT, related_name="rows", db_index=False)
    number = models.IntegerField()
    subject = models.IntegerField()
    record = models.CharField(max_length=7, blank=True)
    given = EncryptedTextField(help_text="The cells as they came, as JSON by column.")
    number_hash = HashField(help_text="Of the identity number, in its normal form where it can be read.")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    insurance = models.CharField(max_length=20, blank=True)
    from_month = MonthField(null=True)
    before_month = MonthField(null=True)
    base_fen = FenField(null=True)
    amount_fen = FenField(null=True)
    as_of = models.DateField(null=True)
    decision = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    employer_code = models.CharField(max_length=18, blank=True)
    employer_name = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="history_row_once"),
            models.CheckConstraint(
                name="history_row_read_or_refused",
                condition=~Q(problem="")
                | Q(record="person")
                | Q(record="months", from_month__isnull=False, before_month__gt=F("from_month"), base_fen__gt=0)
                & ~Q(insurance="")
                | Q(record="balance", amount_fen__gte=0, as_of__isnull=False) & ~Q(insurance="")
                | Q(record="deemed", from_month__isnull=False, before_month__gt=F("from_month"), base_fen__isnull=True)
                & ~Q(insurance="")
                & ~Q(decision=""),
            ),
        ]
        indexes = [
            models.Index(fields=["file", "subject"], name="history_row_subject"),
            models.Index(fields=["number_hash", "file"], name="history_row_number"),
            models.Index(fields=["person"], name="history_row_person", condition=Q(person__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} row {self.number}"


class MonthKind(models.TextChoices):
    """Paid (实际缴费年限) or deemed paid (视同缴费年限): separate counters."""

    ACTUAL = "actual"
    DEEMED = "deemed"


class HistoryMonth(models.Model):
    """A month of one insurance that counts for a person without having been charged here. Append-only.

    A month counts once, whoever tells of it. Written by runs, no row-level foreign keys: a guard and `verify` prove the
    references. Not partitioned: nothing is added monthly, and it is read by person.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "insurance")
    person_id = models.BigIntegerField()
    month = MonthField()
    insurance = models.CharField(max_length=20, choices=Insurance.choices)
    kind = models.CharField(max_length=6, choices=MonthKind.choices)
    base_fen = FenField(null=True)
    row_id = models.BigIntegerField()
    file_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="history_month_has_its_base",
                condition=Q(kind="actual", base_fen__gt=0) | Q(kind="deemed", base_fen__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.insurance}"
