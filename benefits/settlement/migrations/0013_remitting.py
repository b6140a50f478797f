"""A clearing leaves in files to banks, and what they answer is kept line by line."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = (
    "settlement_clearingfile",
    "settlement_remittance",
    "settlement_clearinganswer",
    "settlement_remittanceanswer",
)


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0002_promises"),
        ("ledger", "0006_reply_by_a_third"),
        ("providers", "0005_accounts"),
        ("settlement", "0012_left_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClearingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bank_name", models.CharField(max_length=80)),
                ("sequence", models.SmallIntegerField()),
                ("payments", models.IntegerField()),
                ("total_fen", siadmin.kernel.fields.FenField()),
                ("sent_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="settlement.clearingrun"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClearingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("rows", models.IntegerField()),
                ("paid_fen", siadmin.kernel.fields.FenField()),
                ("returned_fen", siadmin.kernel.fields.FenField()),
                ("imported_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agency.document"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        help_text="Of what came back.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.entry",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="settlement.clearingfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Remittance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.IntegerField()),
                ("account_hash", siadmin.kernel.fields.HashField(max_length=32)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                (
                    "again_for",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="again",
                        to="settlement.remittance",
                    ),
                ),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittances",
                        to="settlement.clearing",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittances",
                        to="settlement.clearingfile",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remittances",
                        to="settlement.clearingrun",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RemittanceAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("paid", "paid"),
                            ("no_such_account", "no_such_account"),
                            ("name_differs", "name_differs"),
                            ("account_closed", "account_closed"),
                            ("account_frozen", "account_frozen"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "remittance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="settlement.remittance"
                    ),
                ),
                (
                    "told_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="settlement.clearinganswer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="clearingfile",
            constraint=models.UniqueConstraint(fields=("run", "bank_name", "sequence"), name="clearing_file_once"),
        ),
        migrations.AddConstraint(
            model_name="clearingfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("payments__gt", 0), ("total_fen__gt", 0)), name="clearing_file_pays"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearinganswer",
            constraint=models.UniqueConstraint(fields=("file", "content_hash"), name="clearing_answer_once"),
        ),
        migrations.AddConstraint(
            model_name="clearinganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry__isnull", True), ("returned_fen", 0)),
                    models.Q(("entry__isnull", False), ("returned_fen__gt", 0)),
                    _connector="OR",
                ),
                name="clearing_answer_booked",
            ),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.UniqueConstraint(fields=("run", "row"), name="remittance_row_once"),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("again_for__isnull", True)), fields=("clearing",), name="remittance_first_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="remittance",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="remittance_pays"),
        ),
        migrations.AddConstraint(
            model_name="remittanceanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "paid")), fields=("remittance",), name="remittance_arrived_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="remittanceanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "paid"), _negated=True),
                fields=("remittance",),
                name="remittance_returned_once",
            ),
        ),
        SqlFile(SQL / "remitting.sql"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
