"""Government adds to a month of a person once; who says that it came is another person than who claimed."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("kernel", "0002_promises"),
        ("selfpay", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        SqlFileTakenBack(SQL / "unclaimed.sql"),
        migrations.CreateModel(
            name="SubsidyDouble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.AddField(
            model_name="subsidyclaim",
            name="doubled_fen",
            field=siadmin.kernel.fields.FenField(
                default=0, help_text="Of it, what was not to come: paid for under another record."
            ),
        ),
        migrations.AddConstraint(
            model_name="subsidyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("doubled_fen", 0),
                    models.Q(
                        ("doubled_fen__gt", 0),
                        ("doubled_fen__lt", models.F("total_fen")),
                        ("received_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claim_doubled_once_received",
            ),
        ),
        migrations.AddField(
            model_name="subsidydouble",
            name="counts",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="selfpay.subsidyitem"
            ),
        ),
        migrations.AddField(
            model_name="subsidydouble",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="double", to="selfpay.subsidyitem"
            ),
        ),
        migrations.AddField(
            model_name="subsidyitem",
            name="instead_of",
            field=models.OneToOneField(
                help_text="What was left out.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="made_good",
                to="selfpay.subsidydouble",
            ),
        ),
        migrations.RemoveConstraint(model_name="subsidyitem", name="subsidy_once"),
        migrations.AddConstraint(
            model_name="subsidyitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("instead_of__isnull", True)),
                fields=("person", "kind", "month"),
                name="subsidy_once",
            ),
        ),
        SqlFile(SQL / "unclaimed.sql"),
        SqlFile(SQL / "doubled.sql"),
        AppendOnly("selfpay_subsidydouble"),
        OnlyAppended("selfpay_subsidydouble"),
        Eyes("selfpay_subsidyclaim", "claimed", "received"),
    ]
