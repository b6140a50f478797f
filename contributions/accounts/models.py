"""Personal accounts: what was credited to whom, for which month, because of which paid bill."""

from django.db import models

from siadmin.kernel.fields import FenField, MonthField


class AccountKind(models.TextChoices):
    PENSION = "pension_employee"
    MEDICAL = "medical_employee"


class AccountCredit(models.Model):
    """One credit (or, for a correction, a signed difference) to a personal account (SIL 12; REG 11).

    Written when the bill is paid in full, partitioned by month, append-only. The balance is the sum of a person's
    rows.
    """

    pk = models.CompositePrimaryKey("person_id", "month", "account", "employer_id", "version")
    person_id = models.BigIntegerField()
    month = MonthField()
    account = models.CharField(max_length=20, choices=AccountKind.choices)
    employer_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    amount_fen = FenField()
    bill_id = models.BigIntegerField()
    credited_on = models.DateField()

    class Meta:
        db_table = "accounts_credit"

    def __str__(self) -> str:
        return f"{self.person_id} {self.month} {self.account}"
