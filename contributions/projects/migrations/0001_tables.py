import django.db.models.deletion
import django.db.models.expressions
import siadmin.kernel.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("assessment", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("place", models.CharField(max_length=200)),
                (
                    "permit",
                    models.CharField(help_text="Number of the construction permit.", max_length=60, unique=True),
                ),
                ("cost_fen", siadmin.kernel.fields.FenField()),
                (
                    "rate_ppm",
                    models.IntegerField(
                        help_text="Of the total cost, in parts per million, as the law of the day had it."
                    ),
                ),
                ("premium_fen", siadmin.kernel.fields.FenField()),
                ("starts_on", models.DateField(help_text="Planned; the site is insured from it on if it is paid.")),
                ("registered_at", models.DateTimeField()),
                (
                    "bill",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="project", to="assessment.bill"
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        help_text="The general contractor, who pays.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="registry.employer",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        help_text="Whose fund it is.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        help_text="The county it is built in, or a place below it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.region",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CostChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cost_fen", siadmin.kernel.fields.FenField()),
                ("premium_fen", siadmin.kernel.fields.FenField(help_text="Of the whole cost.")),
                ("changed_on", models.DateField(help_text="The day of the contract or settlement that says it.")),
                ("decided_at", models.DateTimeField()),
                (
                    "bill",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="project_change",
                        to="assessment.bill",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="projects.project"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("planned", "Planned"), ("extended", "Extended"), ("ended", "Ended")], max_length=8
                    ),
                ),
                ("last_on", models.DateField(help_text="The last insured day.")),
                ("filed_on", models.DateField()),
                ("decided_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="projects.project"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["region", "-id"], name="project_of_region"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_fen__gt", 0), ("cost_fen__lte", 5000000000000)), name="project_cost"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate_ppm__gt", 0), ("rate_ppm__lt", 1000000)), name="project_rate"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "premium_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("cost_fen"), "*", models.F("rate_ppm")
                                ),
                                "+",
                                models.Value(500000),
                            ),
                            "/",
                            models.Value(1000000),
                        ),
                    ),
                    ("premium_fen__gt", 0),
                ),
                name="project_premium_of_its_cost",
            ),
        ),
        migrations.AddIndex(
            model_name="costchange",
            index=models.Index(fields=["project", "-id"], name="project_change_newest"),
        ),
        migrations.AddConstraint(
            model_name="costchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost_fen__gt", 0), ("cost_fen__lte", 5000000000000)), name="project_changed_cost"
            ),
        ),
        migrations.AddConstraint(
            model_name="costchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("premium_fen__gt", 0)), name="project_changed_premium"
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["project", "-id"], name="project_term_newest"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["planned", "extended", "ended"])), name="project_term_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "planned")), fields=("project",), name="project_planned_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "ended")), fields=("project",), name="project_ends_once"
            ),
        ),
    ]
