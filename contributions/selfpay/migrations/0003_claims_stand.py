"""A claim has its claimant, a payment of government serves one claim, and a year that was claimed stays."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("selfpay", "0002_guards"), ("participation", "0007_people_who_pay_themselves")]

    operations = [
        SqlFile(SQL / "claimed_years_stay.sql"),
        migrations.AlterField(
            model_name="subsidyclaim",
            name="claimed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(model_name="subsidyclaim", name="claimed_eyes", field=models.CharField(max_length=64)),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("claimed_eyes", ""), _negated=True), name="claim_of_somebody_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voucher", ""), _negated=True),
                fields=("region", "kind", "voucher"),
                name="claim_voucher_once",
            ),
        ),
    ]
