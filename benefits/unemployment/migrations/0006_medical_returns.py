"""Medical contributions of months whose benefit was ended since come back, by a case of two."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("ledger", "0002_promises"),
        ("matters", "0002_promises"),
        ("claims", "0005_granted_once"),
        ("unemployment", "0005_medical_returned_later"),
    ]

    operations = [
        migrations.CreateModel(
            name="MedicalReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("months", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("returned_at", models.DateTimeField()),
                ("case", models.OneToOneField(on_delete=_PROTECT, related_name="+", to="matters.case")),
                (
                    "in_entry",
                    models.OneToOneField(
                        help_text="Of this fund.", on_delete=_PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "out_entry",
                    models.OneToOneField(
                        help_text="Of the medical fund.", on_delete=_PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                ("region", models.ForeignKey(on_delete=_PROTECT, related_name="+", to="agency.region")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gt", 0), ("total_fen__gt", 0)), name="medical_return_pays"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=_PROTECT, related_name="returned_months", to="unemployment.medicalreturn"
                    ),
                ),
                (
                    "month",
                    models.OneToOneField(on_delete=_PROTECT, related_name="returned", to="unemployment.medicalmonth"),
                ),
            ],
        ),
        SqlFile(SQL / "medical_returns.sql"),
        AppendOnly("unemployment_medicalreturn"),
        OnlyAppended("unemployment_medicalreturn"),
        AppendOnly("unemployment_returnedmonth"),
        OnlyAppended("unemployment_returnedmonth"),
    ]
