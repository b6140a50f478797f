"""A channel's payment is of one order; two people say what became of what nobody could place."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("checkout", "0002_promises"),
        ("agency", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        SqlFileTakenBack(SQL / "guards.sql"),
        migrations.CreateModel(
            name="StrayConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "end",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="checkout.strayend",
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint("strayend", "stray_ends_once"),
        migrations.RemoveIndex("callback", "callback_stray"),
        migrations.AlterField(
            "callback",
            "verdict",
            models.CharField(
                choices=[
                    ("accepted", "Accepted"),
                    ("repeated", "Repeated"),
                    ("unknown_order", "Unknown Order"),
                    ("amount_differs", "Amount Differs"),
                    ("paid_twice", "Paid Twice"),
                    ("contradicts", "Contradicts"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            "callback",
            models.Index(
                condition=models.Q(("verdict__in", ["unknown_order", "contradicts"])),
                fields=["channel", "number", "trade", "amount_fen"],
                name="callback_stray",
            ),
        ),
        migrations.AddIndex("strayend", models.Index(fields=["channel", "number", "trade"], name="stray_end_of")),
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "trades.sql"),
        AppendOnly("checkout_strayconfirmation"),
        OnlyAppended("checkout_strayconfirmation"),
    ]
