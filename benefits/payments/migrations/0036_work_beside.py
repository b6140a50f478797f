"""A payment held for work says of which insurance the work is: an insurance brings that, payments know none."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

PUT_RIGHT = Path(__file__).resolve().parent.parent / "sql" / "put_right.sql"
# Until now the guard knew one fund by name.
TOLD = """
ALTER TABLE payments_hold DISABLE TRIGGER USER;
UPDATE payments_hold SET told = told || '{"insurance": "unemployment", "fund": "unemployment"}'
 WHERE because = 'working';
ALTER TABLE payments_hold ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0035_rises_that_end")]

    operations = [
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
        SqlFileTakenBack(PUT_RIGHT),
        SqlFile(PUT_RIGHT),
    ]
