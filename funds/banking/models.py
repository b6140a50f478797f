"""Bank accounts of the funds, statements that came in, lines people booked by, and whether books and bank agree."""

from django.db import models
from django.db.models import F, Q

from funds.ledger.models import Account, Book, Entry, Posting
from siadmin.agency.models import User
from siadmin.kernel.fields import EncryptedTextField, FenField, HashField, MonthField
from siadmin.matters.models import Case


class BankAccount(models.Model):
    """The real account behind one bank account of a book."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="bank")
    bank_name = models.CharField(max_length=80)
    account_number = EncryptedTextField()
    account_hash = HashField()
    last_four = models.CharField(max_length=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_hash"], name="bank_account_once")]

    def __str__(self) -> str:
        return f"{self.bank_name} *{self.last_four}"


class Statement(models.Model):
    """One imported bank statement; the same file imports once."""

    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    imported_at = models.DateTimeField()
    lines_count = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bank_account", "digest"], name="statement_once")]

    def __str__(self) -> str:
        return self.file_name


class StatementLine(models.Model):
    """One movement at the bank, as it was told. It waits, in somebody's hands, until the books say the same."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="lines")
    bank_reference = models.CharField(max_length=60)
    value_on = models.DateField()
    amount_fen = FenField(help_text="Positive: money came in.")
    counterparty = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=200, blank=True)
    matched_at = models.DateTimeField(null=True, help_text="Since when its matches add up to it.")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text="What it comes from, while the books do not know it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank_account", "bank_reference"], name="statement_line_once"),
            models.CheckConstraint(name="statement_line_moves", condition=~Q(amount_fen=0)),
        ]
        indexes = [
            models.Index(fields=["bank_account", "value_on"], name="statement_line_day"),
            models.Index(
                fields=["bank_account", "value_on"], name="statement_line_waits", condition=Q(matched_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.bank_reference


class How(models.TextChoices):
    """By what a line and a posting were found to be the same money."""

    REFERENCE = "reference"
    AMOUNT = "amount"
    TOTAL = "total"
    NEARBY = "nearby"
    HAND = "hand"


class Match(models.Model):
    """A part of a statement line and of a posting at the same account that are the same money. Append-only.

    A line may stand for many postings (the tax authority pays a day in one sum) and a posting for many lines.
    """

    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="matches")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    amount_fen = FenField()
    how = models.CharField(max_length=9, choices=How.choices)
    matched_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    matched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "posting"], name="match_once"),
            models.CheckConstraint(name="match_positive", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="match_by_hand_has_a_hand",
                condition=Q(how="hand", matched_by__isnull=False) | ~Q(how="hand") & Q(matched_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} = {self.posting_id}"


class BankLine(models.Model):
    """A movement at a bank account of a book as a person wrote it down, to book money by it. Append-only.

    The bank's own word is the `StatementLine` of the same account and reference, before or after; where there is one,
    it counts.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bank_lines")
    bank_reference = models.CharField(max_length=60)
    value_on = models.DateField()
    amount_fen = FenField(help_text="All of it. Positive: money came in.")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "bank_reference"], name="bank_line_once"),
            models.CheckConstraint(name="bank_line_moves", condition=~Q(amount_fen=0) & ~Q(bank_reference="")),
        ]

    def __str__(self) -> str:
        return self.bank_reference


class LinePart(models.Model):
    """How much of a line an entry books: a line is used once, part by part (REG 37, 46). Append-only."""

    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="parts")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="bank_parts")
    amount_fen = FenField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    used_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "entry"], name="line_part_once"),
            models.CheckConstraint(name="line_part_positive", condition=Q(amount_fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.amount_fen} of {self.line_id}"


class Proof(models.Model):
    """Two numbers that must be equal for a book and month, as they stood when they were last compared."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="proofs")
    month = MonthField()
    check_code = models.CharField(max_length=40)
    left_fen = FenField()
    right_fen = FenField()
    aside_fen = FenField(default=0, help_text="Named beside the pair, such as money not yet allocated.")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "month", "check_code"], name="proof_once")]

    def __str__(self) -> str:
        return f"{self.book_id} {self.month} {self.check_code}"

    @property
    def gap_fen(self) -> int:
        return self.left_fen - self.right_fen


class Difference(models.Model):
    """An inequality somebody owns until it is explained or gone."""

    proof = models.ForeignKey(Proof, on_delete=models.PROTECT, related_name="differences")
    amount_fen = FenField()
    detail = models.JSONField(default=list)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proof"], condition=Q(closed_at__isnull=True), name="difference_one_open"),
            models.CheckConstraint(
                name="difference_period", condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proof_id} {self.amount_fen}"
