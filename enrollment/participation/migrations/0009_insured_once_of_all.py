"""Insured, and paying for oneself, once at a time also under several records of one natural person."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile, SqlFileTakenBack

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("participation", "0008_closed"), ("registry", "0008_merges")]

    operations = [
        SqlFileTakenBack(SQL / "insured_once.sql"),
        SqlFile(SQL / "insured_once_of_all.sql"),
        SqlFileTakenBack(SQL / "own_terms_once.sql"),
        SqlFile(SQL / "own_terms_once_of_all.sql"),
    ]
