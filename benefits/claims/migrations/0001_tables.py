import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("letters", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=30)),
                (
                    "insurance",
                    models.CharField(
                        choices=[
                            ("pension_employee", "Pension"),
                            ("medical_employee", "Medical"),
                            ("unemployment", "Unemployment"),
                            ("injury", "Injury"),
                            ("maternity", "Maternity"),
                            ("pension_resident", "Pension"),
                            ("medical_resident", "Medical"),
                        ],
                        max_length=20,
                    ),
                ),
                ("applied_on", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claim", to="matters.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="registry.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.SmallIntegerField()),
                ("signed_eyes", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                (
                    "is_due",
                    models.BooleanField(
                        help_text="Whether every condition is met; without components, it only counts."
                    ),
                ),
                ("monthly_fen", siadmin.kernel.fields.FenField()),
                ("once_fen", siadmin.kernel.fields.FenField()),
                ("items", models.JSONField(help_text="The components alone, which a decision grants as they are.")),
                (
                    "content",
                    siadmin.kernel.fields.EncryptedTextField(
                        help_text="Facts, components, calculation and sources, as JSON."
                    ),
                ),
                ("digest", siadmin.kernel.fields.HashField(help_text="Keyed, of the content.", max_length=32)),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="claims.claim"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.SmallIntegerField()),
                ("outcome", models.CharField(choices=[("granted", "Granted"), ("denied", "Denied")], max_length=8)),
                ("decided_eyes", models.CharField(max_length=64)),
                ("decided_at", models.DateTimeField()),
                (
                    "transaction_id",
                    models.BigIntegerField(default=0, editable=False, help_text="Stamped by the database."),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.assessment"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="claims.claim"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="letters.issued"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("component", models.CharField(max_length=30)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("rhythm", models.CharField(choices=[("once", "once"), ("monthly", "monthly")], max_length=8)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="claims.decision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeathGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("component", models.CharField(max_length=30)),
                (
                    "deceased",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="death_grants", to="registry.person"
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="death_grant",
                        to="claims.decisionitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GrantedOnce",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=30)),
                ("of", models.CharField(max_length=80)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="granted_once", to="claims.decision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptClaimed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="claims.decision"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["person", "scheme"], name="claim_of_person"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(
                fields=("claim", "round", "signed_eyes"), name="assessment_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_due", False), ("monthly_fen", 0), ("once_fen", 0)),
                    models.Q(
                        ("is_due", True),
                        ("monthly_fen__gte", 0),
                        ("once_fen__gte", 0),
                        models.Q(("monthly_fen__gt", 0), ("once_fen__gt", 0), ("items", []), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="assessment_of_what_is_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(fields=("claim", "round"), name="decision_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assessment__isnull", False), ("outcome", "granted")),
                    models.Q(("assessment__isnull", True), ("outcome", "denied")),
                    _connector="OR",
                ),
                name="decision_granted_was_assessed",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionitem",
            constraint=models.UniqueConstraint(
                fields=("decision", "component", "from_month"), name="decision_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionitem",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="decision_item_pays"),
        ),
        migrations.AddConstraint(
            model_name="decisionitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True),
                    models.Q(("before_month__gt", models.F("from_month")), ("rhythm", "monthly")),
                    _connector="OR",
                ),
                name="decision_item_months",
            ),
        ),
        migrations.AddConstraint(
            model_name="deathgrant",
            constraint=models.UniqueConstraint(fields=("deceased", "component"), name="death_grant_once"),
        ),
        migrations.AddConstraint(
            model_name="grantedonce",
            constraint=models.UniqueConstraint(fields=("scheme", "of"), name="granted_once"),
        ),
        migrations.AddConstraint(
            model_name="grantedonce",
            constraint=models.CheckConstraint(
                condition=models.Q(("of", ""), _negated=True), name="granted_once_of_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptclaimed",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", ""), _negated=True), name="receipt_has_a_number"
            ),
        ),
    ]
