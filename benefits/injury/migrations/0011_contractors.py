"""The general contractor of an unpaid project is liable with the employer for what the fund advances."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("injury", "0010_on_insured_sites"),
        ("letters", "0001_tables"),
        ("projects", "0002_promises"),
        ("registry", "0004_the_dead"),
    ]

    operations = [
        migrations.AddField(
            model_name="advance",
            name="contractor",
            field=models.ForeignKey(
                help_text="Liable with the employer.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.employer",
            ),
        ),
        migrations.AddField(
            model_name="advance",
            name="contractor_letter",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                name="injury_contractor_is_told",
                condition=Q(contractor__isnull=True, contractor_letter__isnull=True)
                | Q(contractor__isnull=False, contractor_letter__isnull=False),
            ),
        ),
        SqlFileTakenBack(SQL / "closing.sql"),
        SqlFileTakenBack(SQL / "advances.sql"),
        SqlFile(SQL / "advances.sql"),
        SqlFile(SQL / "closing.sql"),
    ]
