"""What a clearing took in is kept when it is free for another: a mark instead of a deletion (REG 53)."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"
_STANDS = models.Q(("freed_at__isnull", True))


class Migration(migrations.Migration):
    dependencies = [("settlement", "0010_clearing_booked")]

    operations = [
        SqlFileTakenBack(SQL / "clearing.sql"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE settlement_cleared ADD COLUMN freed_at timestamp with time zone,"
                    " DROP CONSTRAINT settlement_cleared_pkey, ADD PRIMARY KEY (clearing_id, settlement_id);"
                    " CREATE UNIQUE INDEX settlement_cleared_once ON settlement_cleared (settlement_id)"
                    " WHERE freed_at IS NULL;"
                    " DROP INDEX IF EXISTS settlement_cleared_clearing_id_a52858d7",
                    "DELETE FROM settlement_cleared WHERE freed_at IS NOT NULL;"
                    " DROP INDEX settlement_cleared_once;"
                    " ALTER TABLE settlement_cleared DROP CONSTRAINT settlement_cleared_pkey,"
                    " ADD PRIMARY KEY (settlement_id), DROP COLUMN freed_at;"
                    " CREATE INDEX settlement_cleared_clearing_id_a52858d7 ON settlement_cleared (clearing_id)",
                )
            ],
            state_operations=[
                migrations.DeleteModel(name="Cleared"),
                migrations.CreateModel(
                    name="Cleared",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "clearing_id",
                                "settlement_id",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "clearing",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleared",
                                to="settlement.clearing",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleared",
                                to="settlement.settlement",
                            ),
                        ),
                        ("freed_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=_STANDS, fields=("settlement",), name="settlement_cleared_once"
                            )
                        ]
                    },
                ),
            ],
        ),
        migrations.AddField(model_name="clearedflag", name="freed_at", field=models.DateTimeField(null=True)),
        migrations.RemoveConstraint(model_name="clearedflag", name="flag_taken_off_once"),
        migrations.RemoveConstraint(model_name="clearedflag", name="flag_given_back_once"),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount_fen__gt", 0), ("freed_at__isnull", True)),
                fields=("flag",),
                name="flag_taken_off_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clearedflag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("amount_fen__lt", 0), ("freed_at__isnull", True)),
                fields=("flag",),
                name="flag_given_back_once",
            ),
        ),
        SqlFile(SQL / "clearing.sql"),
    ]
