import django.db.models.deletion
import django.db.models.expressions
import siadmin.kernel.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("claims", "0001_tables"),
        ("ledger", "0001_tables"),
        ("matters", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountSharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("relation", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares_with", to="registry.person"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="may_use", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AwayFiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("resident_elsewhere", "resident_elsewhere"),
                            ("referred", "referred"),
                            ("unfiled", "unfiled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_before", models.DateField(null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="away_filings", to="registry.person"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilingEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ends_before", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="medical.awayfiling"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reimbursed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scheme",
                    models.CharField(choices=[("employee", "employee"), ("resident", "resident")], max_length=8),
                ),
                ("year", models.SmallIntegerField()),
                ("sequence", models.SmallIntegerField()),
                (
                    "care",
                    models.CharField(choices=[("inpatient", "inpatient"), ("outpatient", "outpatient")], max_length=10),
                ),
                ("began_on", models.DateField(help_text="First day of the care.")),
                ("ended_on", models.DateField()),
                ("charged_fen", siadmin.kernel.fields.FenField()),
                ("out_of_scope_fen", siadmin.kernel.fields.FenField()),
                ("deductible_fen", siadmin.kernel.fields.FenField()),
                ("stays", models.SmallIntegerField()),
                ("inpatient_scope_fen", siadmin.kernel.fields.FenField()),
                ("outpatient_scope_fen", siadmin.kernel.fields.FenField()),
                ("pool_fen", siadmin.kernel.fields.FenField()),
                ("outpatient_pool_fen", siadmin.kernel.fields.FenField()),
                ("large_fen", siadmin.kernel.fields.FenField()),
                ("residual_fen", siadmin.kernel.fields.FenField()),
                ("major_fen", siadmin.kernel.fields.FenField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reimbursed", to="claims.decision"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reimbursements", to="registry.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SharingEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ends_before", models.DateField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "sharing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="medical.accountsharing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThirdPartyAdvance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("party", siadmin.kernel.fields.EncryptedTextField()),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advance", to="claims.decision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ThirdPartyRecovered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("received_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "advance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovered",
                        to="medical.thirdpartyadvance",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="accountsharing",
            constraint=models.CheckConstraint(
                condition=models.Q(("holder", models.F("user")), _negated=True), name="account_sharing_of_two"
            ),
        ),
        migrations.AddIndex(
            model_name="awayfiling",
            index=models.Index(fields=["person", "starts_on"], name="away_filing_of_person"),
        ),
        migrations.AddConstraint(
            model_name="awayfiling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_before__isnull", True), ("kind", "resident_elsewhere")),
                    models.Q(
                        ("ends_before__gt", models.F("starts_on")), ("kind__in", ["resident_elsewhere", "referred"])
                    ),
                    _connector="OR",
                ),
                name="away_filing_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="reimbursed",
            constraint=models.UniqueConstraint(
                fields=("person", "scheme", "year", "sequence"), name="reimbursed_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="reimbursed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "charged_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                models.F("out_of_scope_fen"), "+", models.F("inpatient_scope_fen")
                            ),
                            "+",
                            models.F("outpatient_scope_fen"),
                        ),
                    ),
                    (
                        "residual_fen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("inpatient_scope_fen"), "+", models.F("outpatient_scope_fen")
                                ),
                                "-",
                                models.F("pool_fen"),
                            ),
                            "-",
                            models.F("large_fen"),
                        ),
                    ),
                ),
                name="reimbursed_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="reimbursed",
            constraint=models.CheckConstraint(
                condition=models.Q(("began_on__lte", models.F("ended_on"))), name="reimbursed_of_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="thirdpartyadvance",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="advance_pays"),
        ),
        migrations.AddConstraint(
            model_name="thirdpartyrecovered",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="advance_recovered_pays"),
        ),
    ]
