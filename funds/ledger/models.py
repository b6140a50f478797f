"""Fund books, their accounts, entries and postings. Nothing posted changes or disappears; entries balance.

Each fund of each pooling region is an independent accounting entity on cash basis (财会〔2017〕28号; SIL 64).
"""

from django.db import models
from django.db.models import Q

from funds.ledger.items import items_of
from funds.ledger.names import account_name, flow_name
from funds.ledger.rules.planning import PlanState
from siadmin.agency.insurances import FUND_NAMES, FUND_SHORT_NAMES, Fund
from siadmin.agency.models import Region, User
from siadmin.kernel.fields import FenField, MonthField
from siadmin.kernel.language import Words


class Collector(models.TextChoices):
    """Who collects in the region: where tax does there is no income account (财社〔2017〕144号 art. 39–40)."""

    TAX = "tax"
    AGENCY = "agency"


class Book(models.Model):
    """The books of one fund in one pooling region."""

    fund = models.CharField(max_length=20, choices=Fund.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    collector = models.CharField(max_length=6, choices=Collector.choices)
    opened_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "region"], name="book_once")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.fund}"

    @property
    def name(self) -> Words:
        return FUND_NAMES[self.fund]

    @property
    def short_name(self) -> Words:
        return FUND_SHORT_NAMES[self.fund]


class AccountKind(models.TextChoices):
    """The three bank accounts, then what explains their movements."""

    FISCAL = "fiscal_account"
    INCOME = "income_account"
    EXPENDITURE = "expenditure_account"
    UNALLOCATED = "unallocated_receipt"
    CONTRIBUTIONS_POOLED = "contributions_pooled"
    CONTRIBUTIONS_PERSONAL = "contributions_personal"
    INTEREST = "interest"
    FISCAL_SUBSIDY = "fiscal_subsidy"
    TRANSFER_INCOME = "transfer_income"
    LATE_FEES = "late_fees"
    OTHER_INCOME = "other_income"
    BENEFITS = "benefits"
    TRANSFER_EXPENDITURE = "transfer_expenditure"
    TRANSFER_IN_TRANSIT = "transfer_in_transit"
    REMIT_UP = "remit_up"
    SUBSIDY_DOWN = "subsidy_down"
    OPENING = "fund_balance"


BANK_KINDS = (AccountKind.FISCAL, AccountKind.INCOME, AccountKind.EXPENDITURE)


