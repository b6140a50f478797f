"""A disability allowance is reckoned anew five years before the age, in the stead of the one drawn till then."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0022_drawn_once"),
        ("pension", "0003_one_pension"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllowanceAnew",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "near_in",
                    siadmin.kernel.fields.MonthField(
                        help_text="The month in which five years were left; paid from the next on."
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reckoned_anew",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allowance_anew",
                        to="claims.decision",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("before",), name="allowance_reckoned_once")],
            },
        ),
        AppendOnly("pension_allowanceanew"),
        OnlyAppended("pension_allowanceanew"),
        SqlFileTakenBack(SQL / "one_pension.sql"),
        SqlFile(SQL / "one_pension.sql"),
        SqlFile(SQL / "near_age.sql"),
    ]
