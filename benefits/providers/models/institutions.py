"""An institution is a registered employer: its people sign in as that employer's delegates."""

from django.db import models
from django.db.models import F, Q

from benefits.providers.rules import Kind, level_of_care
from enrollment.registry.models import Employer
from siadmin.agency.models import Region
from siadmin.kernel.fields import EncryptedTextField, HashField

KINDS = [(each.value, each.value) for each in Kind]


class Institution(models.Model):
    """A hospital, pharmacy or other institution that may be designated, at its pooling region (REG 61)."""

    number = models.CharField(max_length=12, unique=True)
    employer = models.OneToOneField(Employer, on_delete=models.PROTECT, related_name="institution")
    kind = models.CharField(max_length=10, choices=KINDS)
    level = models.SmallIntegerField(null=True, help_text="Of a hospital, 1 to 3.")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    bank_name = models.CharField(max_length=80)
    account = EncryptedTextField()
    account_hash = HashField()
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="institution_level",
                condition=Q(kind="hospital", level__gte=1, level__lte=3) | ~Q(kind="hospital") & Q(level__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def level_of_care(self) -> int:
        return level_of_care(self.kind, self.level)


class Department(models.Model):
    """A department of an institution; its code is the institution's own."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="departments")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "code"], name="department_once"),
            models.CheckConstraint(
                name="department_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id} {self.code}"
