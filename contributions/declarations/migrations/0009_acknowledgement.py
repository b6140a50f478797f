"""What employees said of the wages declared for them: only added."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended


class Migration(migrations.Migration):
    dependencies = [
        ("declarations", "0008_staff_lists"),
        ("kernel", "0004_rights"),
        ("registry", "0003_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wage_fen", siadmin.kernel.fields.FenField(help_text="What was shown to the employee.")),
                (
                    "answer",
                    models.CharField(
                        choices=[("confirmed", "Confirmed"), ("disputed", "Disputed"), ("paper", "Paper")],
                        max_length=10,
                    ),
                ),
                (
                    "claimed_fen",
                    siadmin.kernel.fields.FenField(help_text="What the employee says the wage is.", null=True),
                ),
                ("remark", models.CharField(blank=True, max_length=300)),
                ("signed_on", models.DateField(help_text="The day on the paper.", null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "declaration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="declarations.declaration",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["declaration", "person", "-id"], name="acknowledgement_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["confirmed", "disputed", "paper"])),
                        name="acknowledgement_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "disputed"), _negated=True),
                            models.Q(("remark", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="acknowledgement_dispute_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "paper"), ("signed_on__isnull", False)),
                            models.Q(models.Q(("answer", "paper"), _negated=True), ("signed_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="acknowledgement_paper_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claimed_fen__isnull", True),
                            models.Q(("answer", "disputed"), ("claimed_fen__gte", 0)),
                            _connector="OR",
                        ),
                        name="acknowledgement_claim_only_disputed",
                    ),
                ],
            },
        ),
        AppendOnly("declarations_acknowledgement"),
        OnlyAppended("declarations_acknowledgement"),
    ]
