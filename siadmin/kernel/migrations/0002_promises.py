"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import GrantToApplication, OnlyRead, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_tables"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [
        GrantToApplication(),
        migrations.RunSQL(
            """
            CREATE FUNCTION kernel_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
                    USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
            END $$
            """,
            "DROP FUNCTION kernel_refuse_change()",
        ),
        SqlFile(SQL / "history_context.sql"),
        OnlyRead("django_migrations"),
    ]
