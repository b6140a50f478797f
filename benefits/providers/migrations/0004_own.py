"""Nobody decides about an institution they act for; credentials stay as they were issued, or revoked."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("providers", "0003_measures"), ("registry", "0004_the_dead"), ("agency", "0002_promises")]

    operations = [SqlFile(SQL / "own.sql")]
