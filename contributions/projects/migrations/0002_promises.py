"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_tables"), ("collection", "0004_pots")]

    operations = [
        AppendOnly("projects_project"),
        AppendOnly("projects_term"),
        SqlFile(SQL / "cover.sql"),
        SqlFile(SQL / "course.sql"),
        OnlyAppended("projects_project", "projects_term"),
    ]
