"""A certificate opens accounts only with money that arrived, by a line of the bank that serves no other file."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("history", "0002_promises"), ("banking", "0002_promises")]

    operations = [
        SqlFile(SQL / "money.sql"),
        migrations.AddField(
            model_name="historyfile",
            name="money_line",
            field=models.ForeignKey(
                help_text="The bank line it arrived by.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="banking.statementline",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by__isnull", True), ("money_line__isnull", True)),
                    models.Q(("confirmed_by__isnull", False), ("money_line__isnull", False)),
                    _connector="OR",
                ),
                name="history_file_confirmed_by_bank_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="historyfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["replaced", "withdrawn"]), _negated=True),
                fields=("money_line",),
                name="history_bank_line_once",
            ),
        ),
        SqlFile(SQL / "bank_line.sql"),
    ]
