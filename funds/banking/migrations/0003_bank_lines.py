"""Lines of the bank that money is booked by, and how much of each an entry books."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("banking", "0002_promises"),
        ("ledger", "0005_reply_by_another"),
        ("matters", "0003_limits_in_calendar_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BankLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_reference", models.CharField(max_length=60)),
                ("value_on", models.DateField()),
                ("amount_fen", siadmin.kernel.fields.FenField(help_text="All of it. Positive: money came in.")),
                ("written_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bank_lines", to="ledger.account"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LinePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("used_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bank_parts", to="ledger.entry"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="banking.bankline"
                    ),
                ),
                (
                    "used_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="bankline",
            constraint=models.UniqueConstraint(fields=("account", "bank_reference"), name="bank_line_once"),
        ),
        migrations.AddConstraint(
            model_name="bankline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_fen", 0), _negated=True), models.Q(("bank_reference", ""), _negated=True)
                ),
                name="bank_line_moves",
            ),
        ),
        migrations.AddConstraint(
            model_name="linepart",
            constraint=models.UniqueConstraint(fields=("line", "entry"), name="line_part_once"),
        ),
        migrations.AddConstraint(
            model_name="linepart",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="line_part_positive"),
        ),
        SqlFile(SQL / "bank_lines.sql"),
        SqlFileTakenBack(SQL / "match_guards.sql"),
        SqlFile(SQL / "match_guards.sql"),
        AppendOnly("banking_bankline"),
        AppendOnly("banking_linepart"),
        OnlyAppended("banking_bankline", "banking_linepart"),
    ]
