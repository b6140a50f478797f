import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("version", models.SmallIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("is_provisional", models.BooleanField()),
                ("loaded_at", models.DateTimeField()),
                ("rest_days", models.JSONField(help_text="Every day of the year that is not worked, as ISO dates.")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("year", "version"), name="calendar_version_once")],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("category", models.CharField(blank=True, max_length=40)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("yuan_per_month", "Yuan Per Month"),
                            ("yuan_per_year", "Yuan Per Year"),
                            ("rate", "Rate"),
                            ("months", "Months"),
                            ("days", "Days"),
                            ("multiple", "Multiple"),
                            ("month_number", "Month Number"),
                            ("decimals", "Decimals"),
                            ("flag", "Flag"),
                            ("day_of_month", "Day Of Month"),
                            ("working_days", "Working Days"),
                            ("persons", "Persons"),
                        ],
                        max_length=16,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("value", models.DecimalField(decimal_places=6, max_digits=18)),
                ("source", models.CharField(max_length=400)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("official", "Official"),
                            ("secondary", "Secondary"),
                            ("memory", "Memory"),
                            ("provisional", "Provisional"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_eyes", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
                ("decided_eyes", models.CharField(blank=True, max_length=64)),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("version", models.IntegerField(default=0)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("category", models.CharField(blank=True, max_length=40)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("yuan_per_month", "Yuan Per Month"),
                            ("yuan_per_year", "Yuan Per Year"),
                            ("rate", "Rate"),
                            ("months", "Months"),
                            ("days", "Days"),
                            ("multiple", "Multiple"),
                            ("month_number", "Month Number"),
                            ("decimals", "Decimals"),
                            ("flag", "Flag"),
                            ("day_of_month", "Day Of Month"),
                            ("working_days", "Working Days"),
                            ("persons", "Persons"),
                        ],
                        max_length=16,
                    ),
                ),
                ("region", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="agency.region")),
            ],
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("value", models.DecimalField(decimal_places=6, max_digits=18)),
                ("source", models.CharField(max_length=400)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("official", "Official"),
                            ("secondary", "Secondary"),
                            ("memory", "Memory"),
                            ("provisional", "Provisional"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600)),
                ("approved_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        help_text="Null: from a file.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="policy.proposal",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="values", to="policy.series"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["state", "proposed_at"], name="proposal_queue"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposed_eyes", models.F("decided_eyes")), _negated=True),
                name="proposal_four_eyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("state__in", ["proposed", "withdrawn"])),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["approved", "refused"]),
                    ),
                    _connector="OR",
                ),
                name="proposal_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="proposal_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__gte", datetime.date(1951, 2, 26)),
                    ("starts_on__lte", datetime.date(2099, 12, 31)),
                    models.Q(
                        ("ends_before__isnull", True), ("ends_before__lte", datetime.date(2100, 1, 1)), _connector="OR"
                    ),
                ),
                name="proposal_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="proposal_has_a_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("key", "region", "category"), name="series_once"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z]+(\\.[a-z0-9_]+)+$")), name="series_key_form"
            ),
        ),
        migrations.AddIndex(
            model_name="value",
            index=models.Index(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=["series", "starts_on"],
                name="value_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                ),
                name="value_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__gte", datetime.date(1951, 2, 26)),
                    ("starts_on__lte", datetime.date(2099, 12, 31)),
                    models.Q(
                        ("ends_before__isnull", True), ("ends_before__lte", datetime.date(2100, 1, 1)), _connector="OR"
                    ),
                ),
                name="value_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superseded_at__isnull", True), ("superseded_at__gt", models.F("approved_at")), _connector="OR"
                ),
                name="value_belief",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="value_has_a_source"
            ),
        ),
    ]
