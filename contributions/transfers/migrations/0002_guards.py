"""A transfer goes along its table of moves, its steps are different people's, and accounts move as it says."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("transfers", "0001_initial"),
        ("accounts", "0008_moved"),
        ("agency", "0006_one_person"),
        ("kernel", "0004_rights"),
        ("participation", "0002_initial"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("transfers_transfer", "prepared", "answered", "paid", "received"),
        AppendOnly("transfers_transferyear"),
        OnlyAppended("transfers_transferyear"),
    ]
