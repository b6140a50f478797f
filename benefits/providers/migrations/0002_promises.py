"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"
_APPENDED = ("providers_institution", "providers_agreementscope", "providers_cataloguerow")


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_tables")]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("providers_agreement", "prepared", "signed"),
        Eyes("providers_cataloguefile", "read", "approved"),
        *(AppendOnly(table) for table in _APPENDED),
        OnlyAppended(*_APPENDED),
    ]
