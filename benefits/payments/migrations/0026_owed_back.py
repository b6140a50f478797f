"""What a bank returns after it had come back otherwise is owed to the person."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import siadmin.kernel.fields
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
FOUND_BEFORE = """
INSERT INTO payments_owedback (number, overpayment_id, amount_fen, found_at)
SELECT 'O' || lpad(whole.id::text, 11, '0'), whole.id, payments_owed_of(whole.id), now()
  FROM payments_overpayment AS whole WHERE payments_owed_of(whole.id) > 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_promises"),
        ("matters", "0002_promises"),
        ("payments", "0025_drawn_months"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwedBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=12, unique=True)),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("found_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="OwedSettled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_fen", siadmin.kernel.fields.FenField()),
                ("settled_on", models.DateField()),
                (
                    "bank_reference",
                    models.CharField(blank=True, help_text="The line of the bank's statement.", max_length=60),
                ),
                ("settled_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="recovered",
            name="recovered_as_it_came",
        ),
        migrations.AlterField(
            model_name="recovered",
            name="kind",
            field=models.CharField(
                choices=[
                    ("repaid", "Repaid"),
                    ("returned", "Returned"),
                    ("offset", "Offset"),
                    ("undone", "Undone"),
                    ("kept", "Kept"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("amount_fen__gt", 0), models.Q(("kind", "undone"), _negated=True)),
                        models.Q(("amount_fen__lt", 0), ("kind", "undone")),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", False),
                            ("kind", "repaid"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                            models.Q(("bank_reference", ""), _negated=True),
                        ),
                        models.Q(
                            ("case__isnull", False),
                            ("entry__isnull", True),
                            ("kind", "kept"),
                            ("offset__isnull", True),
                            ("result_file__isnull", True),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind", "returned"),
                            ("offset__isnull", True),
                            ("result_file__isnull", False),
                        ),
                        models.Q(
                            ("case__isnull", True),
                            ("entry__isnull", True),
                            ("kind__in", ["offset", "undone"]),
                            ("offset__isnull", False),
                            ("result_file__isnull", True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="recovered_as_it_came",
            ),
        ),
        migrations.AddField(
            model_name="owedback",
            name="overpayment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="owed_back", to="payments.overpayment"
            ),
        ),
        migrations.AddField(
            model_name="owedsettled",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matters.case"
            ),
        ),
        migrations.AddField(
            model_name="owedsettled",
            name="entry",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
            ),
        ),
        migrations.AddField(
            model_name="owedsettled",
            name="kept_for",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="kept", to="payments.overpayment"
            ),
        ),
        migrations.AddField(
            model_name="owedsettled",
            name="owed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="settled", to="payments.owedback"
            ),
        ),
        migrations.AddConstraint(
            model_name="owedback",
            constraint=models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="owed_back_owes"),
        ),
        migrations.AddConstraint(
            model_name="owedsettled",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    models.Q(
                        models.Q(("bank_reference", ""), ("entry__isnull", True), ("kept_for__isnull", False)),
                        models.Q(
                            ("entry__isnull", False),
                            ("kept_for__isnull", True),
                            models.Q(("bank_reference", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="owed_settled_in_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="owedsettled",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kept_for__isnull", True)), fields=("bank_reference",), name="owed_bank_line_once"
            ),
        ),
        AppendOnly("payments_owedback"),
        AppendOnly("payments_owedsettled"),
        OnlyAppended("payments_owedback", "payments_owedsettled"),
        SqlFile(SQL / "owed_back.sql"),
        migrations.RunSQL(FOUND_BEFORE, migrations.RunSQL.noop),
    ]
