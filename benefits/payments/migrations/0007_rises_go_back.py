"""A benefit may rise from an earlier month than others of the same measure: from its own first one."""

from pathlib import Path

from django.db import migrations

import siadmin.kernel.fields
from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
FIRST_MONTHS = """
UPDATE payments_riseline AS line SET from_month = own.from_month
  FROM payments_rise AS own WHERE own.id = line.rise_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0006_rises"),
    ]

    operations = [
        migrations.AddField(
            model_name="riseline",
            name="from_month",
            field=siadmin.kernel.fields.MonthField(
                help_text="From which month this benefit is due more; not before the rise itself.", null=True
            ),
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE payments_riseline DISABLE TRIGGER payments_riseline_append_only",
                FIRST_MONTHS,
                "ALTER TABLE payments_riseline ENABLE TRIGGER payments_riseline_append_only",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="riseline",
            name="from_month",
            field=siadmin.kernel.fields.MonthField(
                help_text="From which month this benefit is due more; not before the rise itself."
            ),
        ),
        SqlFileTakenBack(SQL / "rises.sql"),
        SqlFile(SQL / "rises.sql"),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
        SqlFileTakenBack(SQL / "in_payment.sql"),
        SqlFile(SQL / "in_payment.sql"),
    ]
