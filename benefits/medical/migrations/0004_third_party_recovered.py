"""What a third party repaid is called so: an employer that had not insured repays an advance of another insurance."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("medical", "0003_paid_once")]

    operations = [
        migrations.RunSQL(  # databases made before this have it beside the tables
            [
                "DROP TRIGGER IF EXISTS medical_advance_recovered ON medical_advancerecovered",
                "DROP FUNCTION IF EXISTS medical_advance_recovered()",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RenameModel("AdvanceRecovered", "ThirdPartyRecovered"),
        migrations.RunSQL(
            "ALTER TRIGGER medical_advancerecovered_append_only ON medical_thirdpartyrecovered"
            " RENAME TO medical_thirdpartyrecovered_append_only",
            "ALTER TRIGGER medical_thirdpartyrecovered_append_only ON medical_thirdpartyrecovered"
            " RENAME TO medical_advancerecovered_append_only",
        ),
        SqlFile(SQL / "third_party_recovered.sql"),
    ]
