"""What never arrives of a payment is given up: its offsets are free or owed again, what else was in it is due again."""

from pathlib import Path
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

from siadmin.kernel.database import run_sql
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


def give_up_what_never_arrives(apps: Any, schema_editor: Any) -> None:
    """Of benefits that ended before there was this rule."""
    persons = apps.get_model("payments", "Ending").objects.filter(kind="ended").values_list("entitlement__person")
    given = {"persons": [person for (person,) in persons.distinct()], "on": timezone.localdate(), "at": timezone.now()}
    run_sql(SQL / "give_up.sql", given)


class Migration(migrations.Migration):
    dependencies = [("payments", "0011_verifications"), ("registry", "0003_persons_known")]

    operations = [
        migrations.CreateModel(
            name="GivenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_up_at", models.DateTimeField()),
                (
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="payments.ending"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given_up", to="payments.paymentrun"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(model_name="givenup", index=models.Index(fields=["person"], name="given_up_of_person")),
        migrations.AddConstraint(
            model_name="givenup", constraint=models.UniqueConstraint(fields=("run", "person"), name="given_up_once")
        ),
        migrations.RemoveConstraint(model_name="recovered", name="recovered_as_it_came"),
        migrations.AlterField(
            model_name="recovered",
            name="kind",
            field=models.CharField(
                choices=[("repaid", "Repaid"), ("returned", "Returned"), ("offset", "Offset"), ("undone", "Undone")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="recovered",
            name="offset",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recovered",
                to="payments.offset",
            ),
        ),
        migrations.AddConstraint(
            model_name="recovered",
            constraint=models.UniqueConstraint(fields=("offset", "kind"), name="recovered_offset_once"),
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
        SqlFileTakenBack(SQL / "offsets.sql"),
        SqlFile(SQL / "offsets.sql"),
        SqlFile(SQL / "given_up.sql"),
        AppendOnly("payments_givenup"),
        OnlyAppended("payments_givenup"),
        SqlFileTakenBack(SQL / "guards.sql"),
        SqlFile(SQL / "guards.sql"),
        migrations.RunPython(give_up_what_never_arrives, migrations.RunPython.noop),
    ]
