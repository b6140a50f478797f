"""A closed employer insures nobody."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("participation", "0007_people_who_pay_themselves"), ("registry", "0006_closing")]

    operations = [SqlFile(SQL / "closed.sql")]
