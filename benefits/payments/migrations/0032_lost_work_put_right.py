"""Work that was lost in its last month is put right as the run reads it: the benefit may begin in it."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

PUT_RIGHT = Path(__file__).resolve().parent.parent / "sql" / "put_right.sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0031_items")]

    operations = [SqlFileTakenBack(PUT_RIGHT), SqlFile(PUT_RIGHT)]
