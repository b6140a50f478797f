"""What our own records speak against is suspected too; offers of work that were turned down are on record."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_promises"), ("payments", "0008_ended_by_a_grant")]

    operations = [
        SqlFileTakenBack(SQL / "suspicions.sql"),
        SqlFileTakenBack(SQL / "in_payment.sql"),
        migrations.AlterField(model_name="suspicion", name="kind", field=models.CharField(max_length=20)),
        migrations.AlterField(
            model_name="suspicion",
            name="row",
            field=models.ForeignKey(
                help_text="Of the register's batch.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.row",
            ),
        ),
        migrations.AddField(
            model_name="suspicion",
            name="found_by",
            field=models.CharField(blank=True, default="", help_text="The check of our own records.", max_length=30),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="suspicion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("found_by", ""), ("row__isnull", False)),
                    models.Q(("row__isnull", True), models.Q(("found_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="suspicion_has_one_source",
            ),
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
        SqlFile(SQL / "suspicions.sql"),
        SqlFile(SQL / "in_payment.sql"),
        AppendOnly("payments_refusedoffer"),
        OnlyAppended("payments_refusedoffer"),
    ]
