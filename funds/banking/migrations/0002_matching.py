"""Statement lines are matched with postings; what does not match waits in somebody's hands."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
USER = models.ForeignKey(
    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
)


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0001_initial"),
        ("ledger", "0005_rights"),
        ("kernel", "0004_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField("statement", "closing_balance_fen"),
        migrations.RemoveField("statementline", "matched_key"),
        migrations.AddField("statementline", "owner", USER.clone()),
        migrations.AddField(
            "statementline",
            "note",
            models.CharField(
                blank=True,
                default="",
                help_text="What it comes from, while the books do not know it.",
                max_length=500,
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "statementline",
            "matched_at",
            models.DateTimeField(help_text="Since when its matches add up to it.", null=True),
        ),
        migrations.AddIndex(
            "statementline",
            models.Index(
                condition=Q(matched_at__isnull=True), fields=["bank_account", "value_on"], name="statement_line_waits"
            ),
        ),
        migrations.CreateModel(
            name="Match",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("reference", "Reference"),
                            ("amount", "Amount"),
                            ("total", "Total"),
                            ("nearby", "Nearby"),
                            ("hand", "Hand"),
                        ],
                        max_length=9,
                    ),
                ),
                ("matched_at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="banking.statementline",
                    ),
                ),
                ("matched_by", USER.clone()),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.posting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line", "posting"), name="match_once"),
                    models.CheckConstraint(condition=Q(amount_fen__gt=0), name="match_positive"),
                    models.CheckConstraint(
                        condition=Q(how="hand", matched_by__isnull=False) | ~Q(how="hand") & Q(matched_by__isnull=True),
                        name="match_by_hand_has_a_hand",
                    ),
                ],
            },
        ),
        SqlFile(SQL / "banking_open.sql"),
        SqlFile(SQL / "banking_credits.sql"),
        SqlFile(SQL / "match_guards.sql"),
        AppendOnly("banking_match"),
        AppendOnly("banking_statement"),
        OnlyAppended("banking_match", "banking_statement"),
    ]
