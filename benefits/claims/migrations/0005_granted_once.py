"""What is granted once for something: one work, one certificate, one birth."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_not_of_oneself")]

    operations = [
        migrations.CreateModel(
            name="GrantedOnce",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=30)),
                ("of", models.CharField(max_length=80)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="granted_once",
                        to="claims.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "of"), name="granted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("of", ""), _negated=True), name="granted_once_of_something"
                    ),
                ],
            },
        ),
        SqlFile(SQL / "once.sql"),
        AppendOnly("claims_grantedonce"),
        OnlyAppended("claims_grantedonce"),
    ]
