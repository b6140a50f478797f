"""The application's rights, and the trigger that keeps append-only tables so."""

from django.db import migrations

from siadmin.kernel.operations import GrantToApplication


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

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
    ]
