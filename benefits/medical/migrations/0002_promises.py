"""What the database itself keeps true of these tables, and what the application may do to them."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import AppendOnly, OnlyAppended, SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("medical", "0001_tables"),
        ("agency", "0002_promises"),
        ("banking", "0002_promises"),
        ("claims", "0002_promises"),
        ("ledger", "0002_promises"),
        ("matters", "0002_promises"),
        ("payments", "0002_promises"),
        ("registry", "0002_promises"),
        ("settlement", "0002_promises"),
    ]

    operations = [
        SqlFile(SQL / "reimbursed.sql"),
        SqlFile(SQL / "filings.sql"),
        AppendOnly("medical_reimbursed"),
        AppendOnly("medical_thirdpartyadvance"),
        AppendOnly("medical_thirdpartyrecovered"),
        AppendOnly("medical_awayfiling"),
        AppendOnly("medical_filingended"),
        AppendOnly("medical_accountsharing"),
        AppendOnly("medical_sharingended"),
        SqlFile(SQL / "paid_once.sql"),
        SqlFile(SQL / "third_party_recovered.sql"),
        OnlyAppended(
            "medical_reimbursed",
            "medical_thirdpartyadvance",
            "medical_thirdpartyrecovered",
            "medical_awayfiling",
            "medical_filingended",
            "medical_accountsharing",
            "medical_sharingended",
        ),
    ]
