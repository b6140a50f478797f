"""Who is missing since an accident of work, and who came back."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("injury", "0006_leaves"),
        ("matters", "0003_limits_in_calendar_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Missing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "injury",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="missing", to="injury.injury"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CameBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "missing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="came_back", to="injury.missing"
                    ),
                ),
            ],
        ),
        SqlFile(SQL / "missing.sql"),
        AppendOnly("injury_missing"),
        AppendOnly("injury_cameback"),
        OnlyAppended("injury_missing", "injury_cameback"),
    ]
