import django.db.models.deletion
import siadmin.kernel.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("assessment", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Baseline",
            fields=[
                (
                    "tariff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="assessment.tariff",
                    ),
                ),
                ("floor_fen", siadmin.kernel.fields.FenField()),
                ("ceiling_fen", siadmin.kernel.fields.FenField()),
                ("employer_ppm", models.IntegerField()),
                ("supplement_ppm", models.IntegerField()),
                ("employee_ppm", models.IntegerField()),
                ("employee_fixed_fen", siadmin.kernel.fields.FenField()),
                ("account_ppm", models.IntegerField()),
                ("laws", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("floor_fen__lte", models.F("ceiling_fen"))), name="baseline_limits"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmployerEffect",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run_id",
                        "employer_id",
                        "insurance",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("run_id", models.BigIntegerField()),
                ("employer_id", models.BigIntegerField()),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("maternity", "Maternity"),
                        ],
                        max_length=20,
                    ),
                ),
                ("slice_id", models.BigIntegerField()),
                ("region_id", models.CharField(max_length=12)),
                ("lines", models.IntegerField()),
                ("before_fen", siadmin.kernel.fields.FenField()),
                ("employer_fen", siadmin.kernel.fields.FenField()),
                ("employee_fen", siadmin.kernel.fields.FenField()),
                ("account_fen", siadmin.kernel.fields.FenField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("lines__gt", 0)), name="employer_effect_of_somebody"),
                    models.CheckConstraint(
                        condition=models.Q(("employer_id__gt", 0)), name="employer_effect_of_an_employer"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeopleEffect",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run_id", "employer_id", "band", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("run_id", models.BigIntegerField()),
                ("employer_id", models.BigIntegerField()),
                ("band", models.SmallIntegerField(help_text="Place in `rules.BANDS`.")),
                ("slice_id", models.BigIntegerField()),
                ("region_id", models.CharField(max_length=12)),
                ("more", models.IntegerField()),
                ("less", models.IntegerField()),
                ("more_fen", siadmin.kernel.fields.FenField()),
                ("less_fen", siadmin.kernel.fields.FenField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("more__gt", 0), ("less__gt", 0), _connector="OR"),
                            models.Q(
                                models.Q(("more", 0), ("more_fen", 0)),
                                models.Q(("more__gt", 0), ("more_fen__gt", 0)),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("less", 0), ("less_fen", 0)),
                                models.Q(("less__gt", 0), ("less_fen__lt", 0)),
                                _connector="OR",
                            ),
                        ),
                        name="people_effect_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("employer_id__gt", 0)), name="people_effect_of_an_employer"
                    ),
                ],
            },
        ),
    ]
