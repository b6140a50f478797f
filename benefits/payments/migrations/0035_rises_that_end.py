"""A rise of what ends by a known month ends with it."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

from siadmin.kernel.fields import MonthField
from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0034_of_its_fund")]

    operations = [
        migrations.AddField(
            model_name="riseline",
            name="before_month",
            field=MonthField(null=True, help_text="The first month without it, where all it is of ends by then."),
        ),
        migrations.AddConstraint(
            model_name="riseline",
            constraint=models.CheckConstraint(
                name="rise_line_months", condition=Q(before_month__isnull=True) | Q(before_month__gt=F("from_month"))
            ),
        ),
        SqlFileTakenBack(SQL / "in_payment.sql"),
        SqlFile(SQL / "in_payment.sql"),
    ]
