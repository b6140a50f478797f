"""What a bill would come to, what was settled, and its lines."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.models import Institution, ProviderClient
from benefits.settlement.models.stays import Stay
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.fields import FenField, MonthField

PARTS = (
    "charged_fen", "out_of_scope_fen", "deductible_fen", "pool_fen", "large_fen", "major_fen", "own_in_scope_fen",
)  # fmt: skip
LINE_PARTS = ("charged_fen", "over_limit_fen", "excluded_fen", "advance_fen", "in_scope_fen")


class PreSettlement(models.Model):
    """A bill of a stay with what the fund, the account and the person would pay, as it was shown. Append-only.

    `lines`: as they were told; `shown`: what each and all came to; `flags`: what a person at the agency will look at.
    """

    number = models.CharField(max_length=12, unique=True)
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="presettlements")
    until = models.DateField(help_text="The last day of the bill.")
    is_last = models.BooleanField(help_text="The stay ends with it.")
    lines = models.JSONField()
    shown = models.JSONField()
    flags = models.JSONField(default=list)
    trace = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Settlement(models.Model):
    """One bill settled, or with `reverses` the same amounts taken back. Append-only; fen.

    `adds_…`: what it adds to the person's year. `explained`: how it differs from what was shown.
    """

    number = models.CharField(max_length=12, unique=True)
    stay = models.ForeignKey(Stay, on_delete=models.PROTECT, related_name="settlements")
    shown = models.ForeignKey(PreSettlement, on_delete=models.PROTECT, related_name="settlements")
    client = models.ForeignKey(ProviderClient, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="settlements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="settlements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    fund = models.CharField(max_length=20, choices=Fund.choices)
    scheme = models.CharField(max_length=20)
    year = models.SmallIntegerField()
    month = MonthField(help_text="In which it was settled: that of its lines, and of its clearing.")
    settled_on = models.DateField()
    settled_at = models.DateTimeField()
    until = models.DateField()
    is_last = models.BooleanField()
    opens_stay = models.BooleanField()
    is_further = models.BooleanField()
    lines = models.IntegerField()
    charged_fen = FenField()
    out_of_scope_fen = FenField()
    deductible_fen = FenField()
    pool_fen = FenField()
    large_fen = FenField()
    major_fen = FenField()
    own_in_scope_fen = FenField()
    account_fen = FenField(default=0, help_text="Of what the person bears, paid from personal accounts.")
    adds_stays = models.SmallIntegerField()
    adds_inpatient_scope_fen = FenField()
    adds_outpatient_scope_fen = FenField()
    adds_pool_fen = FenField()
    adds_outpatient_pool_fen = FenField()
    adds_large_fen = FenField()
    adds_residual_fen = FenField()
    adds_major_fen = FenField()
    explained = models.JSONField(default=list)
    trace = models.JSONField(default=list)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shown"], condition=Q(reverses__isnull=True), name="presettlement_settled_once"
            ),
            models.CheckConstraint(
                name="settlement_adds_up",
                condition=Q(
                    charged_fen=F("out_of_scope_fen") + F("pool_fen") + F("large_fen") + F("major_fen")
                    + F("own_in_scope_fen")
                ),
            ),
            models.CheckConstraint(
                name="settlement_signs",
                condition=Q(reverses__isnull=True, reason="", **{f"{part}__gte": 0 for part in PARTS})
                | Q(reverses__isnull=False, **{f"{part}__lte": 0 for part in PARTS}) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="settlement_account_of_self_pay",
                condition=Q(account_fen=0)
                | Q(
                    reverses__isnull=True, account_fen__gt=0,
                    account_fen__lte=F("out_of_scope_fen") + F("own_in_scope_fen"),
                )
                | Q(
                    reverses__isnull=False, account_fen__lt=0,
                    account_fen__gte=F("out_of_scope_fen") + F("own_in_scope_fen"),
                ),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person", "year", "scheme"], name="settlement_of_year"),
            models.Index(fields=["institution", "month"], include=("id",), name="settlement_of_institution"),
            models.Index(fields=["institution", "settled_on"], name="settlement_of_day"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def fund_fen(self) -> int:
        return self.pool_fen + self.large_fen + self.major_fen

    @property
    def large_and_major_fen(self) -> int:
        return self.large_fen + self.major_fen

    @property
    def self_pay_fen(self) -> int:
        return self.out_of_scope_fen + self.own_in_scope_fen

    @property
    def cash_fen(self) -> int:
        return self.self_pay_fen - self.account_fen


class BillLine(models.Model):
    """One line of a settlement, with a minus where it was taken back. Append-only, partitioned by month.

    `rule_id`: of the catalogue, none for what is outside it. `unit_price` in 1/10000 yuan, `quantity` in thousandths.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "settlement_id", "row")
    person_id = models.BigIntegerField()
    month = MonthField()
    settlement_id = models.BigIntegerField()
    row = models.SmallIntegerField()
    line = models.CharField(max_length=40)
    item_id = models.BigIntegerField()
    rule_id = models.BigIntegerField(null=True)
    on = models.DateField()
    department = models.CharField(max_length=20, blank=True)
    unit_price = models.BigIntegerField()
    quantity = models.BigIntegerField()
    charged_fen = FenField()
    over_limit_fen = FenField()
    excluded_fen = FenField()
    advance_fen = FenField()
    in_scope_fen = FenField()

    class Meta:
        db_table = "settlement_line"
        constraints = [
            models.CheckConstraint(
                name="bill_line_adds_up",
                condition=Q(charged_fen=F("over_limit_fen") + F("excluded_fen") + F("advance_fen") + F("in_scope_fen")),
            ),
            models.CheckConstraint(
                name="bill_line_signs",
                condition=Q(**{f"{part}__gte": 0 for part in LINE_PARTS})
                | Q(**{f"{part}__lte": 0 for part in LINE_PARTS}),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id}:{self.row}"
