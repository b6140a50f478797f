"""What may be charged to insurance: items; by region and day their class, advance self-pay, price limit and bounds."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.rules import Class, ItemKind
from siadmin.agency.models import Document, Region, User

ITEM_KINDS = [(each.value, each.value) for each in ItemKind]
CLASSES = [(each.value, each.value) for each in Class]
SEXES = [("male", "male"), ("female", "female")]


class CatalogueFile(models.Model):
    """A file of items for a region, from a day on: read by one person, put in force by another."""

    number = models.CharField(max_length=12, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    rows = models.IntegerField()
    rejected = models.IntegerField()
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_eyes = models.CharField(max_length=64)
    read_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_eyes = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="catalogue_file_counts", condition=Q(rejected__gte=0, rows__gte=F("rejected"), rows__gt=0)
            ),
            models.CheckConstraint(
                name="catalogue_file_by_two",
                condition=Q(approved_by__isnull=True, approved_eyes="", approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_eyes="")
                & ~Q(approved_eyes=F("read_eyes")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class CatalogueRow(models.Model):
    """One row of a file: as it was read, or as it came with what is wrong with it. Append-only.

    `problems`: a code and the values it names, each; rows with problems are never put in force.
    """

    file = models.ForeignKey(CatalogueFile, on_delete=models.PROTECT, related_name="lines")
    line = models.IntegerField(help_text="In the file, its heading being 1.")
    told = models.JSONField(help_text="The cells as they came.")
    problems = models.JSONField(default=list)
    code = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    spec = models.CharField(max_length=80, blank=True)
    item_class = models.CharField(max_length=1, blank=True)
    advance_ppm = models.IntegerField(default=0)
    limit = models.BigIntegerField(null=True)
    sex = models.CharField(max_length=6, blank=True)
    from_age_months = models.SmallIntegerField(null=True)
    before_age_months = models.SmallIntegerField(null=True)
    most_a_day = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "line"], name="catalogue_row_once"),
            models.CheckConstraint(
                name="catalogue_row_read_or_rejected", condition=Q(problems=[]) & ~Q(code="") | ~Q(problems=[])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.line}"


class Item(models.Model):
    """A drug, service or device by the code everybody uses for it."""

    code = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=8, choices=ITEM_KINDS)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=20)
    spec = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.code


class ItemRule(models.Model):
    """What insurance takes of an item in a region, on days from `starts_on` up to, not including, `ends_before`.

    `limit` in 1/10000 yuan a unit; `advance_ppm`: the share of class B that is paid first; `most_a_day` in thousandths.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="rules")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(CatalogueFile, on_delete=models.PROTECT, related_name="rules")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    item_class = models.CharField(max_length=1, choices=CLASSES)
    advance_ppm = models.IntegerField()
    limit = models.BigIntegerField(null=True)
    sex = models.CharField(max_length=6, choices=SEXES, blank=True)
    from_age_months = models.SmallIntegerField(null=True)
    before_age_months = models.SmallIntegerField(null=True)
    most_a_day = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "region", "starts_on"], name="item_rule_once"),
            models.CheckConstraint(
                name="item_rule_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.CheckConstraint(
                name="item_rule_advance_of_class_b",
                condition=Q(advance_ppm=0) | Q(item_class="B", advance_ppm__gt=0, advance_ppm__lte=1_000_000),
            ),
            models.CheckConstraint(
                name="item_rule_bounds",
                condition=(Q(limit__isnull=True) | Q(limit__gte=0))
                & (Q(most_a_day__isnull=True) | Q(most_a_day__gt=0))
                & (
                    Q(from_age_months__isnull=True)
                    | Q(before_age_months__isnull=True)
                    | Q(before_age_months__gt=F("from_age_months"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.region_id} {self.starts_on}"
