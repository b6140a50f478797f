"""Platforms that insure couriers and drivers by the order: who they are, what they declared, who is insured by it."""

from django.db import models
from django.db.models import F, Q

from contributions.assessment.models import Bill
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Document, User
from siadmin.kernel.fields import EncryptedTextField, FenField, MonthField
from siadmin.kernel.language import chosen


class Industry(models.TextChoices):
    """What sort of order it is: each has a fee of its own (`injury.order_fee`)."""

    RIDE_HAILING = "ride_hailing"
    INSTANT_DELIVERY = "instant_delivery"
    INSTANT_DELIVERY_HIGH = "instant_delivery_high"
    CITY_FREIGHT = "city_freight"


class Platform(models.Model):
    """An employer that declares orders (人社部发〔2025〕24号); its terms say which, from when and until when."""

    employer = models.OneToOneField(Employer, on_delete=models.PROTECT, related_name="platform")

    def __str__(self) -> str:
        return str(self.employer_id)


class PlatformTerms(models.Model):
    """What is registered of a platform from a month on, whatever was before: its sort of orders, or none any more.

    Append-only; the newest row that reaches a month has it. Months that were declared keep what they were declared by.
    """

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="terms")
    industry = models.CharField(max_length=24, choices=Industry.choices, blank=True, help_text="Empty: none any more.")
    from_month = MonthField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="platform_industry", condition=Q(industry__in=["", *Industry.values]))
        ]
        indexes = [models.Index(fields=["platform", "-id"], name="platform_terms_newest")]

    def __str__(self) -> str:
        return f"{self.platform_id} {self.from_month} {self.industry}"


class OrderDoor(models.TextChoices):
    FILE = "file"
    API = "api"


class OrderFile(models.Model):
    """A platform's list of a month as it came, checked row by row; declared, it is the month's newest version."""

    number = models.CharField(max_length=12, unique=True)
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="files")
    month = MonthField()
    door = models.CharField(max_length=4, choices=OrderDoor.choices)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    rows_count = models.IntegerField()
    good_count = models.IntegerField()
    orders = models.BigIntegerField(help_text="Of the rows that can be declared.")
    amount_fen = FenField(help_text="What they cost.")
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    version = models.SmallIntegerField(null=True)
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, null=True, related_name="+")
    declared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "month", "version"], condition=Q(version__isnull=False), name="order_version_once"
            ),
            models.CheckConstraint(
                name="order_file_declared_says_when",
                condition=Q(version__isnull=True, declared_at__isnull=True, bill__isnull=True)
                | Q(version__isnull=False, declared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="order_file_counts",
                condition=Q(good_count__gte=0, good_count__lte=F("rows_count"), orders__gte=0, amount_fen__gte=0),
            ),
        ]
        indexes = [models.Index(fields=["platform", "month"], name="order_file_month")]

    def __str__(self) -> str:
        return self.number


class OrderRow(models.Model):
    """One row: as it came, and what is wrong with it. Names and numbers are encrypted."""

    file = models.ForeignKey(OrderFile, on_delete=models.PROTECT, related_name="rows")
    row = models.IntegerField(help_text="As the file numbers it.")
    name = EncryptedTextField()
    id_number = EncryptedTextField()
    given_orders = models.CharField(max_length=40)
    orders = models.IntegerField(null=True)
    amount_fen = FenField(null=True)
    problem = models.JSONField(null=True, help_text="Why it is not declared: code, zh, en, remedies.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "row"], name="order_row_once"),
            models.CheckConstraint(
                name="order_row_good_or_refused",
                condition=Q(problem__isnull=True, orders__gt=0, amount_fen__gte=0)
                | Q(problem__isnull=False, amount_fen__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} row {self.row}"

    @property
    def said(self) -> str:
        """What is wrong with it, in the reader's language."""
        return chosen(zh=self.problem["zh"], en=self.problem["en"]) if self.problem else ""

    @property
    def remedy(self) -> str:
        return chosen(zh=self.problem["remedy_zh"], en=self.problem["remedy_en"]) if self.problem else ""


class InsuredOrders(models.Model):
    """Orders of one person by which a platform insured them in a month; later versions are signed differences."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="insured_orders")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="insured_orders")
    month = MonthField()
    version = models.SmallIntegerField()
    orders = models.IntegerField()
    amount_fen = FenField()
    rate = models.DecimalField(
        max_digits=8, decimal_places=4, help_text="Yuan an order, as the law of the month had it."
    )
    file = models.ForeignKey(OrderFile, on_delete=models.PROTECT, related_name="insured")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "platform", "month", "version"], name="insured_orders_once"),
            models.CheckConstraint(name="insured_orders_differ", condition=~Q(orders=0, amount_fen=0)),
        ]
        indexes = [models.Index(fields=["platform", "month"], name="insured_orders_month")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} v{self.version}"
