"""A benefit is one, with components: stopped, suspected and demanded back whole."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_MOVED = ("item", "component", "amount_fen", "rhythm", "from_month", "before_month")


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_overpayments")]

    operations = [
        SqlFileTakenBack(SQL / "overpayments.sql"),
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entitlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="payments.entitlement",
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_payment",
                        to="claims.decisionitem",
                    ),
                ),
                ("component", models.CharField(max_length=30)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("rhythm", models.CharField(choices=[("once", "once"), ("monthly", "monthly")], max_length=8)),
                ("from_month", siadmin.kernel.fields.MonthField()),
                ("before_month", siadmin.kernel.fields.MonthField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="entitlement",
            name="decision",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entitlement",
                to="claims.decision",
            ),
        ),
        SqlFile(SQL / "merge_components.sql"),
        migrations.RemoveIndex(model_name="entitlement", name="entitlement_of_person"),
        migrations.RemoveConstraint(model_name="entitlement", name="entitlement_pays"),
        migrations.RemoveConstraint(model_name="entitlement", name="entitlement_months"),
        *(migrations.RemoveField(model_name="entitlement", name=name) for name in _MOVED),
        migrations.AlterField(
            model_name="entitlement",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="entitlement", to="claims.decision"
            ),
        ),
        migrations.AddIndex(
            model_name="entitlement",
            index=models.Index(fields=["person", "scheme"], name="entitlement_of_person"),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(
                fields=("entitlement", "component", "from_month"), name="component_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="component_pays"),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before_month__isnull", True),
                    models.Q(("before_month__gt", models.F("from_month")), ("rhythm", "monthly")),
                    _connector="OR",
                ),
                name="component_months",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE payments_line RENAME COLUMN entitlement_id TO component_id",
                    "ALTER TABLE payments_line RENAME COLUMN component_id TO entitlement_id",
                )
            ],
            state_operations=[
                migrations.DeleteModel(name="BenefitLine"),
                migrations.CreateModel(
                    name="BenefitLine",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "person_id",
                                "month",
                                "component_id",
                                "version",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("person_id", models.BigIntegerField()),
                        ("month", siadmin.kernel.fields.MonthField()),
                        ("component_id", models.BigIntegerField()),
                        ("version", models.SmallIntegerField()),
                        ("paid_in", models.BigIntegerField(help_text="The payment run.")),
                        ("slice_id", models.BigIntegerField()),
                        ("amount_fen", siadmin.kernel.fields.FenField()),
                    ],
                    options={"db_table": "payments_line"},
                ),
            ],
        ),
        migrations.RemoveConstraint(model_name="overpaidmonth", name="overpaid_month_once"),
        migrations.AddConstraint(
            model_name="overpaidmonth",
            constraint=models.UniqueConstraint(fields=("overpayment", "month", "paid_in"), name="overpaid_month_once"),
        ),
        SqlFile(SQL / "overpayments.sql"),
        SqlFile(SQL / "in_payment.sql"),
        AppendOnly("payments_component"),
        OnlyAppended("payments_component"),
    ]
