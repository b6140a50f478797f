"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_tables"),
        ("agency", "0002_promises"),
        ("letters", "0002_promises"),
        ("matters", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "one_person.sql"),
        SqlFile(SQL / "closing.sql"),
        SqlFile(SQL / "merges.sql"),
        SqlFile(SQL / "phones.sql"),
        SqlFile(SQL / "deaths.sql"),
        SqlFile(SQL / "bank_cards.sql"),
        OnlyAppended(
            "registry_delegatehistory",
            "registry_employerhistory",
            "registry_identifierhistory",
            "registry_injuryratehistory",
            "registry_personhistory",
            "registry_cardhistory",
            "registry_bankcardhistory",
        ),
    ]