class Account(models.Model):
    """One account of a book. `collector` repeats the book's, so that a constraint can read it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=24, choices=AccountKind.choices)
    collector = models.CharField(max_length=6, choices=Collector.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "kind"], name="account_once"),
            models.CheckConstraint(
                name="account_no_income_account_where_tax_collects",
                condition=~Q(kind="income_account", collector="tax"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.kind}"

    @property
    def name(self) -> Words:
        return account_name(self.kind)


class Side(models.TextChoices):
    DEBIT = "DEBIT"
    CREDIT = "CREDIT"


class AllowedFlow(models.Model):
    """Which kind of account may be debited or credited by which flow (whitelist of 财社〔2017〕144号 art. 40–42)."""

    flow = models.CharField(max_length=40)
    account_kind = models.CharField(max_length=24, choices=AccountKind.choices)
    side = models.CharField(max_length=6, choices=Side.choices)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flow", "account_kind", "side"], name="allowed_flow_once")]

    def __str__(self) -> str:
        return f"{self.flow}: {self.side} {self.account_kind}"


class Entry(models.Model):
    """A balanced voucher. Its key books once; a mistake is corrected by a reversing entry."""

    key = models.CharField(max_length=120, unique=True)
    flow = models.CharField(max_length=40)
    booked_on = models.DateField()
    reason = models.CharField(max_length=200)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")
    posted_by = models.BigIntegerField(null=True)
    posted_at = models.DateTimeField()
    transaction_id = models.BigIntegerField(help_text="Set by trigger: postings join an entry in its transaction only.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_reversed_says_which",
                condition=Q(flow__endswith=".reversed", reverses__isnull=False)
                | ~Q(flow__endswith=".reversed") & Q(reverses__isnull=True),
            )
        ]
        indexes = [models.Index(fields=["booked_on"], name="entry_day")]

    def __str__(self) -> str:
        return self.key

    @property
    def flow_name(self) -> Words:
        return flow_name(self.flow)


class Posting(models.Model):
    """One side of an entry. `book`, `account_kind` and `flow` repeat their parents' for composite foreign keys."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings", db_constraint=False)
    flow = models.CharField(max_length=40)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, db_constraint=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings", db_constraint=False)
    account_kind = models.CharField(max_length=24)
    side = models.CharField(max_length=6, choices=Side.choices)
    amount_fen = FenField()
    booked_on = models.DateField()
    month = MonthField(null=True, help_text="The contribution month it belongs to (费款所属期), where it has one.")
    item = models.CharField(max_length=30, blank=True, help_text="Of benefits: which sub-item (财办〔2018〕43号).")

    class Meta:
        constraints = [
            models.CheckConstraint(name="posting_positive", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="posting_names_its_item",
                condition=Q(account_kind="benefits") & ~Q(item="") | ~Q(account_kind="benefits") & Q(item=""),
            ),
            models.CheckConstraint(name="posting_side", condition=Q(side__in=["DEBIT", "CREDIT"])),
        ]
        indexes = [
            models.Index(fields=["account", "booked_on"], name="posting_account"),
            models.Index(fields=["book", "month"], name="posting_month"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.side} {self.amount_fen}"

    @property
    def account_name(self) -> Words:
        return account_name(self.account_kind)

    @property
    def item_name(self) -> Words | None:
        return items_of(self.book.fund).get(self.item)


class Closing(models.Model):
    """A month of a book that is closed: nothing is booked on its days any more. Two people close it."""

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="closings")
    month = MonthField()
    balances = models.JSONField(help_text="Balance of each account at the end of the month, in fen.")
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_eyes = models.CharField(max_length=64)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_eyes = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "month"], name="closing_once"),
            models.CheckConstraint(name="closing_four_eyes", condition=~Q(prepared_eyes=models.F("closed_eyes"))),
            models.CheckConstraint(
                name="closing_closed_by_someone",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.month}"


class FundingPlan(models.Model):
    """What the agency asks the finance department for, for the payments of a fund in a month, and what was granted.

    One prepares it, another signs it, a third writes the reply down; the expenditure account draws in that month what
    was granted, and no more (REG 40; 财社〔2017〕144号 art. 41).
    """

    number = models.CharField(max_length=12, unique=True)
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="plans")
    month = MonthField(help_text="In which it is drawn.")
    amount_fen = FenField()
    purpose = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in PlanState], default=PlanState.PREPARED
    )
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_eyes = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    signed_eyes = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    granted_fen = FenField(default=0)
    answered_on = models.DateField(null=True, help_text="Of the finance department's reply.")
    reference = models.CharField(max_length=60, blank=True, help_text="The number of that reply.")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_eyes = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="funding_plan_asks", condition=Q(amount_fen__gt=0) & ~Q(purpose="")),
            models.CheckConstraint(name="funding_plan_four_eyes", condition=~Q(prepared_eyes=models.F("signed_eyes"))),
            models.CheckConstraint(
                name="funding_plan_answered_by_another", condition=~Q(prepared_eyes=models.F("answered_eyes"))
            ),
            models.CheckConstraint(
                name="funding_plan_by_state",
                condition=Q(state__in=["prepared", "withdrawn"], signed_by__isnull=True, answered_on__isnull=True)
                | Q(state="signed", signed_by__isnull=False, signed_at__isnull=False, answered_on__isnull=True)
                | Q(
                    state="answered", signed_by__isnull=False, answered_on__isnull=False,
                    answered_by__isnull=False, answered_at__isnull=False,
                ) & ~Q(reference=""),
            ),
            models.CheckConstraint(
                name="funding_plan_granted",
                condition=Q(granted_fen=0)
                | Q(state="answered", granted_fen__gt=0, granted_fen__lte=models.F("amount_fen")),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["book", "month"], name="funding_plan_month")]

    def __str__(self) -> str:
        return self.number
