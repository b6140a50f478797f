"""What was told stays told; what is booked is what two people let be booked; months are only added."""

from pathlib import Path

from django.db import migrations

from siadmin.agency.operations import Eyes
from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_initial"),
        ("accounts", "0007_opening"),
        ("agency", "0006_one_person"),
        ("kernel", "0004_rights"),
    ]

    operations = [
        SqlFile(SQL / "guards.sql"),
        Eyes("history_historyfile", "received", "submitted", "confirmed", "decided"),
        AppendOnly("history_historymonth"),
        OnlyAppended("history_historymonth"),
    ]
