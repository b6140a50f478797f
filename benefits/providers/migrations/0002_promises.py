"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, ChangedInColumns, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0001_tables"),
        ("agency", "0002_promises"),
        ("letters", "0002_promises"),
        ("registry", "0002_promises"),
    ]

    operations = [
        Eyes("providers_agreement", "prepared", "signed"),
        Eyes("providers_cataloguefile", "read", "approved"),
        AppendOnly("providers_agreementscope"),
        AppendOnly("providers_cataloguerow"),
        SqlFile(SQL / "measures.sql"),
        Eyes("providers_measure", "proposed", "decided"),
        AppendOnly("providers_hearing"),
        SqlFile(SQL / "own.sql"),
        SqlFile(SQL / "accounts.sql"),
        Eyes("providers_accountchange", "proposed", "decided"),
        SqlFile(SQL / "guards.sql"),
        OnlyAppended(
            "providers_institution", "providers_agreementscope", "providers_cataloguerow", "providers_hearing"
        ),
        ChangedInColumns("providers_institution", "bank_name", "account", "account_hash"),
    ]
