"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_tables"),
        ("agency", "0002_promises"),
        ("assessment", "0002_promises"),
        ("collection", "0002_promises"),
        ("matters", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        AppendOnly("projects_project"),
        AppendOnly("projects_term"),
        SqlFile(SQL / "cover.sql"),
        SqlFile(SQL / "course.sql"),
        AppendOnly("projects_costchange"),
        SqlFile(SQL / "changes.sql"),
        OnlyAppended("projects_project", "projects_term", "projects_costchange"),
    ]
