"""A bank may return what it said had arrived: a second word on the payment, and the last one counts."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0028_stop_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="LastAnswer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "batch_id", "row", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("answer", models.CharField(max_length=16)),
            ],
            options={
                "db_table": "payments_answer",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnedLater",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "batch_id", "row", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", siadmin.kernel.fields.MonthField()),
                ("batch_id", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("paid", "paid"),
                            ("no_such_account", "no_such_account"),
                            ("name_differs", "name_differs"),
                            ("account_closed", "account_closed"),
                            ("account_frozen", "account_frozen"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "result_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.resultfile"
                    ),
                ),
            ],
        ),
        AppendOnly("payments_returnedlater"),
        OnlyAppended("payments_returnedlater"),
        SqlFile(SQL / "returned_later.sql"),
        migrations.RunSQL((SQL / "has_left.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
