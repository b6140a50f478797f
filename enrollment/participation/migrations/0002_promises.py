"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0001_tables"),
        ("agency", "0002_promises"),
        ("agents", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "closed.sql"),
        SqlFile(SQL / "insured_once_of_all.sql"),
        SqlFile(SQL / "own_terms_once_of_all.sql"),
        OnlyAppended(
            "participation_employmenthistory", "participation_insuredperiodhistory", "participation_owntermshistory"
        ),
    ]
