"""A rise that is done may have supplements: of who was granted since, by the law of the first."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0020_put_right"),
    ]

    operations = [
        SqlFileTakenBack(SQL / "rises.sql"),
        migrations.AddField(
            model_name="rise",
            name="sequence",
            field=models.SmallIntegerField(default=0, help_text="0: the first; then supplements."),
        ),
        migrations.RemoveConstraint(model_name="rise", name="rise_once"),
        migrations.AddConstraint(
            model_name="rise",
            constraint=models.UniqueConstraint(
                fields=["region", "measure", "from_month", "sequence"],
                name="rise_once",
                condition=~Q(state="cancelled"),
            ),
        ),
        SqlFile(SQL / "rises.sql"),
    ]
