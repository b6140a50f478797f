"""What is paid once upon a death, granted once of who died."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_promises"), ("registry", "0003_persons_known")]

    operations = [
        migrations.CreateModel(
            name="DeathGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("component", models.CharField(max_length=30)),
                (
                    "deceased",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="death_grants", to="registry.person"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="death_grant",
                        to="claims.decisionitem",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="deathgrant",
            constraint=models.UniqueConstraint(fields=("deceased", "component"), name="death_grant_once"),
        ),
        SqlFile(SQL / "deaths.sql"),
        AppendOnly("claims_deathgrant"),
        OnlyAppended("claims_deathgrant"),
    ]
