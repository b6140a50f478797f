"""What is due as one function; lines and bills are not changed."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_initial"),
        ("kernel", "0002_guards"),
        ("declarations", "0002_initial"),
        ("participation", "0003_guards"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        SqlFile(SQL / "assessment_due.sql"),
        SqlFile(SQL / "assessment_difference.sql"),
        AppendOnly("assessment_line"),
    ]
