"""Who rises by a new basic amount of the residents' pension rises to exactly that amount."""

from pathlib import Path

from django.db import migrations

from siadmin.kernel.operations import SqlFile

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0022_drawn_once"),
        ("pension", "0005_drawn_beside"),
    ]

    operations = [
        SqlFile(SQL / "residents_basic.sql"),
    ]
