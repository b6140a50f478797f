"""Money that came through a channel and is too much goes back through it."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("checkout", "0002_guards"),
        ("collection", "0011_owed_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="simulatedtrade", name="simulated_not_beyond"),
        migrations.RemoveField(model_name="simulatedtrade", name="given_back_fen"),
        migrations.AddField(
            model_name="simulatedtrade",
            name="returns",
            field=models.JSONField(default=dict, help_text="Refund number → trade and fen."),
        ),
        migrations.CreateModel(
            name="ChannelRefund",
            fields=[
                (
                    "refund",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="by_channel",
                        serialize=False,
                        to="collection.refund",
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("refused_because", models.CharField(blank=True, max_length=300)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="checkout.paymentorder"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done_at__isnull", True), ("refused_at__isnull", True), _connector="OR"),
                        name="channel_refund_done_or_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at__isnull", True), ("refused_because", "")),
                            models.Q(("refused_at__isnull", False), models.Q(("refused_because", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="channel_refund_refused_says_why",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "refund_guards.sql"),
    ]
