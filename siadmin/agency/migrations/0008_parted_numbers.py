"""Numbers taken to be of one natural person may prove to be of two: the link is parted, and stays on record."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agency", "0007_granted_from_above")]

    operations = [
        migrations.AlterField(
            model_name="numberlink",
            name="identity_hash",
            field=siadmin.kernel.fields.HashField(max_length=32),
        ),
        migrations.AddIndex(
            model_name="numberlink",
            index=models.Index(fields=["identity_hash"], name="numberlink_of_number"),
        ),
        migrations.CreateModel(
            name="NumberParting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("parted_at", models.DateTimeField()),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parting", to="agency.numberlink"
                    ),
                ),
            ],
        ),
        AppendOnly("agency_numberparting"),
        OnlyAppended("agency_numberparting"),
        SqlFileTakenBack(SQL / "one_person.sql"),
        SqlFile(SQL / "parted_numbers.sql"),
    ]
