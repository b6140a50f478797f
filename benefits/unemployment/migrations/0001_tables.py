import django.db.models.deletion
import siadmin.kernel.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("claims", "0001_tables"),
        ("ledger", "0001_tables"),
        ("matters", "0001_tables"),
        ("payments", "0001_tables"),
        ("registry", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MedicalPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("sequence", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                ("months", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("law", models.JSONField(help_text="By month every value it was reckoned by, with its source.")),
                ("paid_at", models.DateTimeField()),
                (
                    "in_entry",
                    models.OneToOneField(
                        help_text="Of the medical fund.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "out_entry",
                    models.OneToOneField(
                        help_text="Of this fund.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "payment_run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="medical_payments",
                        to="payments.paymentrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MedicalMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", siadmin.kernel.fields.MonthField()),
                ("base_fen", siadmin.kernel.fields.FenField()),
                ("employer_fen", siadmin.kernel.fields.FenField()),
                ("employee_fen", siadmin.kernel.fields.FenField()),
                ("maternity_fen", siadmin.kernel.fields.FenField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid_months",
                        to="unemployment.medicalpayment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MedicalReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("months", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("returned_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "in_entry",
                    models.OneToOneField(
                        help_text="Of this fund.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "out_entry",
                    models.OneToOneField(
                        help_text="Of the medical fund.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
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
            name="RefusedOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("refused_on", models.DateField()),
                ("offered_by", models.CharField(max_length=120)),
                ("offered", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refused_offers",
                        to="payments.entitlement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned_months",
                        to="unemployment.medicalreturn",
                    ),
                ),
                (
                    "month",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned",
                        to="unemployment.medicalmonth",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SpellGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=30)),
                (
                    "from_month",
                    siadmin.kernel.fields.MonthField(
                        help_text="Of months paid at once the first; else the month it was applied for in."
                    ),
                ),
                ("months_used", models.SmallIntegerField(default=0)),
                ("born_on", models.DateField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spell_grant", to="claims.decision"
                    ),
                ),
                (
                    "spell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spell_grants",
                        to="payments.entitlement",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="medicalpayment",
            constraint=models.UniqueConstraint(fields=("payment_run", "sequence"), name="medical_payment_once"),
        ),
        migrations.AddConstraint(
            model_name="medicalpayment",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gt", 0), ("people__gt", 0), ("total_fen__gt", 0)),
                name="medical_payment_pays",
            ),
        ),
        migrations.AddConstraint(
            model_name="medicalmonth",
            constraint=models.UniqueConstraint(fields=("person", "month"), name="medical_month_once"),
        ),
        migrations.AddConstraint(
            model_name="medicalreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("months__gt", 0), ("total_fen__gt", 0)), name="medical_return_pays"
            ),
        ),
        migrations.AddConstraint(
            model_name="refusedoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered_by", ""), _negated=True), models.Q(("offered", ""), _negated=True)
                ),
                name="refused_offer_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusedoffer",
            constraint=models.UniqueConstraint(
                fields=("entitlement", "refused_on", "offered_by"), name="refused_offer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="spellgrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("born_on__isnull", True)), fields=("spell", "scheme"), name="spell_grant_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="spellgrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("born_on__isnull", False)),
                fields=("spell", "scheme", "born_on"),
                name="spell_grant_once_a_birth",
            ),
        ),
        migrations.AddConstraint(
            model_name="spellgrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("months_used__gt", 0)), fields=("spell",), name="spell_paid_at_once_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="spellgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("born_on__isnull", True),
                        ("months_used__gt", 0),
                        ("scheme__in", ["unemployment_reemployed", "unemployment_startup"]),
                    ),
                    models.Q(("born_on__isnull", False), ("months_used", 0), ("scheme", "unemployment_childbirth")),
                    models.Q(("born_on__isnull", True), ("months_used", 0), ("scheme", "unemployment_job_seeking")),
                    _connector="OR",
                ),
                name="spell_grant_of_its_kind",
            ),
        ),
    ]
