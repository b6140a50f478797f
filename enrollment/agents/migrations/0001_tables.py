import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("kind", models.CharField(choices=[("guardian", "Guardian"), ("written", "Written")], max_length=10)),
                ("matters", models.JSONField(default=list)),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                ("basis", models.CharField(help_text="The law the paper rests on.", max_length=200)),
                ("case", models.CharField(max_length=12)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.CharField(blank=True, max_length=200)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates_held", to="registry.person"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="registry.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["person"], name="mandate_of_person"
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)), fields=["agent"], name="mandate_of_agent"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agent", models.F("person")), _negated=True), name="mandate_not_to_oneself"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_before__isnull", True), ("ends_before__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="mandate_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "guardian"), ("matters", [])),
                            models.Q(
                                ("ends_before__isnull", False),
                                ("kind", "written"),
                                models.Q(("matters", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mandate_written_is_bounded",
                    ),
                    models.CheckConstraint(condition=models.Q(("basis", ""), _negated=True), name="mandate_on_a_basis"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_because", ""), ("ended_by__isnull", True)),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mandate_ended_by_somebody",
                    ),
                ],
            },
        ),
    ]
