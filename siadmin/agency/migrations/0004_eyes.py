"""Eyes are the person of their account."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agency", "0003_person_behind_account")]

    operations = [
        SqlFile(SQL / "eyes.sql"),
    ]
